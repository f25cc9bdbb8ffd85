package com.beachdo.identity.passkeys;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.NullValue;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of passkeys and of the challenges that they sign. */
public final class PasskeyStore {
    public static final int LIFE_SECONDS = 300;
    public static final int MAX = 10;

    private static final String CHALLENGE =
            """
            INSERT INTO passkey_challenge (challenge_id, account_id, purpose, expires_at)
            VALUES ($1, $2, $3, now() + make_interval(secs => $4))
            """;
    /** Of any number of parallel calls, one gets it. */
    private static final String TAKE =
            """
            DELETE FROM passkey_challenge
            WHERE challenge_id = $1 AND account_id IS NOT DISTINCT FROM $2 AND purpose = $3 AND expires_at > now()
            RETURNING challenge_id
            """;

    private static final String COLUMNS = "passkey_id, name, created_at, last_used_at, credential_id";
    private static final String INSERT =
            """
            INSERT INTO passkey (passkey_id, account_id, credential_id, credential, sign_count, name)
            SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM passkey WHERE account_id = $2) < $7
            ON CONFLICT DO NOTHING
            RETURNING
            """
                    + COLUMNS;
    private static final String LIST =
            "SELECT " + COLUMNS + " FROM passkey WHERE account_id = $1 ORDER BY passkey_id LIMIT " + MAX;
    private static final String FIND =
            """
            SELECT passkey_id, account_id, credential_id, credential, sign_count FROM passkey
            WHERE credential_id = $1 FOR UPDATE
            """;
    private static final String USED = "UPDATE passkey SET sign_count = $2, last_used_at = now() WHERE passkey_id = $1";
    private static final String DELETE = "DELETE FROM passkey WHERE account_id = $1 AND passkey_id = $2 RETURNING name";

    private final Db db;

    public PasskeyStore(Db db) {
        this.db = db;
    }

    /** What a challenge is for. */
    public enum Purpose {
        ADD("add"),
        SIGN_IN("sign_in"),
        STEP_UP("step_up");

        private final String text;

        Purpose(String text) {
            this.text = text;
        }
    }

    /** A passkey as its owner sees it. */
    public record Shown(
            UUID id, String name, OffsetDateTime createdAt, @Nullable OffsetDateTime lastUsedAt, byte[] credentialId) {}

    /** A passkey as it is judged. */
    public record Known(UUID id, UUID accountId, Ceremony.Credential credential) {}

    public Future<UUID> challenge(@Nullable UUID accountId, Purpose purpose) {
        UUID id = Ids.next();
        return db.query(CHALLENGE, id, accountId == null ? NullValue.UUID : accountId, purpose.text, (double)
                        LIFE_SECONDS)
                .map(id);
    }

    /** False when it is over, used, somebody else's or for something else. */
    public Future<Boolean> take(UUID challengeId, @Nullable UUID accountId, Purpose purpose) {
        return db.query(TAKE, challengeId, accountId == null ? NullValue.UUID : accountId, purpose.text)
                .map(rows -> rows.size() == 1);
    }

    /** Empty when there are enough, or it is known. */
    public Future<Optional<Shown>> insert(Tx tx, UUID accountId, Ceremony.Credential credential, String name) {
        return tx.query(
                        INSERT,
                        Ids.next(),
                        accountId,
                        Buffer.buffer(credential.id()),
                        Buffer.buffer(credential.data()),
                        credential.signCount(),
                        name,
                        (long) MAX)
                .map(rows -> shown(rows).stream().findFirst());
    }

    public Future<List<Shown>> list(UUID accountId) {
        return db.query(LIST, accountId).map(PasskeyStore::shown);
    }

    /** Whose it is; held until the transaction ends. */
    public Future<Optional<Known>> find(Tx tx, byte[] credentialId) {
        return tx.query(FIND, Buffer.buffer(credentialId)).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Known(
                    row.getUUID("passkey_id"),
                    row.getUUID("account_id"),
                    new Ceremony.Credential(
                            row.getBuffer("credential_id").getBytes(),
                            row.getBuffer("credential").getBytes(),
                            row.getLong("sign_count"))));
        });
    }

    public Future<Void> used(Tx tx, UUID passkeyId, long signCount) {
        return tx.query(USED, passkeyId, signCount).mapEmpty();
    }

    /** Its name; empty when the account has no such passkey. */
    public Future<Optional<String>> delete(Tx tx, UUID accountId, UUID passkeyId) {
        return tx.query(DELETE, accountId, passkeyId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("name")));
    }

    private static List<Shown> shown(RowSet<Row> rows) {
        List<Shown> list = new ArrayList<>();
        rows.forEach(row -> list.add(new Shown(
                row.getUUID("passkey_id"),
                row.getString("name"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("last_used_at"),
                row.getBuffer("credential_id").getBytes())));
        return list;
    }
}
