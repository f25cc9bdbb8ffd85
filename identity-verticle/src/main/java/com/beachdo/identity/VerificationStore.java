package com.beachdo.identity;

import com.beachdo.identity.v1.VerificationMailDue;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of e-mail verifications and of the mails they wait for. */
final class VerificationStore {
    private static final String INSERT =
            """
            INSERT INTO verification (verification_id, account_id, email, expires_at)
            VALUES ($1, $2, $3, now() + interval '24 hours')
            """;
    private static final String USE =
            """
            UPDATE verification SET used_at = now()
            WHERE verification_id = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING account_id, email
            """;
    private static final String QUEUE_MAIL =
            """
            INSERT INTO verification_mail (verification_id)
            SELECT verification_id FROM verification WHERE verification_id = $1
            ON CONFLICT ON CONSTRAINT verification_mail_verification_id_pkey DO NOTHING
            """;
    /** A claimed mail is due again later, whatever becomes of who claimed it: 15 s, doubling to about an hour. */
    private static final String CLAIM_MAILS =
            """
            WITH due AS MATERIALIZED (
                SELECT verification_id FROM verification_mail
                WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE verification_mail mail SET
                tries = mail.tries + 1,
                due_at = now() + interval '15 seconds' * power(2, least(mail.tries, 8))
            FROM due JOIN verification USING (verification_id) JOIN account USING (account_id)
            WHERE due.verification_id = mail.verification_id
            RETURNING mail.verification_id, verification.email, account.name,
                (verification.used_at IS NULL AND verification.expires_at > now()) AS wanted
            """;

    private static final String FORGET_MAIL = "DELETE FROM verification_mail WHERE verification_id = $1";

    private final Db db;

    VerificationStore(Db db) {
        this.db = db;
    }

    /** What a used verification proves. */
    record Proof(UUID accountId, String email) {}

    /** A mail to send; not wanted when its link would be of no use. */
    record DueMail(UUID verificationId, String email, String name, boolean wanted) {}

    Future<Void> start(Tx tx, UUID accountId, String email) {
        UUID id = Ids.next();
        return tx.query(INSERT, id, accountId, email)
                .compose(ignored -> tx.emit(
                        accountId.toString(),
                        VerificationMailDue.newBuilder()
                                .setUserId(accountId.toString())
                                .setVerificationId(id.toString())
                                .build()));
    }

    /** Empty when it is unknown, used or over. */
    Future<Optional<Proof>> use(Tx tx, UUID verificationId) {
        return tx.query(USE, verificationId).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Proof(row.getUUID("account_id"), row.getString("email")));
        });
    }

    Future<Void> queueMail(Tx tx, UUID verificationId) {
        return tx.query(QUEUE_MAIL, verificationId).mapEmpty();
    }

    /** Mails that nobody else will send for the next 15 seconds. */
    Future<List<DueMail>> claimMails(int most) {
        return db.query(CLAIM_MAILS, most).map(rows -> {
            List<DueMail> mails = new ArrayList<>();
            for (Row row : rows) {
                mails.add(new DueMail(
                        row.getUUID("verification_id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getBoolean("wanted")));
            }
            return mails;
        });
    }

    Future<Void> forgetMail(UUID verificationId) {
        return db.query(FORGET_MAIL, verificationId).mapEmpty();
    }
}
