package com.beachdo.identity.kyc;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.NullValue;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of consents and attempts. Time decides in the statements, and parallel calls meet in one of them. */
final class AttemptStore {
    static final int LIFE_SECONDS = 900;
    /** Longer than any run takes; a run that tells nothing until then was broken off. */
    private static final int RUN_SECONDS = 60;

    private static final String OPEN =
            """
            (a.status IN ('STARTED', 'INTERRUPTED') OR (a.status = 'RUNNING' AND a.running_until <= now()))
            AND a.expires_at > now()
            """;
    private static final String CONSENT =
            "INSERT INTO kyc_consent (consent_id, account_id, provider, text_version) VALUES ($1, $2, 'DIGILOCKER', $3)";
    private static final String RUNNING =
            "SELECT 1 FROM kyc_attempt WHERE account_id = $1 AND status = 'RUNNING' AND running_until > now()";
    private static final String GO_ON =
            """
            UPDATE kyc_attempt AS a SET status = 'STARTED', reason = NULL, running_until = NULL, state_hash = $2,
                expires_at = now() + make_interval(secs => $3)
            FROM kyc_consent c
            WHERE a.account_id = $1 AND c.consent_id = a.consent_id AND c.text_version = $4 AND\s"""
                    + OPEN
                    + """
            AND a.attempt_id = (SELECT attempt_id FROM kyc_attempt WHERE account_id = $1 ORDER BY started_at DESC LIMIT 1)
            RETURNING a.attempt_id
            """;
    private static final String START =
            """
            INSERT INTO kyc_attempt (attempt_id, account_id, consent_id, state_hash, status, expires_at)
            VALUES ($1, $2, $3, $4, 'STARTED', now() + make_interval(secs => $5))
            """;
    private static final String CLAIM =
            """
            UPDATE kyc_attempt SET status = 'RUNNING', running_until = now() + make_interval(secs => $2)
            WHERE state_hash = $1 AND status = 'STARTED' AND expires_at > now()
                AND ($3::uuid IS NULL OR account_id = $3)
            RETURNING attempt_id, account_id, consent_id
            """;
    private static final String BY_STATE =
            """
            SELECT attempt_id, reason,
                CASE WHEN status = 'RUNNING' AND running_until <= now() THEN 'INTERRUPTED' ELSE status END AS status
            FROM kyc_attempt WHERE state_hash = $1
            """;
    private static final String END =
            """
            UPDATE kyc_attempt SET status = $2, reason = nullif($3, ''), running_until = NULL
            WHERE attempt_id = $1 AND status = 'RUNNING'
            """;
    private static final String END_OPEN =
            """
            UPDATE kyc_attempt SET status = 'FAILED', reason = 'consent_withdrawn', running_until = NULL
            WHERE account_id = $1 AND status IN ('STARTED', 'RUNNING', 'INTERRUPTED')
            """;
    private static final String WITHDRAW =
            "UPDATE kyc_consent SET withdrawn_at = now() WHERE account_id = $1 AND withdrawn_at IS NULL";

    private final Db db;

    AttemptStore(Db db) {
        this.db = db;
    }

    /** An attempt whose answer of the provider is being looked at. */
    record Run(UUID attemptId, UUID accountId, UUID consentId) {}

    /** How an attempt ended or stands. */
    record Outcome(UUID attemptId, String status, @Nullable String reason) {}

    /** Whether a run of the account is under way; the account is held by the caller. */
    Future<Boolean> isRunning(Tx tx, UUID accountId) {
        return tx.query(RUNNING, accountId).map(rows -> rows.size() > 0);
    }

    /** The open attempt of the account under a new state, else a new one with the consent that was just given. */
    Future<UUID> start(Tx tx, UUID accountId, Buffer stateHash) {
        return tx.query(GO_ON, accountId, stateHash, (double) LIFE_SECONDS, ConsentText.VERSION)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(rows.iterator().next().getUUID("attempt_id"))
                        : startAnew(tx, accountId, stateHash));
    }

    private Future<UUID> startAnew(Tx tx, UUID accountId, Buffer stateHash) {
        UUID consentId = Ids.next();
        UUID attemptId = Ids.next();
        return tx.query(CONSENT, consentId, accountId, ConsentText.VERSION)
                .compose(ignored -> tx.query(START, attemptId, accountId, consentId, stateHash, (double) LIFE_SECONDS))
                .map(attemptId);
    }

    /**
     * Of all who come with the same state, one gets the run.
     *
     * @param accountId whose attempt it must be; null for anybody's
     */
    Future<Optional<Run>> claim(Buffer stateHash, @Nullable UUID accountId) {
        Object account = accountId == null ? NullValue.UUID : accountId;
        return db.query(CLAIM, stateHash, (double) RUN_SECONDS, account).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(
                    new Run(row.getUUID("attempt_id"), row.getUUID("account_id"), row.getUUID("consent_id")));
        });
    }

    Future<Optional<Outcome>> outcome(Buffer stateHash) {
        return db.query(BY_STATE, stateHash).map(AttemptStore::outcome);
    }

    private static Optional<Outcome> outcome(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(new Outcome(row.getUUID("attempt_id"), row.getString("status"), row.getString("reason")));
    }

    /** False when the run is no longer wanted, as after the consent was withdrawn. */
    Future<Boolean> end(Tx tx, UUID attemptId, String status, @Nullable String reason) {
        return tx.query(END, attemptId, status, reason == null ? "" : reason).map(rows -> rows.rowCount() == 1);
    }

    /** Ends what is open, and every consent. */
    Future<Void> withdraw(Tx tx, UUID accountId) {
        return tx.query(END_OPEN, accountId)
                .compose(ignored -> tx.query(WITHDRAW, accountId))
                .mapEmpty();
    }
}
