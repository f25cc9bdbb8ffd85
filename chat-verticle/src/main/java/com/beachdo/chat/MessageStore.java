package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages: sending, and reading by seq. */
final class MessageStore {
    /** Two sends with one client_message_id at the same moment: one of them breaks this. */
    private static final String ONE_CLIENT_MESSAGE_ID = "message_room_id_sender_id_client_message_id_key";

    private static final int ATTEMPTS = 3;
    private static final int CONTEXT = 5;

    private final Db db;

    MessageStore(Db db) {
        this.db = db;
    }

    /** Stores a message with the next seq of its room, or finds it when it was stored before. */
    Future<Stored> send(Draft draft) {
        return send(draft, ATTEMPTS);
    }

    private Future<Stored> send(Draft draft, int attempts) {
        return store(draft)
                .recover(failure -> Db.breaks(failure, ONE_CLIENT_MESSAGE_ID)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure))
                .compose(stored ->
                        stored.isPresent() ? Future.succeededFuture(stored.get()) : whyNot(draft, attempts - 1));
    }

    /**
     * All of it or nothing, in one statement. The counters are taken under the lock of the room's row, so seqs have no
     * gaps and become visible in order. Nothing is stored when the sender may not, or did before.
     */
    private Future<Optional<Stored>> store(Draft draft) {
        String sql =
                """
                WITH sent AS (
                    UPDATE room SET
                        last_seq = last_seq + 1,
                        change_seq = change_seq + 2,
                        active_at = greatest(active_at, clock_timestamp())
                    WHERE room_id = $1 AND $2::uuid IN (buyer_id, seller_id)
                        AND NOT EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
                        AND NOT EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id)
                        AND NOT EXISTS (
                            SELECT FROM message
                            WHERE message.room_id = $1 AND sender_id = $2 AND client_message_id = $4)
                    RETURNING room_id, buyer_id, seller_id, last_seq, change_seq, active_at
                ), stored AS (
                    INSERT INTO message
                        (room_id, seq, message_id, sender_id, client_message_id, text, created_at, change_seq)
                    SELECT room_id, last_seq, $3::uuid, $2, $4::text, $5::text, active_at, change_seq - 1 FROM sent
                ), moved AS (
                    UPDATE member SET
                        last_seq = sent.last_seq,
                        active_at = sent.active_at,
                        read_seq = CASE user_id WHEN $2 THEN sent.last_seq ELSE read_seq END,
                        delivered_seq = CASE user_id WHEN $2 THEN sent.last_seq ELSE delivered_seq END,
                        receipt_change_seq = CASE user_id WHEN $2 THEN sent.change_seq ELSE receipt_change_seq END
                    FROM sent WHERE member.room_id = sent.room_id
                )
                SELECT buyer_id, seller_id, last_seq, change_seq, active_at FROM sent
                """;
        UUID messageId = Ids.next();
        return db.query(sql, draft.chatId(), draft.senderId(), messageId, draft.clientMessageId(), draft.text())
                .map(rows -> rows.stream().findFirst().map(row -> stored(draft, messageId, row)));
    }

    private static Stored stored(Draft draft, UUID messageId, Row row) {
        Message message = Message.newBuilder()
                .setId(messageId.toString())
                .setChatId(draft.chatId().toString())
                .setSeq(row.getLong("last_seq"))
                .setClientMessageId(draft.clientMessageId())
                .setSenderId(draft.senderId().toString())
                .setText(draft.text())
                .setCreatedAt(MessageRows.timestamp(row.getOffsetDateTime("active_at")))
                .build();
        long changeSeq = row.getLong("change_seq");
        return new Stored(message, Members.of(row), changeSeq - 2, changeSeq);
    }

    private Future<Stored> whyNot(Draft draft, int attempts) {
        String sql =
                """
                SELECT %s, buyer_id, seller_id,
                    EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
                    OR EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id) AS blocked,
                    deleted_at IS NOT NULL
                    OR coalesce(sent_text_hash, sha256(convert_to(text, 'UTF8')))
                        = sha256(convert_to($4, 'UTF8')) AS same_text
                FROM room
                LEFT JOIN message ON message.room_id = $1 AND sender_id = $2 AND client_message_id = $3
                WHERE room.room_id = $1 AND $2 IN (buyer_id, seller_id)
                """
                        .formatted(MessageRows.COLUMNS);
        return db.query(sql, draft.chatId(), draft.senderId(), draft.clientMessageId(), draft.text())
                .compose(rows -> {
                    Row row = rows.stream().findFirst().orElseThrow(Refusals::noChat);
                    if (MessageRows.hasMessage(row)) {
                        return repeated(row);
                    }
                    if (row.getBoolean("blocked")) {
                        throw Refusals.blocked();
                    }
                    return attempts > 0 ? send(draft, attempts) : Future.failedFuture(Refusals.contended());
                });
    }

    private static Future<Stored> repeated(Row row) {
        return row.getBoolean("same_text")
                ? Future.succeededFuture(Stored.unchanged(MessageRows.message(row), Members.of(row)))
                : Future.failedFuture(Refusals.clientMessageIdReused());
    }

    /** The next messages after a seq, oldest first. */
    Future<List<Message>> after(UUID userId, UUID chatId, long after, long before, int limit) {
        return list(userId, chatId, after, before, limit, "ASC");
    }

    /** The messages before a seq, newest first. */
    Future<List<Message>> before(UUID userId, UUID chatId, long before, int limit) {
        return list(userId, chatId, 0, before, limit, "DESC");
    }

    private Future<List<Message>> list(UUID userId, UUID chatId, long after, long before, int limit, String direction) {
        String sql =
                """
                SELECT message.* FROM member
                LEFT JOIN LATERAL (
                    SELECT %s FROM message WHERE room_id = $1 AND seq > $3 AND seq < $4 ORDER BY seq %s LIMIT $5
                ) message ON true
                WHERE member.room_id = $1 AND user_id = $2
                ORDER BY message.seq %s
                """
                        .formatted(MessageRows.COLUMNS, direction, direction);
        return db.query(sql, chatId, userId, after, before, (long) limit).map(MessageStore::messages);
    }

    /** A message with those around it, for one of its members; in order of seq. */
    Future<List<Message>> around(UUID messageId, UUID memberId) {
        String sql =
                """
                SELECT %s FROM message target
                JOIN member ON member.room_id = target.room_id AND user_id = $2
                JOIN message ON message.room_id = target.room_id
                    AND message.seq BETWEEN target.seq - $3 AND target.seq + $3
                WHERE target.message_id = $1
                ORDER BY message.seq
                """
                        .formatted(MessageRows.COLUMNS);
        return db.query(sql, messageId, memberId, (long) CONTEXT).map(rows -> {
            if (rows.size() == 0) {
                throw Refusals.noMessage();
            }
            return messages(rows);
        });
    }

    /** No row at all means that there is no such chat for the asker; a row without a message, that it has none. */
    private static List<Message> messages(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusals.noChat();
        }
        return rows.stream()
                .filter(MessageRows::hasMessage)
                .map(MessageRows::message)
                .toList();
    }
}
