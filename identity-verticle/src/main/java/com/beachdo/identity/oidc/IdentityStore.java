package com.beachdo.identity.oidc;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.NullValue;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of accounts elsewhere. */
public final class IdentityStore {
    private static final String COLUMNS = "identity_id, provider, coalesce(email, '') AS email, linked_at";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('oidc ' || $1 || ' ' || $2, 2))";
    private static final String FIND = "SELECT account_id FROM oidc_identity WHERE issuer = $1 AND subject = $2";
    private static final String INSERT =
            """
            INSERT INTO oidc_identity (identity_id, account_id, provider, issuer, subject, email)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING
            RETURNING
            """
                    + COLUMNS;
    private static final String LIST =
            "SELECT " + COLUMNS + " FROM oidc_identity WHERE account_id = $1 ORDER BY identity_id LIMIT 20";
    private static final String DELETE =
            "DELETE FROM oidc_identity WHERE account_id = $1 AND identity_id = $2 RETURNING provider";
    private static final String HAS_WAY_IN =
            """
            SELECT FROM account
            WHERE account_id = $1 AND (password_hash IS NOT NULL OR phone_verified
                OR EXISTS (SELECT FROM passkey WHERE passkey.account_id = account.account_id)
                OR EXISTS (SELECT FROM oidc_identity WHERE oidc_identity.account_id = account.account_id))
            """;

    private final Db db;

    public IdentityStore(Db db) {
        this.db = db;
    }

    /** An account elsewhere. */
    public record Linked(UUID id, String provider, String email, OffsetDateTime linkedAt) {}

    /** Whose it is; until this commits no other call links it. */
    public Future<Optional<UUID>> lockOwner(Tx tx, OidcPerson person) {
        return tx.query(LOCK, person.issuer(), person.subject())
                .compose(ignored -> tx.query(FIND, person.issuer(), person.subject()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("account_id")));
    }

    /** Empty when the account has one of this provider already. */
    public Future<Optional<Linked>> insert(Tx tx, UUID accountId, String provider, OidcPerson person) {
        String email = person.email();
        return tx.query(
                        INSERT,
                        Ids.next(),
                        accountId,
                        provider,
                        person.issuer(),
                        person.subject(),
                        email == null ? NullValue.String : email)
                .map(rows -> linked(rows).stream().findFirst());
    }

    public Future<List<Linked>> list(UUID accountId) {
        return db.query(LIST, accountId).map(IdentityStore::linked);
    }

    /** The provider; null when the account has no such identity. */
    public Future<Optional<String>> delete(Tx tx, UUID accountId, UUID identityId) {
        return tx.query(DELETE, accountId, identityId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("provider")));
    }

    public Future<Boolean> hasWayIn(Tx tx, UUID accountId) {
        return tx.query(HAS_WAY_IN, accountId).map(rows -> rows.size() == 1);
    }

    private static List<Linked> linked(RowSet<Row> rows) {
        List<Linked> list = new ArrayList<>();
        rows.forEach(row -> list.add(new Linked(
                row.getUUID("identity_id"),
                row.getString("provider"),
                row.getString("email"),
                row.getOffsetDateTime("linked_at"))));
        return list;
    }
}
