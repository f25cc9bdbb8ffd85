package com.beachdo.identity;

import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.rpc.CallContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.data.NullValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records who was let in, and every change of credentials, factors, roles and sessions, and tells other domains. */
final class SecurityEvents {
    /** Of nobody who is forgotten more than the deed. */
    private static final String INSERT =
            """
            INSERT INTO security_event (event_id, account_id, action, how, session_id, network, times)
            SELECT $1, account_id, $3, $4, $5, CASE WHEN status = 'DELETED' THEN '' ELSE $6 END, $7
            FROM account WHERE account_id = $2
            RETURNING (
                SELECT roles && ARRAY['MODERATOR', 'ADMIN'] FROM account
                WHERE account.account_id = security_event.account_id) AS staff
            """;

    private static final String PREFIX = "SECURITY_ACTION_";
    private static final String NOBODY = "nobody";

    static {
        // there from the start: a rate is of two readings
        Counter sent = counter(SecurityAction.SECURITY_ACTION_CODE_SENT, "");
        Counter withheld = counter(SecurityAction.SECURITY_ACTION_CODE_WITHHELD, "");
        Counter wrong = counter(SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, "code");
    }

    private final Refusals refusals;

    SecurityEvents(Vertx vertx, Db db) {
        this.refusals = new Refusals(vertx, db, this);
    }

    void start() {
        refusals.start();
    }

    Future<Void> stop() {
        return refusals.stop();
    }

    /** What happened, to whom, by which way or why. */
    record Event(@Nullable UUID accountId, SecurityAction action, String how, @Nullable UUID sessionId, int times) {}

    Future<Void> record(Tx tx, UUID accountId, SecurityAction action, @Nullable UUID sessionId) {
        return record(tx, accountId, action, "", sessionId);
    }

    Future<Void> record(Tx tx, UUID accountId, SecurityAction action, String how, @Nullable UUID sessionId) {
        return record(
                tx,
                new Event(accountId, action, how, sessionId, 1),
                Network.current().subnet());
    }

    /** Of a call that names no account. */
    Future<Void> recordNobodys(Tx tx, SecurityAction action) {
        return record(tx, new Event(null, action, "", null, 1), "");
    }

    Future<Void> sessionsEnded(Tx tx, UUID accountId, List<UUID> sessions, String why) {
        return sessions.isEmpty()
                ? Future.succeededFuture()
                : record(
                        tx,
                        new Event(
                                accountId,
                                SecurityAction.SECURITY_ACTION_SESSION_ENDED,
                                why,
                                sessions.size() == 1 ? sessions.get(0) : null,
                                sessions.size()),
                        Network.current().subnet());
    }

    /** Of a refusal, which changes nothing else; nobody waits for it. */
    void refused(@Nullable UUID accountId, SecurityAction action, String how) {
        refusals.add(accountId, action, how);
    }

    private static Counter counter(SecurityAction action, String how) {
        return Counter.builder("beachdo.security.events")
                .description("Who was let in or refused, and changes of credentials, factors, roles and sessions")
                .tag("action", name(action))
                .tag("how", how)
                .register(Metrics.globalRegistry);
    }

    private static String name(SecurityAction action) {
        return action.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    Future<Void> record(Tx tx, Event event, String network) {
        counter(event.action(), event.how()).increment(event.times());
        UUID account = event.accountId();
        UUID session = event.sessionId();
        return account == null
                ? emit(tx, event, false)
                : tx.query(
                                INSERT,
                                Ids.next(),
                                account,
                                name(event.action()),
                                event.how(),
                                session == null ? NullValue.UUID : session,
                                network,
                                event.times())
                        .compose(rows -> emit(
                                tx,
                                event,
                                rows.size() == 1 && rows.iterator().next().getBoolean("staff")));
    }

    private static Future<Void> emit(Tx tx, Event event, boolean staff) {
        UUID account = event.accountId();
        UUID session = event.sessionId();
        return tx.emit(
                account == null ? NOBODY : account.toString(),
                SecurityEventRecorded.newBuilder()
                        .setUserId(account == null ? "" : account.toString())
                        .setAction(event.action())
                        .setHow(event.how())
                        .setSessionId(session == null ? "" : session.toString())
                        .setTimes(event.times())
                        .setStaff(staff)
                        .build());
    }

    /** The session of the call being served, if it has one. */
    static @Nullable UUID callersSession() {
        String session = CallContext.current().sessionId();
        return session == null ? null : Ids.parse("session", session);
    }
}
