package com.beachdo.identity.mail;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The SQL of mails that wait to go out: an outbox, written by the transactions that want the mails. */
public final class MailStore {
    private static final String QUEUE =
            """
            INSERT INTO mail (mail_id, account_id, email, kind, link_id, detail, expires_at, unsubscribe)
            VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7), $8)
            """;
    /** A claimed mail is due again later, whatever becomes of who claimed it: 15 s, doubling to about an hour. */
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT mail_id FROM mail WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE mail SET
                tries = mail.tries + 1,
                due_at = now() + interval '15 seconds' * power(2, least(mail.tries, 8))
            FROM due, account
            WHERE due.mail_id = mail.mail_id AND account.account_id = mail.account_id
            RETURNING mail.mail_id, mail.email, mail.kind, mail.link_id, mail.detail, mail.account_id,
                mail.unsubscribe, account.name, account.language, mail.expires_at > now() AS wanted
            """;

    private static final String FORGET = "DELETE FROM mail WHERE mail_id = $1";
    private static final String FORGET_LINK = "DELETE FROM mail WHERE link_id = $1";

    private final Db db;

    public MailStore(Db db) {
        this.db = db;
    }

    /** A mail to send; not wanted when it would be of no use. */
    record Due(UUID mailId, Mail mail, String name, String language, boolean wanted) {}

    @SuppressWarnings("NullAway") // a driver's tuple takes nulls; Tx.query does not say so
    public Future<Void> queue(Tx tx, Mail mail) {
        return tx.query(
                        QUEUE,
                        Ids.next(),
                        mail.accountId(),
                        mail.email(),
                        mail.kind().name(),
                        mail.linkId(),
                        mail.detail(),
                        (double) mail.kind().life().toSeconds(),
                        mail.unsubscribe())
                .mapEmpty();
    }

    /** What leads nowhere any more need not be sent. */
    public Future<Void> forgetLink(Tx tx, UUID linkId) {
        return tx.query(FORGET_LINK, linkId).mapEmpty();
    }

    /** Mails that nobody else will send for the next 15 seconds. */
    Future<List<Due>> claim(int most) {
        return db.query(CLAIM, most).map(rows -> {
            List<Due> mails = new ArrayList<>();
            for (Row row : rows) {
                Mail mail = new Mail(
                        row.getUUID("account_id"),
                        row.getString("email"),
                        Mail.Kind.valueOf(row.getString("kind")),
                        row.getUUID("link_id"),
                        row.getString("detail"),
                        row.getString("unsubscribe"));
                mails.add(new Due(
                        row.getUUID("mail_id"),
                        mail,
                        row.getString("name"),
                        row.getString("language"),
                        row.getBoolean("wanted")));
            }
            return mails;
        });
    }

    Future<Void> forget(UUID mailId) {
        return db.query(FORGET, mailId).mapEmpty();
    }
}
