package com.beachdo.identity;

import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of being forgotten, and of showing what is known. */
final class ErasureStore {
    private static final String SCHEDULE =
            """
            UPDATE account SET erase_at = coalesce(erase_at, now() + make_interval(days => $2)), version = version + 1
            WHERE account_id = $1 AND status <> 'DELETED'
            """;
    private static final String CLAIM =
            """
            SELECT account_id, coalesce(phone, '') AS phone, created_at FROM account
            WHERE erase_at <= now() AND status <> 'DELETED' ORDER BY erase_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;
    private static final List<String> FORGET = List.of(
            "DELETE FROM verification WHERE account_id = $1",
            "DELETE FROM password_reset WHERE account_id = $1",
            "DELETE FROM mail WHERE account_id = $1",
            "DELETE FROM role_change WHERE account_id = $1",
            "DELETE FROM totp WHERE account_id = $1",
            "DELETE FROM recovery_code WHERE account_id = $1",
            "DELETE FROM oidc_identity WHERE account_id = $1",
            "DELETE FROM passkey WHERE account_id = $1",
            "DELETE FROM rating WHERE account_id = $1",
            // attempts and proofs go with it
            "DELETE FROM kyc_consent WHERE account_id = $1",
            """
            UPDATE account SET name = 'Deleted user', email = NULL, email_verified = false, phone = NULL,
                phone_verified = false, password_hash = NULL, login_tag = NULL, roles = ARRAY['BUYER'],
                verified = false, verified_until = NULL, verified_name = NULL, status = 'DELETED', erase_at = NULL, erased_at = now(), version = version + 1
            WHERE account_id = $1
            """);
    /** The rows stay as long as access tokens may live, for whoever has to know that their sessions are over. */
    private static final String FORGET_SESSIONS = "UPDATE session SET device = '', network = '' WHERE account_id = $1";

    private static final String FORGET_CODES = "DELETE FROM otp_challenge WHERE phone = $1 AND $1 <> ''";
    private static final String EXPORT =
            """
            SELECT json_build_object(
                'account', (
                    SELECT to_json(one) FROM (
                        SELECT account_id, name, email, email_verified, phone, phone_verified, roles, status, verified,
                            language, seller_terms_accepted_at, created_at, erase_at
                        FROM account WHERE account_id = $1) one),
                'sessions', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT device, network, created_at, last_used_at, ended_at, end_reason
                        FROM session WHERE account_id = $1) one),
                'identities', (
                    SELECT coalesce(json_agg(one ORDER BY linked_at), '[]') FROM (
                        SELECT provider, issuer, subject, email, linked_at
                        FROM oidc_identity WHERE account_id = $1) one),
                'passkeys', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT name, created_at, last_used_at FROM passkey WHERE account_id = $1) one),
                'rating', (
                    SELECT to_json(one) FROM (
                        SELECT average, reviews FROM rating WHERE account_id = $1) one),
                'consents', (
                    SELECT coalesce(json_agg(one ORDER BY at), '[]') FROM (
                        SELECT purpose, granted, text_version, at FROM consent WHERE account_id = $1) one),
                'identityConsents', (
                    SELECT coalesce(json_agg(one ORDER BY given_at), '[]') FROM (
                        SELECT provider, text_version, given_at, withdrawn_at
                        FROM kyc_consent WHERE account_id = $1) one),
                'identityProofs', (
                    SELECT coalesce(json_agg(one ORDER BY verified_at), '[]') FROM (
                        SELECT provider, document_type, aadhaar_last4, name_score, over_18, signed_at, verified_at, valid_until
                        FROM kyc_verification WHERE account_id = $1) one),
                'securityEvents', (
                    SELECT coalesce(json_agg(one ORDER BY at), '[]') FROM (
                        SELECT action, network, at FROM security_event WHERE account_id = $1) one))::text AS json
            """;

    private final Db db;

    ErasureStore(Db db) {
        this.db = db;
    }

    Future<Void> schedule(Tx tx, UUID accountId, int days) {
        return tx.query(SCHEDULE, accountId, days).mapEmpty();
    }

    /** Erases one account whose time has come; empty when there is none. */
    Future<Optional<UUID>> eraseNext(Tx tx) {
        return tx.query(CLAIM)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : erase(tx, rows.iterator().next()).map(Optional::of));
    }

    private Future<UUID> erase(Tx tx, Row account) {
        UUID id = account.getUUID("account_id");
        Future<Void> done = tx.query(FORGET_CODES, account.getString("phone")).mapEmpty();
        List<String> statements = new ArrayList<>(FORGET);
        statements.add(FORGET_SESSIONS);
        for (String statement : statements) {
            done = done.compose(ignored -> tx.query(statement, id).mapEmpty());
        }
        UserChanged nameless = UserChanged.newBuilder()
                .setUserId(id.toString())
                .setName("Deleted user")
                .setSince(account.getOffsetDateTime("created_at").toEpochSecond())
                .build();
        return done.compose(ignored -> tx.emit(id.toString(), nameless))
                .compose(ignored -> tx.emit(
                        id.toString(),
                        AccountErased.newBuilder().setUserId(id.toString()).build()))
                .map(id);
    }

    /** What is held about somebody, as a JSON object. */
    Future<String> export(UUID accountId) {
        return db.query(EXPORT, accountId).map(rows -> rows.iterator().next().getString("json"));
    }
}
