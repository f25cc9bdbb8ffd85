package com.beachdo.forum;

import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody's notifications. */
final class NotificationStore {
    private static final String COLUMNS =
            " n.notification_id, n.user_id, n.kind, n.title, n.note, n.count, n.thread_id, n.comment_id, n.listing_id,"
                    + " n.noticed_at, n.read_at ";
    /** A source of rows (user_id, kind, matter, title, note, thread_id, comment_id, listing_id) becomes notifications. */
    private static final String PUT =
            """
            INSERT INTO notification AS n
                (notification_id, user_id, kind, matter, title, note, thread_id, comment_id, listing_id)
            SELECT gen_random_uuid(), noticed.* FROM (%s) noticed ORDER BY noticed.user_id
            ON CONFLICT (user_id, kind, matter) WHERE read_at IS NULL DO UPDATE
                SET count = n.count + 1, title = excluded.title, note = excluded.note, comment_id = excluded.comment_id,
                    noticed_at = now()
            RETURNING
            """
                    + COLUMNS;

    private final Db db;

    NotificationStore(Db db) {
        this.db = db;
    }

    /** A notification, and whose it is. */
    record Noticed(String userId, Notification notification) {}

    private static final String ANSWERED = PUT.formatted(
            """
            SELECT answered.author_id AS user_id, 'REPLY', answered.comment_id, t.title, '', t.thread_id, $2::uuid, NULL::uuid
            FROM comment answered JOIN thread t USING (thread_id)
            WHERE answered.comment_id = $1 AND answered.deleted_at IS NULL AND t.deleted_at IS NULL
                AND answered.author_id <> $3
                AND EXISTS (SELECT FROM comment c WHERE c.comment_id = $2 AND c.deleted_at IS NULL)
            """);

    /** Tells the author of a comment that it was answered. */
    Future<List<Noticed>> answered(Tx tx, UUID answered, UUID answer, UUID by) {
        return tx.query(ANSWERED, answered, answer, by).map(NotificationStore::noticed);
    }

    private static final String COMMENTED = PUT.formatted(
            """
            SELECT w.user_id, 'COMMENT', t.thread_id, t.title, '', t.thread_id, $2::uuid, NULL::uuid
            FROM thread_watch w JOIN thread t USING (thread_id)
            WHERE w.thread_id = $1 AND w.user_id <> ALL ($3) AND t.deleted_at IS NULL
                AND EXISTS (SELECT FROM comment c WHERE c.comment_id = $2 AND c.deleted_at IS NULL)
            """);

    /** Tells those who watch a thread, but for some who know. */
    Future<List<Noticed>> commented(Tx tx, UUID thread, UUID comment, List<UUID> butFor) {
        return tx.query(COMMENTED, thread, comment, butFor.toArray(UUID[]::new)).map(NotificationStore::noticed);
    }

    private static final String OF_LISTING =
            PUT.formatted("SELECT $1::uuid AS user_id, $2, $3::uuid, $4, $5, NULL::uuid, NULL::uuid, $3::uuid");

    Future<List<Noticed>> ofListing(Tx tx, UUID seller, String kind, UUID listing, String title, String note) {
        return tx.query(OF_LISTING, seller, kind, listing, title, note).map(NotificationStore::noticed);
    }

    private static final String THREAD_REMOVED = PUT.formatted(
            """
            SELECT t.author_id AS user_id, 'POST_REMOVED', t.thread_id, t.title, $2, t.thread_id, NULL::uuid, NULL::uuid
            FROM thread t WHERE t.thread_id = $1 AND t.deleted_at IS NULL
            """);

    Future<List<Noticed>> threadRemoved(Tx tx, UUID thread, String reason) {
        return tx.query(THREAD_REMOVED, thread, reason).map(NotificationStore::noticed);
    }

    private static final String COMMENT_REMOVED = PUT.formatted(
            """
            SELECT c.author_id AS user_id, 'POST_REMOVED', c.comment_id, t.title, $2, t.thread_id, c.comment_id, NULL::uuid
            FROM comment c JOIN thread t USING (thread_id) WHERE c.comment_id = $1 AND c.deleted_at IS NULL
            """);

    Future<List<Noticed>> commentRemoved(Tx tx, UUID comment, String reason) {
        return tx.query(COMMENT_REMOVED, comment, reason).map(NotificationStore::noticed);
    }

    private static final String LIST = "SELECT" + COLUMNS
            + """
            FROM notification n
            WHERE n.user_id = $1 AND (n.noticed_at, n.notification_id) < ($2, $3) AND (NOT $4 OR n.read_at IS NULL)
            ORDER BY n.noticed_at DESC, n.notification_id DESC LIMIT $5
            """;

    /** Latest first, one more than a page has. */
    Future<Page<Notification>> page(UUID user, boolean unread, int size, @Nullable String cursor) {
        String list = "notifications|" + user + "|" + unread;
        List<String> after = db.cursor().decode(list, cursor, 2);
        return db.query(
                        LIST,
                        user,
                        after == null ? OffsetDateTime.MAX : OffsetDateTime.parse(after.get(0)),
                        after == null ? new UUID(-1, -1) : UUID.fromString(after.get(1)),
                        unread,
                        size + 1)
                .map(rows -> page(list, size, rows));
    }

    private Page<Notification> page(String list, int size, RowSet<Row> rows) {
        List<Notification> items = new ArrayList<>();
        Row last = null;
        for (Row row : rows) {
            if (items.size() == size && last != null) {
                List<String> values =
                        List.of(last.getOffsetDateTime("noticed_at").toString(), Rows.id(last, "notification_id"));
                return new Page<>(items, db.cursor().encode(list, values));
            }
            items.add(notification(row));
            last = row;
        }
        return new Page<>(items, null);
    }

    private static final String UNREAD =
            "SELECT count(*) FROM (SELECT FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT 100) unread";

    /** 100 stands for more, too. */
    Future<Integer> unread(UUID user) {
        return db.query(UNREAD, user).map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String READ =
            """
            UPDATE notification SET read_at = now()
            WHERE user_id = $1 AND read_at IS NULL AND ($2 OR notification_id = ANY ($3))
            """;

    Future<Void> read(UUID user, boolean all, List<UUID> ids) {
        return db.query(READ, user, all, ids.toArray(UUID[]::new)).mapEmpty();
    }

    private static List<Noticed> noticed(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Noticed(Rows.id(row, "user_id"), notification(row)))
                .toList();
    }

    private static Notification notification(Row row) {
        Notification.Builder notification = Notification.newBuilder()
                .setId(Rows.id(row, "notification_id"))
                .setKind(NotificationKind.valueOf("NOTIFICATION_KIND_" + row.getString("kind")))
                .setTitle(row.getString("title"))
                .setNote(row.getString("note"))
                .setCount(row.getInteger("count"))
                .setAt(Rows.time(row, "noticed_at"))
                .setRead(Rows.has(row, "read_at"));
        if (Rows.has(row, "thread_id")) {
            notification.setThreadId(Rows.id(row, "thread_id"));
        }
        if (Rows.has(row, "comment_id")) {
            notification.setCommentId(Rows.id(row, "comment_id"));
        }
        if (Rows.has(row, "listing_id")) {
            notification.setListingId(Rows.id(row, "listing_id"));
        }
        return notification.build();
    }
}
