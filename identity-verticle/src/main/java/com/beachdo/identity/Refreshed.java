package com.beachdo.identity;

import com.beachdo.identity.tokens.RefreshToken;
import java.util.UUID;

/** What became of a refresh token. */
sealed interface Refreshed {
    /** It was traded for the next, now or a moment ago. */
    record Continued(OpenSession session) implements Refreshed {}

    /** It is not known, or its session is over. */
    record Refused() implements Refreshed {}

    /** It had been used long before: two hold it, so the session is over. */
    record Stolen(UUID accountId, UUID sessionId) implements Refreshed {}

    /** Goes on for an account that may be used. */
    static Refreshed of(Account account, UUID sessionId, RefreshToken next, boolean steppedUp) {
        return account.status() == Account.Status.ACTIVE
                ? new Continued(new OpenSession(account, sessionId, next, steppedUp))
                : new Refused();
    }
}
