package com.beachdo.identity;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of accounts. Whatever others may see of one is told to them in the transaction that changes it. */
final class AccountStore {
    /** A null for the driver, which wants no Java null from null-checked code. */
    static final Object NULL_BYTES = io.vertx.sqlclient.data.NullValue.Buffer;

    private static final String INSERT =
            """
            INSERT INTO account
                (account_id, name, email, phone, password_hash, roles, email_verified, phone_verified, login_tag)
            VALUES ($1, $2, nullif($3, ''), nullif($4, ''), nullif($5, ''), $6, $7 AND $3 <> '', $7 AND $4 <> '', $8)
            ON CONFLICT DO NOTHING
            RETURNING
            """
                    + Account.COLUMNS;
    private static final String IMPORT =
            """
            INSERT INTO account
                (account_id, name, email, phone, password_hash, roles, verified, created_at,
                email_verified, phone_verified)
            VALUES ($1, $2, nullif($3, ''), nullif($4, ''), nullif($5, ''), $6, $7, $8, $3 <> '', $4 <> '')
            ON CONFLICT DO NOTHING
            """;
    private static final String FIND = "SELECT " + Account.COLUMNS + " FROM account WHERE account_id = $1";
    private static final String FIND_MANY =
            "SELECT " + Account.COLUMNS + " FROM account WHERE account_id = ANY ($1) AND status <> 'DELETED'";
    private static final String FIND_BY_PHONE =
            "SELECT " + Account.COLUMNS + " FROM account WHERE phone = $1 AND phone_verified";
    /** Holds off a ban until the session that is being opened can be seen by it. */
    private static final String FIND_AND_HOLD = FIND + " FOR SHARE";

    private static final String HOLD = "SELECT FROM account WHERE account_id = $1 FOR NO KEY UPDATE";
    private static final String RENAME =
            """
            UPDATE account SET name = $2, version = version + 1
            WHERE account_id = $1 AND status <> 'DELETED'
            RETURNING
            """
                    + Account.COLUMNS;
    private static final String MAKE_SELLER =
            """
            UPDATE account SET
                roles = CASE WHEN 'SELLER' = ANY (roles) THEN roles ELSE roles || ARRAY['SELLER'] END,
                version = CASE WHEN 'SELLER' = ANY (roles) THEN version ELSE version + 1 END,
                seller_terms_accepted_at = coalesce(seller_terms_accepted_at, now())
            WHERE account_id = $1 AND (email_verified OR phone_verified)
            RETURNING
            """
                    + Account.COLUMNS;
    private static final String SET_LANGUAGE =
            "UPDATE account SET language = $2, version = version + 1 WHERE account_id = $1 AND status <> 'DELETED'";
    private static final String SET_SHOW_PHONE =
            "UPDATE account SET show_phone = $2, version = version + 1 WHERE account_id = $1";
    private static final String KEEP =
            "UPDATE account SET erase_at = NULL, version = version + 1 WHERE account_id = $1 AND erase_at IS NOT NULL";
    /** A suspension does not soften a ban. */
    private static final String RESTRICT =
            """
            UPDATE account SET status = $2, version = version + 1
            WHERE account_id = $1 AND status NOT IN ('BANNED', 'DELETED')
            """;

    private static final String BY_HAND =
            """
            UPDATE account SET restricted_by_hand = $2, restricted_by_decision = $3, restricted_by_hand_until = $4
            WHERE account_id = $1 AND restricted_by_hand IS DISTINCT FROM 'BANNED'
            """;
    private static final String NO_MORE_BY_HAND =
            """
            UPDATE account
            SET restricted_by_hand = NULL, restricted_by_decision = NULL, restricted_by_hand_until = NULL
            WHERE account_id = $1 AND restricted_by_decision = $2
            """;

    private static final String LET_IN =
            """
            UPDATE account SET status = 'ACTIVE', restricted_by_hand = NULL, restricted_by_decision = NULL,
                restricted_by_hand_until = NULL, version = version + 1
            WHERE account_id = $1 AND status = $2
            """;
    /** What staff did by hand lasts. */
    private static final String LIFT =
            """
            UPDATE account SET status = coalesce(%1$s, 'ACTIVE'), restricted_by_hand = %1$s,
                restricted_by_decision = CASE WHEN %1$s IS NULL THEN NULL ELSE restricted_by_decision END,
                version = version + 1
            WHERE account_id = $1 AND status = $2 AND %1$s IS DISTINCT FROM $2
            RETURNING status = 'ACTIVE' AS active
            """
                    .formatted("CASE WHEN restricted_by_hand_until <= now() THEN NULL ELSE restricted_by_hand END");

    private final Db db;

    AccountStore(Db db) {
        this.db = db;
    }

    /** Empty when the id, the e-mail or the proven phone is another account's. */
    Future<Optional<Account>> insert(Tx tx, NewAccount account) {
        return tx.query(
                        INSERT,
                        account.id(),
                        account.name(),
                        orEmpty(account.email()),
                        orEmpty(account.phone()),
                        orEmpty(account.passwordHash()),
                        account.roles().toArray(String[]::new),
                        account.proven(),
                        account.loginTag() == null ? NULL_BYTES : account.loginTag())
                .map(AccountStore::first)
                .compose(made -> made.isEmpty()
                        ? Future.succeededFuture(made)
                        : tx.emit(account.id().toString(), made.get().changed()).map(made));
    }

    /** How many were new, of rows with the arguments of IMPORT. */
    Future<Integer> insertAll(Tx tx, List<Tuple> rows) {
        return tx.batch(IMPORT, rows).map(inserted -> {
            int count = 0;
            for (RowSet<Row> each = inserted; each != null; each = each.next()) {
                count += each.rowCount();
            }
            return count;
        });
    }

    Future<Optional<Account>> find(UUID id) {
        return db.query(FIND, id).map(AccountStore::first);
    }

    Future<Optional<Account>> find(Tx tx, UUID id) {
        return tx.query(FIND, id).map(AccountStore::first);
    }

    Future<List<Account>> findMany(Collection<UUID> ids) {
        return db.query(FIND_MANY, (Object) ids.toArray(UUID[]::new)).map(rows -> {
            List<Account> found = new ArrayList<>();
            rows.forEach(row -> found.add(Account.of(row)));
            return found;
        });
    }

    Future<Optional<Account>> findByPhone(Tx tx, String phone) {
        return tx.query(FIND_BY_PHONE, phone).map(AccountStore::first);
    }

    Future<Optional<Account>> findAndHold(Tx tx, UUID id) {
        return tx.query(FIND_AND_HOLD, id).map(AccountStore::first);
    }

    /** Whoever changes several sessions of an account holds it first. */
    Future<Void> hold(Tx tx, UUID id) {
        return tx.query(HOLD, id).mapEmpty();
    }

    Future<Void> rename(Tx tx, UUID id, String name) {
        return tx.query(RENAME, id, name)
                .map(AccountStore::first)
                .compose(renamed -> renamed.isEmpty()
                        ? Future.succeededFuture()
                        : tx.emit(id.toString(), renamed.get().changed()));
    }

    /** Empty when neither e-mail nor phone is verified. */
    Future<Optional<Account>> makeSeller(Tx tx, UUID id) {
        return tx.query(MAKE_SELLER, id).map(AccountStore::first);
    }

    Future<Void> setLanguage(Tx tx, UUID id, String language) {
        return tx.query(SET_LANGUAGE, id, language).mapEmpty();
    }

    Future<Void> setShowPhone(Tx tx, UUID id, boolean show) {
        return tx.query(SET_SHOW_PHONE, id, show).mapEmpty();
    }

    /** Calls an erasure off. */
    Future<Void> keep(Tx tx, UUID id) {
        return tx.query(KEEP, id).mapEmpty();
    }

    /**
     * Keeps an account out until staff lets it in again, an appeal overturns this decision of theirs, or its time is over.
     *
     * @param until null until further notice
     */
    Future<Void> restrictByHand(Tx tx, UUID id, Account.Status status, @Nullable OffsetDateTime until, UUID decision) {
        return restrict(tx, id, status)
                .compose(done -> tx.query(BY_HAND, Rows.arguments(id, status.name(), decision, until))
                        .mapEmpty());
    }

    /** An overturned decision counts as made by hand no more; {@link #lift} ends what it did. */
    Future<Void> noMoreByHand(Tx tx, UUID id, UUID decision) {
        return tx.query(NO_MORE_BY_HAND, id, decision).mapEmpty();
    }

    /** Ends what a decision of moderation did; whether the account may be used by that. */
    Future<Boolean> lift(Tx tx, UUID id, Account.Status restriction) {
        return tx.query(LIFT, id, restriction.name())
                .map(rows -> rows.size() == 1 && rows.iterator().next().getBoolean("active"));
    }

    /** Lifts a restriction whoever made it; false when the account has not this one. */
    Future<Boolean> letIn(Tx tx, UUID id, Account.Status restriction) {
        return tx.query(LET_IN, id, restriction.name()).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> restrict(Tx tx, UUID id, Account.Status status) {
        return tx.query(RESTRICT, id, status.name()).mapEmpty();
    }

    private static Optional<Account> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Account.of(rows.iterator().next()));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
