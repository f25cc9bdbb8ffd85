package com.beachdo.identity.factors;

import com.beachdo.identity.tokens.Seal;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of second factors. A code is used by a statement that parallel calls can't both win. */
public final class FactorStore {
    private static final String START =
            """
            INSERT INTO totp AS old (account_id, sealed_secret) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT totp_account_id_pkey DO UPDATE SET sealed_secret = $2, created_at = now()
            WHERE old.confirmed_at IS NULL
            """;
    private static final String FIND =
            """
            SELECT sealed_secret, confirmed_at IS NOT NULL AS confirmed, extract(epoch FROM now())::bigint AS now
            FROM totp WHERE account_id = $1
            """;
    private static final String USE_STEP =
            "UPDATE totp SET last_step = $2, confirmed_at = coalesce(confirmed_at, now())"
                    + " WHERE account_id = $1 AND last_step < $2";
    private static final String USE_RECOVERY = "DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2";
    private static final String ADD_RECOVERY = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";
    private static final String REMOVE = "DELETE FROM totp WHERE account_id = $1";
    private static final String REMOVE_RECOVERY = "DELETE FROM recovery_code WHERE account_id = $1";
    private static final String STATE =
            """
            SELECT EXISTS (SELECT FROM totp WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS totp,
                (SELECT count(*) FROM recovery_code WHERE account_id = $1)::integer AS recovery_codes,
                (SELECT stepped_up_at + interval '12 hours' FROM session
                 WHERE session_id = $2 AND stepped_up_at > now() - interval '12 hours') AS until
            """;
    private static final String STEP_UP = "UPDATE session SET stepped_up_at = now() WHERE session_id = $1";
    private static final String IS_FRESH =
            "SELECT FROM session WHERE session_id = $1 AND stepped_up_at > now() - interval '10 minutes'";

    private final Db db;
    private final Seal seal;
    private final RecoveryCodes recoveryCodes;

    public FactorStore(Db db, byte[] sealingKey, byte[] recoveryKey) {
        this.db = db;
        this.seal = new Seal(sealingKey);
        this.recoveryCodes = new RecoveryCodes(recoveryKey);
    }

    /** What somebody has to show. */
    public record State(boolean totp, int recoveryCodes, @Nullable OffsetDateTime steppedUpUntil) {}

    /** A secret for an app, and its address for a QR code. */
    public record Secret(String text, String uri) {
        @Override
        public String toString() {
            return "Secret[hidden]";
        }
    }

    public Future<State> state(UUID accountId, UUID sessionId) {
        return db.query(STATE, accountId, sessionId).map(rows -> {
            Row row = rows.iterator().next();
            return new State(row.getBoolean("totp"), row.getInteger("recovery_codes"), row.getOffsetDateTime("until"));
        });
    }

    /** No text when there is a confirmed one. */
    public Future<Secret> start(UUID accountId, String accountName) {
        byte[] secret = Totp.newSecret();
        return db.query(START, accountId, Buffer.buffer(seal.seal(accountId.toString(), secret)))
                .map(rows -> rows.rowCount() == 1
                        ? new Secret(Totp.base32(secret), Totp.uri(secret, accountName))
                        : new Secret("", ""));
    }

    public Future<Boolean> isSet(Tx tx, UUID accountId) {
        return tx.query(FIND, accountId)
                .map(rows -> rows.size() == 1 && rows.iterator().next().getBoolean("confirmed"));
    }

    /** Confirms the secret by its first code; the recovery codes, none when the code is wrong or nothing was started. */
    public Future<List<String>> confirm(Tx tx, UUID accountId, UUID sessionId, String code) {
        return useTotp(tx, accountId, code, false).compose(right -> {
            if (!right) {
                return Future.succeededFuture(List.of());
            }
            List<String> codes = RecoveryCodes.random();
            List<Tuple> hashes = codes.stream()
                    .map(one -> Tuple.of(accountId, recoveryCodes.hash(accountId, one)))
                    .toList();
            return tx.query(REMOVE_RECOVERY, accountId)
                    .compose(ignored -> tx.batch(ADD_RECOVERY, hashes))
                    .compose(ignored -> tx.query(STEP_UP, sessionId))
                    .map(codes);
        });
    }

    /** Uses up a code of the app or a recovery code; false when it is neither. */
    public Future<Boolean> use(Tx tx, UUID accountId, String code) {
        return useTotp(tx, accountId, code.strip(), true)
                .compose(right -> right
                        ? Future.succeededFuture(true)
                        : tx.query(USE_RECOVERY, accountId, recoveryCodes.hash(accountId, code))
                                .map(rows -> rows.rowCount() == 1));
    }

    private Future<Boolean> useTotp(Tx tx, UUID accountId, String code, boolean confirmed) {
        return tx.query(FIND, accountId).compose(rows -> {
            if (rows.size() == 0 || rows.iterator().next().getBoolean("confirmed") != confirmed) {
                return Future.succeededFuture(false);
            }
            Row row = rows.iterator().next();
            byte[] secret = seal.open(
                            accountId.toString(), row.getBuffer("sealed_secret").getBytes())
                    .orElseThrow(() -> new IllegalStateException("a second factor was sealed with another key"));
            OptionalLong step = Totp.step(secret, code, row.getLong("now"));
            return step.isEmpty()
                    ? Future.succeededFuture(false)
                    : tx.query(USE_STEP, accountId, step.getAsLong()).map(used -> used.rowCount() == 1);
        });
    }

    public Future<Void> stepUp(Tx tx, UUID sessionId) {
        return tx.query(STEP_UP, sessionId).mapEmpty();
    }

    /** Whether the session showed a factor within ten minutes. */
    public Future<Boolean> isFresh(UUID sessionId) {
        return db.query(IS_FRESH, sessionId).map(rows -> rows.size() == 1);
    }

    public Future<Void> remove(Tx tx, UUID accountId) {
        return tx.query(REMOVE, accountId)
                .compose(ignored -> tx.query(REMOVE_RECOVERY, accountId))
                .mapEmpty();
    }
}
