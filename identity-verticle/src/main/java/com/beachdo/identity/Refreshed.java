package com.beachdo.identity;

import java.util.UUID;

/** What became of a refresh token. */
sealed interface Refreshed {
    /** It was traded for the next, now or a moment ago. */
    record Continued(OpenSession session) implements Refreshed {}

    /** It is not known, or its session is over. */
    record Refused() implements Refreshed {}

    /** It had been used long before: two hold it, so the session is over. */
    record Stolen(UUID accountId, UUID sessionId) implements Refreshed {}
}
