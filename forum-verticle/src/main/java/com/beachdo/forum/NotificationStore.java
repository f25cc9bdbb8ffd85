package com.beachdo.forum;

import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody's notifications. */
final class NotificationStore {
    private static final String COLUMNS =
            " n.notification_id, n.user_id, n.kind, n.matter, n.title, n.note, n.count, n.thread_id, n.comment_id, n.listing_id,"
                    + " n.noticed_at, n.read_at, n.ground, n.activities, n.until, n.appeal_by ";
    /** Of a row that was put: whether its owner wants nothing live now. */
    private static final String QUIET = ", quiet_until(n.user_id) IS NOT NULL AS quiet";
    /** What one stands for grew: pushed anew, but not within ten minutes. */
    private static final String PUSH_AGAIN =
            """
                    push_due_at = CASE WHEN excluded.push_due_at IS NOT NULL THEN coalesce(n.push_due_at,
                        greatest(excluded.push_due_at, n.pushed_at + interval '10 minutes')) END
            RETURNING
            """;
    /**
     * A source of rows (user_id, kind, matter, title, note, thread_id, comment_id, listing_id) becomes notifications of
     * those who want to be told of the kind.
     */
    private static final String PUT =
            """
            INSERT INTO notification AS n
                (notification_id, user_id, kind, matter, title, note, thread_id, comment_id, listing_id, mail_due_at,
                    push_due_at)
            SELECT gen_random_uuid(), noticed.*, mail_due_at(noticed.user_id, noticed.kind),
                push_due_at(noticed.user_id, noticed.kind)
            FROM (%s) noticed (user_id, kind, matter, title, note, thread_id, comment_id, listing_id)
            WHERE NOT EXISTS (SELECT FROM notification_setting s
                WHERE s.user_id = noticed.user_id AND s.kind = noticed.kind AND NOT s.in_app)
            ORDER BY noticed.user_id
            ON CONFLICT (user_id, kind, matter) WHERE read_at IS NULL DO UPDATE
                SET count = n.count + 1, title = excluded.title, note = excluded.note, comment_id = excluded.comment_id,
                    noticed_at = now(), mail_due_at = coalesce(n.mail_due_at, excluded.mail_due_at),
            """
                    + PUSH_AGAIN + COLUMNS + QUIET;
    /** Who wrote a comment and who would be told of it do not block each other. */
    private static final String NOT_BLOCKED =
            """
            NOT EXISTS (SELECT FROM user_block b WHERE b.blocker_id = %1$s AND b.blocked_id = %2$s
                OR b.blocker_id = %2$s AND b.blocked_id = %1$s)
            """;

    private static final String NOT_MUTED =
            """
            NOT EXISTS (SELECT FROM thread_watch m WHERE m.thread_id = t.thread_id AND m.user_id = %s AND m.mode = 'MUTE')
            """;

    private final Db db;

    NotificationStore(Db db) {
        this.db = db;
    }

    /** A notification, and whose it is. */
    record Noticed(String userId, Notification notification, boolean quiet) {}

    private static final String ANSWERED = PUT.formatted(
            """
            SELECT answered.author_id, 'REPLY', answered.comment_id, t.title, '', t.thread_id, $2::uuid, NULL::uuid
            FROM comment answered JOIN thread t USING (thread_id)
            WHERE answered.comment_id = $1 AND answered.deleted_at IS NULL AND t.deleted_at IS NULL
                AND answered.author_id <> $3
                AND EXISTS (SELECT FROM comment c WHERE c.comment_id = $2 AND c.deleted_at IS NULL)
            """
                    + " AND " + NOT_BLOCKED.formatted("answered.author_id", "$3::uuid") + " AND "
                    + NOT_MUTED.formatted("answered.author_id"));

    /** Tells the author of a comment that it was answered. */
    Future<List<Noticed>> answered(Tx tx, UUID answered, UUID answer, UUID by) {
        return tx.query(ANSWERED, answered, answer, by).map(NotificationStore::noticed);
    }

    private static final String MENTIONED = PUT.formatted(
            """
            SELECT who.id, 'MENTION', t.thread_id, t.title, '', t.thread_id, $2::uuid, NULL::uuid
            FROM thread t CROSS JOIN unnest($3::uuid[]) who (id)
            WHERE t.thread_id = $1 AND t.deleted_at IS NULL AND who.id <> ALL ($5)
                AND (who.id = t.author_id OR EXISTS (SELECT FROM comment p
                    WHERE p.thread_id = t.thread_id AND p.author_id = who.id AND p.deleted_at IS NULL))
                AND EXISTS (SELECT FROM comment c WHERE c.comment_id = $2 AND c.deleted_at IS NULL)
            """
                    + " AND " + NOT_BLOCKED.formatted("who.id", "$4::uuid") + " AND " + NOT_MUTED.formatted("who.id"));

    /** Tells those whom a comment mentions, if they take part in the thread, but for some who know. */
    Future<List<Noticed>> mentioned(Tx tx, UUID thread, UUID comment, List<UUID> mentions, UUID by, List<UUID> butFor) {
        return mentions.isEmpty()
                ? Future.succeededFuture(List.of())
                : tx.query(MENTIONED, thread, comment, mentions.toArray(UUID[]::new), by, butFor.toArray(UUID[]::new))
                        .map(NotificationStore::noticed);
    }

    private static final String MENTIONED_BY_THREAD = PUT.formatted(
            """
            SELECT who.id, 'MENTION', t.thread_id, t.title, '', t.thread_id, NULL::uuid, NULL::uuid
            FROM thread t CROSS JOIN unnest($2::uuid[]) who (id)
            WHERE t.thread_id = $1 AND t.deleted_at IS NULL AND who.id <> $3
                AND (EXISTS (SELECT FROM comment p WHERE p.author_id = who.id AND p.deleted_at IS NULL)
                    OR EXISTS (SELECT FROM thread p WHERE p.author_id = who.id AND p.deleted_at IS NULL))
            """
                    + " AND " + NOT_BLOCKED.formatted("who.id", "$3::uuid") + " AND " + NOT_MUTED.formatted("who.id"));

    /** Tells those whom the opening of a thread mentions, if they ever wrote in the forum. */
    Future<List<Noticed>> mentioned(Tx tx, UUID thread, List<UUID> mentions, UUID by) {
        return tx.query(MENTIONED_BY_THREAD, thread, mentions.toArray(UUID[]::new), by)
                .map(NotificationStore::noticed);
    }

    private static final String COMMENTED = PUT.formatted(
            """
            SELECT w.user_id, 'COMMENT', t.thread_id, t.title, '', t.thread_id, $2::uuid, NULL::uuid
            FROM thread_watch w JOIN thread t USING (thread_id)
            WHERE w.thread_id = $1 AND w.mode = 'ALL' AND w.user_id <> ALL ($3) AND t.deleted_at IS NULL
                AND EXISTS (SELECT FROM comment c WHERE c.comment_id = $2 AND c.deleted_at IS NULL)
            """
                    + " AND " + NOT_BLOCKED.formatted("w.user_id", "$4::uuid"));

    /** Tells those who watch a thread, but for some who know. */
    Future<List<Noticed>> commented(Tx tx, UUID thread, UUID comment, UUID by, List<UUID> butFor) {
        return tx.query(COMMENTED, thread, comment, butFor.toArray(UUID[]::new), by)
                .map(NotificationStore::noticed);
    }

    private static final String OF_LISTING =
            PUT.formatted("SELECT $1::uuid AS user_id, $2, $3::uuid, $4, $5, NULL::uuid, NULL::uuid, $3::uuid");

    Future<List<Noticed>> ofListing(Tx tx, UUID seller, String kind, UUID listing, String title, String note) {
        return tx.query(OF_LISTING, seller, kind, listing, title, note).map(NotificationStore::noticed);
    }

    private static final String OF_CATALOG =
            """
            INSERT INTO notification AS n
                (notification_id, user_id, kind, matter, title, note, count, listing_id, mail_due_at, push_due_at)
            SELECT gen_random_uuid(), $1::uuid, $2::text, $3::uuid, $4::text, '', $5::integer, $6::uuid, mail_due_at($1, $2),
                push_due_at($1, $2)
            WHERE NOT EXISTS (SELECT FROM notification_setting s WHERE s.user_id = $1 AND s.kind = $2 AND NOT s.in_app)
            ON CONFLICT (user_id, kind, matter) WHERE read_at IS NULL DO UPDATE
                SET count = n.count + excluded.count, title = excluded.title, listing_id = excluded.listing_id,
                    noticed_at = now(), mail_due_at = coalesce(n.mail_due_at, excluded.mail_due_at),
            """
                    + PUSH_AGAIN + COLUMNS + QUIET;

    /** What the catalog wants somebody to know. */
    Future<List<Noticed>> ofCatalog(
            Tx tx, UUID user, String kind, UUID matter, String title, int count, UUID latestListing) {
        return tx.query(OF_CATALOG, user, kind, matter, title, count, latestListing)
                .map(NotificationStore::noticed);
    }

    private static final String OF_CHAT =
            """
            INSERT INTO notification AS n (notification_id, user_id, kind, matter, title, note, count, mail_due_at,
                push_due_at)
            SELECT gen_random_uuid(), $1::uuid, 'UNREAD_MESSAGES', $1::uuid, $2::text, '', $3::integer,
                mail_due_at($1, 'UNREAD_MESSAGES'), push_due_at($1, 'UNREAD_MESSAGES')
            WHERE NOT EXISTS (SELECT FROM notification_setting s
                WHERE s.user_id = $1 AND s.kind = 'UNREAD_MESSAGES' AND NOT s.in_app)
            ON CONFLICT (user_id, kind, matter) WHERE read_at IS NULL DO UPDATE
                SET count = excluded.count, title = excluded.title, noticed_at = now(),
                    mail_due_at = coalesce(n.mail_due_at, excluded.mail_due_at),
            """
                    + PUSH_AGAIN + COLUMNS + QUIET;

    /** How many messages somebody has not read in all their chats, whose latest is about this. */
    Future<List<Noticed>> ofChat(Tx tx, UUID user, String title, int count) {
        return tx.query(OF_CHAT, user, title, count).map(NotificationStore::noticed);
    }

    /** What is in the forum has its thread's title. */
    private static final String DECIDED =
            """
            INSERT INTO notification AS n (notification_id, user_id, kind, matter, title, note, ground, activities, until,
                appeal_by, thread_id, comment_id, listing_id, push_due_at)
            SELECT gen_random_uuid(), $1, $2, $3, coalesce(t.title, ''), $4, $5, $6, $7, $8,
                t.thread_id, c.comment_id, CASE $9::text WHEN 'LISTING' THEN $10::uuid END,
                push_due_at($1, $2)
            FROM (SELECT) decided
                LEFT JOIN comment c ON $9 = 'COMMENT' AND c.comment_id = $10
                LEFT JOIN thread t ON t.thread_id = CASE $9 WHEN 'THREAD' THEN $10 ELSE c.thread_id END
            RETURNING
            """
                    + COLUMNS + QUIET;

    /** What was decided against somebody, who is told whatever they want to be told of. */
    Future<List<Noticed>> decided(Tx tx, UUID user, String kind, DecisionMade decision) {
        return tx.query(
                        DECIDED,
                        Rows.arguments(
                                user,
                                kind,
                                UUID.fromString(decision.getDecisionId()),
                                decision.getReason(),
                                decision.getGround().name().substring("REPORT_REASON_".length()),
                                decision.getActivitiesList().stream()
                                        .map(activity -> activity.name().substring("ACTIVITY_".length()))
                                        .toArray(String[]::new),
                                decision.hasUntil() ? Rows.time("until", decision.getUntil()) : null,
                                Rows.time("appealBy", decision.getAppealBy()),
                                decision.getTargetType().name().substring("TARGET_TYPE_".length()),
                                decision.getTargetId().isEmpty() ? null : UUID.fromString(decision.getTargetId())))
                .map(NotificationStore::noticed);
    }

    private static final String BY_STAFF =
            """
            INSERT INTO notification AS n (notification_id, user_id, kind, matter, title, note)
            SELECT gen_random_uuid(), $1, $2, $3, '', $4
            ON CONFLICT (user_id, kind, matter) WHERE read_at IS NULL DO UPDATE
                SET count = n.count + 1, note = excluded.note, noticed_at = now()
            RETURNING
            """
                    + COLUMNS + QUIET;

    /** What else staff did about somebody, who is told whatever they want to be told of. */
    Future<List<Noticed>> byStaff(Tx tx, UUID user, String kind, UUID matter, String note) {
        return tx.query(BY_STAFF, user, kind, matter, note).map(NotificationStore::noticed);
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
        return Page.of(rows, size, NotificationStore::notification, last -> db.cursor()
                .encode(
                        list,
                        List.of(last.getOffsetDateTime("noticed_at").toString(), Rows.id(last, "notification_id"))));
    }

    private static final String UNREAD =
            "SELECT count(*) FROM (SELECT FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT 100) unread";

    /** 100 stands for more, too. */
    Future<Integer> unread(UUID user) {
        return db.query(UNREAD, user).map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String READ =
            """
            WITH read AS (
                UPDATE notification SET read_at = now(), mail_due_at = NULL, push_due_at = NULL
                WHERE user_id = $1 AND read_at IS NULL AND ($2 OR notification_id = ANY ($3))
                RETURNING notification_id)
            DELETE FROM push_delivery USING read WHERE push_delivery.notification_id = read.notification_id
            """;

    Future<Void> read(UUID user, boolean all, List<UUID> ids) {
        return db.query(READ, user, all, ids.toArray(UUID[]::new)).mapEmpty();
    }

    private static List<Noticed> noticed(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Noticed(Rows.id(row, "user_id"), notification(row), row.getBoolean("quiet")))
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
        if (notification.getKind() == NotificationKind.NOTIFICATION_KIND_SAVED_SEARCH) {
            notification.setSearchId(Rows.id(row, "matter"));
        }
        if (notification.getKind() == NotificationKind.NOTIFICATION_KIND_APPEAL_UPHELD
                || notification.getKind() == NotificationKind.NOTIFICATION_KIND_APPEAL_OVERTURNED) {
            notification.setDecisionId(Rows.id(row, "matter"));
        }
        return (Rows.has(row, "appeal_by") ? decision(notification, row) : notification).build();
    }

    private static Notification.Builder decision(Notification.Builder notification, Row row) {
        notification
                .setDecisionId(Rows.id(row, "matter"))
                .setGround(row.getString("ground"))
                .addAllActivities(List.of(row.getArrayOfStrings("activities")))
                .setAppealBy(Rows.time(row, "appeal_by"));
        return Rows.has(row, "until") ? notification.setUntil(Rows.time(row, "until")) : notification;
    }
}
