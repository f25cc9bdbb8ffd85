package com.beachdo.forum;

import com.beachdo.forum.v1.MailedNotification;
import com.beachdo.forum.v1.NotificationMailDue;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has people mailed of what they did not read, as they want it; identity writes the mails. */
final class NotificationMails {
    /** What a token to unsubscribe is signed for. */
    static final String UNSUBSCRIBE = "unsubscribe from notifications";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationMails.class);
    private static final int AT_ONCE = 200;
    private static final int IN_A_MAIL = 20;
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT notification_id FROM notification WHERE mail_due_at <= now()
                ORDER BY mail_due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE notification n SET mail_due_at = NULL FROM due WHERE n.notification_id = due.notification_id
            RETURNING n.user_id, n.kind, n.title, n.note, n.count
            """;

    private final Db db;

    NotificationMails(Db db) {
        this.db = db;
    }

    void look() {
        Object unused = mailAll().onFailure(failure -> LOG.warn("mails of notifications: {}", failure.toString()));
    }

    private Future<Void> mailAll() {
        return db.transaction(this::mailSome)
                .compose(claimed -> claimed == AT_ONCE ? mailAll() : Future.succeededFuture());
    }

    private Future<Integer> mailSome(Tx tx) {
        return tx.query(CLAIM, AT_ONCE).compose(rows -> {
            Map<UUID, NotificationMailDue.Builder> mails = new LinkedHashMap<>();
            rows.forEach(row -> add(mails, row));
            Future<Void> told = Future.succeededFuture();
            for (Map.Entry<UUID, NotificationMailDue.Builder> mail : mails.entrySet()) {
                told = told.compose(before ->
                        tx.emit(mail.getKey().toString(), mail.getValue().build()));
            }
            return told.map(rows.size());
        });
    }

    private void add(Map<UUID, NotificationMailDue.Builder> mails, Row row) {
        UUID user = row.getUUID("user_id");
        NotificationMailDue.Builder mail = mails.computeIfAbsent(user, first -> NotificationMailDue.newBuilder()
                .setUserId(user.toString())
                .setUnsubscribeToken(db.cursor().encode(UNSUBSCRIBE, List.of(user.toString()))));
        mail.setCount(mail.getCount() + 1);
        if (mail.getItemsCount() < IN_A_MAIL) {
            mail.addItems(MailedNotification.newBuilder()
                    .setKind(row.getString("kind"))
                    .setTitle(row.getString("title"))
                    .setNote(row.getString("note"))
                    .setCount(row.getInteger("count")));
        }
    }
}
