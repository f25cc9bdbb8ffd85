package com.beachdo.identity;

import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what can no longer matter, some rows a minute, and ends sessions that are over by themselves. */
final class Cleanup {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
    private static final long EVERY_MILLIS = 60_000;
    private static final int ROUNDS_AN_HOUR = 60;
    private static final List<String> STATEMENTS = List.of(
            """
            DELETE FROM session WHERE session_id IN (
                SELECT session_id FROM session WHERE last_used_at < now() - interval '31 days' LIMIT 1000)
            """,
            """
            DELETE FROM refresh_token WHERE token_hash IN (
                SELECT token_hash FROM refresh_token WHERE used_at < now() - interval '31 days' LIMIT 5000)
            """,
            """
            DELETE FROM verification WHERE verification_id IN (
                SELECT verification_id FROM verification WHERE expires_at < now() - interval '1 day' LIMIT 5000)
            """,
            """
            DELETE FROM password_reset WHERE reset_id IN (
                SELECT reset_id FROM password_reset WHERE expires_at < now() - interval '1 day' LIMIT 5000)
            """,
            """
            DELETE FROM mail WHERE mail_id IN (
                SELECT mail_id FROM mail WHERE expires_at < now() - interval '1 day' LIMIT 5000)
            """,
            """
            DELETE FROM security_event WHERE event_id IN (
                SELECT event_id FROM security_event WHERE at < now() - interval '180 days' LIMIT 5000)
            """,
            """
            DELETE FROM passkey_challenge WHERE challenge_id IN (
                SELECT challenge_id FROM passkey_challenge WHERE expires_at < now() LIMIT 5000)
            """,
            """
            DELETE FROM oidc_attempt WHERE attempt_id IN (
                SELECT attempt_id FROM oidc_attempt WHERE expires_at < now() - interval '1 hour' LIMIT 5000)
            """,
            "DELETE FROM role_change WHERE asked_at < now() - interval '24 hours'",
            "DELETE FROM sms_budget WHERE day < now() - interval '7 days'",
            """
            DELETE FROM otp_challenge WHERE challenge_id IN (
                SELECT challenge_id FROM otp_challenge WHERE created_at < now() - interval '2 days' LIMIT 5000)
            """,
            """
            DELETE FROM kyc_attempt WHERE attempt_id IN (
                SELECT attempt_id FROM kyc_attempt WHERE started_at < now() - interval '90 days' LIMIT 5000)
            """,
            """
            DELETE FROM kyc_verification WHERE account_id IN (
                SELECT account_id FROM kyc_verification WHERE valid_until < now() - interval '180 days' LIMIT 5000)
            """);

    private final Vertx vertx;
    private final Db db;
    private final LapsedSessions lapsed;
    private long timer = -1;
    private int rounds;

    Cleanup(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.db = db;
        this.lapsed = new LapsedSessions(db);
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            Future<Void> unused = run().onFailure(failure -> LOG.warn("cleanup: {}", failure.toString()));
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    Future<Void> run() {
        Future<Void> done = lapsed.endUnused();
        for (String statement : STATEMENTS) {
            done = done.compose(ignored -> db.query(statement).mapEmpty());
        }
        return rounds++ % ROUNDS_AN_HOUR == 0 ? done.compose(ignored -> lapsed.endOld()) : done;
    }
}
