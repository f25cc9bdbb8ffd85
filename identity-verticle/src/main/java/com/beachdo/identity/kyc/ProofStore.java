package com.beachdo.identity.kyc;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** The SQL of proofs: one for an account, and one account for a person. */
final class ProofStore {
    /** A proof that ran out holds nobody back. */
    private static final String FORGET_EXPIRED =
            """
            DELETE FROM kyc_verification
            WHERE valid_until <= now() AND (account_id = $1 OR person_hash = $2)
            """;

    private static final String OTHER_PERSON =
            "SELECT 1 FROM kyc_verification WHERE account_id = $1 AND person_hash <> $2";
    private static final String PUT =
            """
            INSERT INTO kyc_verification AS old (account_id, provider, person_hash, consent_id, aadhaar_last4,
                name_score, over_18, document_type, signer_serial, signature_algorithm, signed_at, valid_until)
            VALUES ($1, 'DIGILOCKER', $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT ON CONSTRAINT kyc_verification_person_hash_key DO UPDATE SET
                consent_id = EXCLUDED.consent_id, aadhaar_last4 = EXCLUDED.aadhaar_last4,
                name_score = EXCLUDED.name_score, over_18 = EXCLUDED.over_18,
                document_type = EXCLUDED.document_type, signer_serial = EXCLUDED.signer_serial,
                signature_algorithm = EXCLUDED.signature_algorithm, signed_at = EXCLUDED.signed_at,
                verified_at = now(), valid_until = EXCLUDED.valid_until
            WHERE old.account_id = EXCLUDED.account_id
            """;
    private static final String DELETE = "DELETE FROM kyc_verification WHERE account_id = $1";
    private static final String STATE =
            """
            SELECT v.provider, v.verified_at, v.valid_until, v.aadhaar_last4, v.name_score, v.over_18,
                v.valid_until > now() AS valid, a.attempt_id, a.reason,
                CASE
                    WHEN a.status IN ('STARTED', 'INTERRUPTED') AND a.expires_at <= now() THEN 'ABANDONED'
                    WHEN a.status = 'RUNNING' AND a.running_until <= now() AND a.expires_at <= now() THEN 'ABANDONED'
                    WHEN a.status = 'RUNNING' AND a.running_until <= now() THEN 'INTERRUPTED'
                    ELSE a.status
                END AS attempt_status
            FROM account
            LEFT JOIN kyc_verification v ON v.account_id = account.account_id
            LEFT JOIN LATERAL (
                SELECT * FROM kyc_attempt WHERE kyc_attempt.account_id = account.account_id
                ORDER BY started_at DESC LIMIT 1) a ON true
            WHERE account.account_id = $1
            """;

    private final Db db;

    ProofStore(Db db) {
        this.db = db;
    }

    /**
     * Fails with other_person when the account is proven to be somebody else's, and with person_taken when the person
     * has another account. The account is held by the caller.
     */
    Future<Void> put(Tx tx, UUID accountId, UUID consentId, Proof proof) {
        return tx.query(FORGET_EXPIRED, accountId, proof.personHash())
                .compose(ignored -> tx.query(OTHER_PERSON, accountId, proof.personHash()))
                .compose(others -> others.size() > 0
                        ? Future.failedFuture(KycFailure.because("other_person"))
                        : insert(tx, accountId, consentId, proof));
    }

    private static Future<Void> insert(Tx tx, UUID accountId, UUID consentId, Proof proof) {
        String last4 = proof.last4();
        return tx.query(
                        PUT,
                        accountId,
                        proof.personHash(),
                        consentId,
                        last4 == null ? "" : last4,
                        proof.nameScore(),
                        proof.over18(),
                        proof.documentType(),
                        proof.signerSerial(),
                        proof.algorithm(),
                        proof.signedAt(),
                        proof.validUntil())
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(KycFailure.because("person_taken")));
    }

    Future<Void> delete(Tx tx, UUID accountId) {
        return tx.query(DELETE, accountId).mapEmpty();
    }

    /** The proof and the newest attempt of an account, each with what time made of it. */
    Future<Row> state(UUID accountId) {
        return db.query(STATE, accountId).map(rows -> rows.iterator().next());
    }
}
