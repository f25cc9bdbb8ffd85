package com.beachdo.identity;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of what people prove themselves by: e-mail address, phone and password. */
final class CredentialStore {
    /** The account that the tag tells, else the owner of the address: one candidate, so one hash to check. */
    private static final String FIND_PASSWORD =
            """
            SELECT account_id, coalesce(password_hash, '') AS password_hash FROM account
            WHERE email = $1 AND (email_verified OR login_tag IS NULL OR login_tag = $2)
            ORDER BY coalesce(login_tag = $2, false) DESC, email_verified DESC, account_id
            LIMIT 1
            """;

    private static final String FIND_HASH =
            "SELECT account_id, coalesce(password_hash, '') AS password_hash FROM account WHERE account_id = $1";
    private static final String FIND_OWNER = "SELECT account_id FROM account WHERE email = $1 AND email_verified";
    /** The owner; else the one account that claims the address, if nothing in it could be somebody else's. */
    private static final String FIND_FOR_RESET =
            """
            SELECT account_id FROM account
            WHERE email = $1 AND status <> 'DELETED' AND (email_verified OR NOT phone_verified
                AND NOT EXISTS (SELECT FROM totp WHERE totp.account_id = account.account_id)
                AND NOT EXISTS (
                    SELECT FROM account other
                    WHERE other.email = $1 AND other.account_id <> account.account_id))
            """;

    private static final String SET_PASSWORD =
            """
            UPDATE account SET password_hash = $2, version = version + 1,
                login_tag = CASE WHEN email_verified THEN NULL ELSE $3::bytea END
            WHERE account_id = $1 AND status <> 'DELETED'
            """;
    private static final String PROVE_EMAIL =
            """
            WITH before AS (SELECT account_id, email, email_verified FROM account WHERE account_id = $1 FOR UPDATE)
            UPDATE account SET email = $2, email_verified = true, login_tag = NULL, version = version + 1
            FROM before
            WHERE account.account_id = before.account_id AND account.status <> 'DELETED'
                AND NOT EXISTS (
                    SELECT FROM account other
                    WHERE other.email = $2 AND other.email_verified AND other.account_id <> $1)
            RETURNING CASE WHEN before.email_verified AND before.email <> $2 THEN before.email ELSE '' END AS given_up
            """;
    private static final String CLAIM_PHONE =
            """
            UPDATE account SET phone = $2, version = version + 1
            WHERE account_id = $1 AND NOT phone_verified AND status <> 'DELETED'
            """;
    private static final String PROVE_PHONE =
            """
            UPDATE account SET phone = $2, phone_verified = true, version = version + 1
            WHERE account_id = $1 AND status <> 'DELETED'
                AND NOT EXISTS (
                    SELECT FROM account other
                    WHERE other.phone = $2 AND other.phone_verified AND other.account_id <> $1)
            """;
    private static final String START_RESET =
            """
            INSERT INTO password_reset (reset_id, account_id, expires_at)
            SELECT $1, account_id, now() + interval '1 hour' FROM account
            WHERE account_id = $2 AND status <> 'DELETED' AND (
                SELECT count(*) FROM password_reset WHERE account_id = $2 AND created_at > now() - interval '1 hour') < 3
            """;
    private static final String USE_RESET =
            """
            UPDATE password_reset SET used_at = now()
            WHERE reset_id = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING account_id
            """;
    private static final String USE_ALL_RESETS =
            "UPDATE password_reset SET used_at = now() WHERE account_id = $1 AND used_at IS NULL";
    private static final String EMAIL_TAKEN = "account_email_key";

    private final Db db;

    CredentialStore(Db db) {
        this.db = db;
    }

    /** The password hash of an account, if it has one. */
    record Password(UUID accountId, @Nullable String hash) {}

    Future<Optional<Password>> findPassword(String email, Buffer loginTag) {
        return db.query(FIND_PASSWORD, email, loginTag).map(CredentialStore::password);
    }

    Future<Optional<Password>> findPassword(UUID accountId) {
        return db.query(FIND_HASH, accountId).map(CredentialStore::password);
    }

    /** Who has proven an address. */
    Future<Optional<UUID>> findOwner(String email) {
        return db.query(FIND_OWNER, email).map(CredentialStore::id);
    }

    Future<Optional<UUID>> findOwner(Tx tx, String email) {
        return tx.query(FIND_OWNER, email).map(CredentialStore::id);
    }

    /** Who gets a link to a new password. */
    Future<Optional<UUID>> findForReset(Tx tx, String email) {
        return tx.query(FIND_FOR_RESET, email).map(CredentialStore::id);
    }

    /** @param loginTag of the address that the account claims; empty when it claims none */
    Future<Void> setPassword(Tx tx, UUID accountId, String hash, Buffer loginTag) {
        Object tag = loginTag.length() == 0 ? AccountStore.NULL_BYTES : loginTag;
        return tx.query(SET_PASSWORD, accountId, hash, tag)
                .compose(ignored -> tx.query(USE_ALL_RESETS, accountId))
                .mapEmpty();
    }

    /** The proven address that was given up for it, empty for none; no value when it is another account's. */
    Future<Optional<String>> proveEmail(Tx tx, UUID accountId, String email) {
        return tx.query(PROVE_EMAIL, accountId, email)
                .map(rows -> rows.size() == 0
                        ? Optional.<String>empty()
                        : Optional.of(rows.iterator().next().getString("given_up")));
    }

    /** Whether a failed transaction lost the race for an address. */
    static boolean isEmailTaken(Throwable failure) {
        return Db.breaks(failure, EMAIL_TAKEN);
    }

    /** False when the account has a proven phone. */
    Future<Boolean> claimPhone(Tx tx, UUID accountId, String phone) {
        return tx.query(CLAIM_PHONE, accountId, phone).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> provePhone(Tx tx, UUID accountId, String phone) {
        return tx.query(PROVE_PHONE, accountId, phone).map(rows -> {
            if (rows.rowCount() == 0) {
                throw RpcException.conflict("account.phone_taken", "Another account has proven this phone number.");
            }
            return null;
        });
    }

    /** Empty when there were enough lately. */
    Future<Optional<UUID>> startReset(Tx tx, UUID accountId) {
        UUID resetId = Ids.next();
        return tx.query(START_RESET, resetId, accountId)
                .map(rows -> rows.rowCount() == 1 ? Optional.of(resetId) : Optional.empty());
    }

    /** The account; empty when it is unknown, used or over. */
    Future<Optional<UUID>> useReset(Tx tx, UUID resetId) {
        return tx.query(USE_RESET, resetId).map(CredentialStore::id);
    }

    private static Optional<UUID> id(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("account_id"));
    }

    private static Optional<Password> password(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        String hash = row.getString("password_hash");
        return Optional.of(new Password(row.getUUID("account_id"), hash.isEmpty() ? null : hash));
    }
}
