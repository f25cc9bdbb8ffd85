package com.beachdo.chat;

import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * The SQL of what is known about one person: to show it, and to forget it. That somebody is not to be read they are not
 * shown.
 */
final class PersonalDataStore {
    private static final String EXPORT =
            """
            SELECT json_build_object(
                'chats', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT room_id, listing_id, buyer_id, seller_id, created_at
                        FROM room JOIN member USING (room_id) WHERE user_id = $1) one),
                'sentMessages', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT message.room_id, seq, text, offer, image_id, message.created_at, edited_at, deleted_at
                        FROM member JOIN message USING (room_id) WHERE user_id = $1 AND sender_id = $1) one),
                'blocked', (
                    SELECT coalesce(json_agg(one), '[]') FROM (
                        SELECT blocked_id, created_at FROM block WHERE blocker_id = $1) one),
                'picturesOfReportedMessages', (
                    SELECT coalesce(json_agg(one), '[]') FROM (
                        SELECT kept_image.image_id, kept_until FROM kept_image JOIN message USING (message_id)
                        WHERE sender_id = $1) one),
                'keptFromChattingUntil', (
                    SELECT restricted_until FROM restriction WHERE user_id = $1),
                'toldOfUnreadMessagesAt', (
                    SELECT told_at FROM unread_digest WHERE user_id = $1),
                'presence', (
                    SELECT row_to_json(one) FROM (
                        SELECT visible, seen_at FROM presence WHERE user_id = $1) one))::text AS json
            """;
    /** Each message counts as a change of its room, so that resuming clients learn of it. */
    private static final String FORGET_MESSAGES =
            """
            WITH locked AS (
                SELECT room_id, change_seq FROM room
                WHERE room_id IN (SELECT room_id FROM member WHERE user_id = $1)
                ORDER BY room_id FOR NO KEY UPDATE
            ), mine AS (
                SELECT message.room_id, seq,
                    locked.change_seq + row_number() OVER (PARTITION BY message.room_id ORDER BY seq) AS change_seq
                FROM message JOIN locked USING (room_id)
                WHERE sender_id = $1 AND deleted_at IS NULL
            ), gone AS (
                UPDATE message SET text = NULL, sent_text_hash = NULL, offer = NULL, image_id = NULL,
                    image_blurhash = NULL, deleted_at = clock_timestamp(),
                    change_seq = mine.change_seq
                FROM mine WHERE message.room_id = mine.room_id AND message.seq = mine.seq
            )
            UPDATE room SET change_seq = counted.change_seq
            FROM (SELECT room_id, max(change_seq) AS change_seq FROM mine GROUP BY room_id) counted
            WHERE room.room_id = counted.room_id
            """;

    private static final String FORGET_KEPT_IMAGES =
            "DELETE FROM kept_image USING message WHERE message.message_id = kept_image.message_id AND sender_id = $1";

    private static final String FORGET_BLOCKS = "DELETE FROM block WHERE blocker_id = $1 OR blocked_id = $1";

    private static final String FORGET_PRESENCE = "DELETE FROM presence WHERE user_id = $1";

    private static final String FORGET_DIGEST = "DELETE FROM unread_digest WHERE user_id = $1";

    private final Db db;

    PersonalDataStore(Db db) {
        this.db = db;
    }

    /** A JSON object. */
    Future<String> export(UUID userId) {
        return db.query(EXPORT, userId).map(rows -> rows.iterator().next().getString("json"));
    }

    /** What somebody said goes, and the catalog removes their pictures; what others said to them stays theirs. */
    Future<Void> forget(Tx tx, AccountErased event) {
        UUID userId = UUID.fromString(event.getUserId());
        return tx.query(FORGET_MESSAGES, userId)
                .compose(ignored -> tx.query(FORGET_KEPT_IMAGES, userId))
                .compose(ignored -> tx.query(FORGET_BLOCKS, userId))
                .compose(ignored -> tx.query(FORGET_PRESENCE, userId))
                .compose(ignored -> tx.query(FORGET_DIGEST, userId))
                .compose(ignored -> Restrictions.forget(tx, userId))
                .compose(ignored -> UnseenSenders.forget(tx, userId))
                .mapEmpty();
    }
}
