package com.beachdo.identity;

import com.beachdo.identity.gate.Network;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.sqlclient.data.NullValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records who was let in and who was not, and every change of credentials, factors, roles and sessions. */
final class SecurityEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityEvents.class);
    private static final String INSERT =
            """
            INSERT INTO security_event (event_id, account_id, action, session_id, network) VALUES ($1, $2, $3, $4, $5)
            """;

    private final Db db;

    SecurityEvents(Db db) {
        this.db = db;
    }

    /** What is recorded. */
    enum Action {
        REGISTERED,
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SESSION_ENDED,
        REFRESH_REUSED,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        EMAIL_PROVEN,
        PHONE_PROVEN,
        TOTP_ADDED,
        TOTP_REMOVED,
        STEPPED_UP,
        STEP_UP_REFUSED,
        ROLES_CHANGED,
        RESTRICTED,
        LET_IN_AGAIN,
        ERASURE_SCHEDULED,
        ERASURE_CANCELLED,
        ERASED
    }

    Future<Void> record(Tx tx, UUID accountId, Action action, @Nullable UUID sessionId) {
        return tx.query(INSERT, arguments(accountId, action, sessionId)).mapEmpty();
    }

    /** Of a refusal, which changes nothing else; nobody waits for it. */
    void recordRefusal(UUID accountId, Action action) {
        Future<Void> unused = db.query(INSERT, arguments(accountId, action, null))
                .<Void>mapEmpty()
                .onFailure(failure -> LOG.warn("not recorded: {}", failure.getMessage()));
    }

    private static Object[] arguments(UUID accountId, Action action, @Nullable UUID sessionId) {
        return new Object[] {
            Ids.next(),
            accountId,
            action.name().toLowerCase(Locale.ROOT),
            sessionId == null ? NullValue.UUID : sessionId,
            Network.current().subnet()
        };
    }

    /** The session of the call being served, if it has one. */
    static @Nullable UUID callersSession() {
        String session = CallContext.current().sessionId();
        return session == null ? null : Ids.parse("session", session);
    }
}
