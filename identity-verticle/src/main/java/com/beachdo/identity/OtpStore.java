package com.beachdo.identity;

import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/** The SQL of sign-in codes. Every rule that parallel calls could break is in a statement. */
final class OtpStore {
    static final int LIFE_SECONDS = 300;
    private static final int MAX_TRIES = 5;

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('otp ' || $1, 2))";
    private static final String HISTORY =
            """
            SELECT count(*)::integer AS sent,
                coalesce(extract(epoch FROM clock_timestamp() - max(created_at)), 0)::bigint AS since_last,
                coalesce(extract(epoch FROM min(created_at) + interval '1 day' - clock_timestamp()), 0)::bigint
                    AS oldest_leaves
            FROM otp_challenge WHERE phone = $1 AND created_at > clock_timestamp() - interval '1 day'
            """;
    private static final String SUPERSEDE =
            "UPDATE otp_challenge SET consumed_at = now() WHERE phone = $1 AND consumed_at IS NULL";
    private static final String INSERT =
            """
            INSERT INTO otp_challenge (challenge_id, phone, code_hash, created_at, expires_at)
            VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp() + make_interval(secs => $4))
            """;
    private static final String TRY =
            """
            UPDATE otp_challenge SET tries = tries + 1
            WHERE challenge_id = $1 AND consumed_at IS NULL AND expires_at > now() AND tries < 5 AND (
                SELECT sum(other.tries) - count(other.verified_at) FROM otp_challenge other
                WHERE other.phone = otp_challenge.phone AND other.created_at > now() - interval '1 day') < 10
            RETURNING phone, code_hash, tries
            """;
    private static final String CONSUME =
            "UPDATE otp_challenge SET consumed_at = now(), verified_at = now() WHERE challenge_id = $1";

    /** What a code is checked against. */
    record Challenge(String phone, Buffer codeHash, int tries) {
        boolean wasLastTry() {
            return tries == MAX_TRIES;
        }
    }

    /** What went to the phone lately; until this commits no other call learns of it. */
    Future<OtpHistory> lockHistory(Tx tx, String phone) {
        return tx.query(LOCK, phone)
                .compose(ignored -> tx.query(HISTORY, phone))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new OtpHistory(
                            row.getInteger("sent"), row.getLong("since_last"), row.getLong("oldest_leaves"));
                });
    }

    /** One code at a time is good for a phone. */
    Future<Void> insert(Tx tx, UUID challengeId, String phone, Buffer codeHash) {
        return tx.query(SUPERSEDE, phone)
                .compose(ignored -> tx.query(INSERT, challengeId, phone, codeHash, (double) LIFE_SECONDS))
                .mapEmpty();
    }

    /** Counts a try; empty when there is none left for the code or for the phone today, or nothing to try. */
    Future<Optional<Challenge>> tryOnce(Tx tx, UUID challengeId) {
        return tx.query(TRY, challengeId).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(
                    new Challenge(row.getString("phone"), row.getBuffer("code_hash"), row.getInteger("tries")));
        });
    }

    Future<Void> consume(Tx tx, UUID challengeId) {
        return tx.query(CONSUME, challengeId).mapEmpty();
    }
}
