package com.beachdo.forum;

import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What devices have yet to be handed: one for each device of whoever is told. */
final class PushQueue {
    private static final int AT_ONCE = 200;

    /** What a push says of a notification is what the notification says; of decisions not why. */
    private static final String QUEUE_NOTIFICATIONS =
            """
            WITH due AS MATERIALIZED (
                SELECT notification_id FROM notification WHERE push_due_at <= now()
                ORDER BY push_due_at LIMIT $1 FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE notification n SET push_due_at = NULL, pushed_at = now() FROM due
                WHERE n.notification_id = due.notification_id
                RETURNING n.*
            ), queued AS (
                INSERT INTO push_delivery (delivery_id, device_id, service, notification_id, topic, payload, expires_at)
                SELECT gen_random_uuid(), d.device_id, d.service, n.notification_id, replace(n.notification_id::text, '-', ''),
                    jsonb_strip_nulls(jsonb_build_object('kind', n.kind, 'title', n.title, 'count', n.count,
                        'notificationId', n.notification_id, 'threadId', n.thread_id, 'commentId', n.comment_id,
                        'listingId', n.listing_id, 'searchId', CASE n.kind WHEN 'SAVED_SEARCH' THEN n.matter END,
                        'decisionId', CASE WHEN n.appeal_by IS NOT NULL THEN n.matter END)),
                    now() + interval '1 day'
                FROM claimed n JOIN push_device d ON d.user_id = n.user_id
            )
            SELECT count(*)::integer AS claimed FROM claimed
            """;

    private final Db db;

    PushQueue(Db db) {
        this.db = db;
    }

    /** All notifications that are due. */
    Future<Void> queueNotifications() {
        return db.query(QUEUE_NOTIFICATIONS, AT_ONCE)
                .compose(rows -> rows.iterator().next().getInteger("claimed") == AT_ONCE
                        ? queueNotifications()
                        : Future.succeededFuture());
    }

    /** Not in quiet hours: the digest of unread messages is pushed when those end. */
    private static final String QUEUE_MESSAGES =
            """
            INSERT INTO push_delivery (delivery_id, device_id, service, topic, payload, expires_at)
            SELECT gen_random_uuid(), device_id, service, replace($2::text, '-', ''), $3::jsonb, now() + interval '4 hours'
            FROM push_device
            WHERE user_id = $1 AND quiet_until($1) IS NULL AND NOT EXISTS (
                SELECT FROM notification_setting WHERE user_id = $1 AND kind = 'UNREAD_MESSAGES' AND NOT push)
            """;

    /** Messages to somebody who is not there; what they say stays in the chat. */
    static Future<Void> messagesWait(Tx tx, MessagesWaiting event) {
        JsonObject payload = new JsonObject()
                .put("kind", "UNREAD_MESSAGES")
                .put("title", event.getTitle())
                .put("count", event.getCount())
                .put("chatId", event.getChatId());
        return tx.query(QUEUE_MESSAGES, UUID.fromString(event.getUserId()), event.getChatId(), payload)
                .mapEmpty();
    }
}
