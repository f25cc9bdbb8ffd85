package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Messages: sending, and reading by seq. */
final class MessageStore {
    /** Two sends with one client_message_id at the same moment: one of them breaks this. */
    private static final String ONE_CLIENT_MESSAGE_ID = "message_room_id_sender_id_client_message_id_key";

    private static final String ONE_IMAGE = "message_image_id_key";

    private static final int ATTEMPTS = 3;
    private static final int CONTEXT = 5;

    private final Db db;
    private final MessageImages images;
    private final GroupedSends grouped;

    MessageStore(Vertx vertx, Db db, MessageImages images) {
        this.db = db;
        this.images = images;
        this.grouped = new GroupedSends(vertx, db, draft -> store(db::query, draft, ""));
    }

    /** Stores a message with the next seq of its room, or finds it when it was stored before. */
    Future<Stored> send(Draft draft) {
        UUID imageId = draft.imageId();
        return imageId == null
                ? send(draft, "", ATTEMPTS)
                : images.reserve(imageId, draft.senderId())
                        .compose(
                                blurhash -> send(draft, blurhash, ATTEMPTS),
                                refusal -> whyNot(draft, () -> Future.failedFuture(refusal)));
    }

    private Future<Stored> send(Draft draft, String blurhash, int attempts) {
        Future<Optional<Stored>> storing = Suspicions.isSuspect(draft) || draft.imageId() != null
                ? db.transaction(tx -> store(tx::query, draft, blurhash)
                        .compose(stored -> stored.isPresent()
                                ? tell(tx, draft, stored.get()).map(stored)
                                : Future.succeededFuture(stored)))
                : grouped.store(draft);
        return storing.compose(
                stored -> stored.isPresent()
                        ? Future.succeededFuture(stored.get())
                        : whyNot(draft, () -> again(draft, blurhash, attempts - 1)),
                failure -> {
                    if (Db.breaks(failure, ONE_IMAGE)) {
                        return whyNot(draft, () -> Future.failedFuture(Refusals.pictureUsed()));
                    }
                    return Db.breaks(failure, ONE_CLIENT_MESSAGE_ID)
                            ? whyNot(draft, () -> again(draft, blurhash, attempts - 1))
                            : Future.failedFuture(failure);
                });
    }

    private Future<Stored> again(Draft draft, String blurhash, int attempts) {
        return attempts > 0 ? send(draft, blurhash, attempts) : Future.failedFuture(Refusals.contended());
    }

    private static Future<Void> tell(Tx tx, Draft draft, Stored stored) {
        UUID imageId = draft.imageId();
        return (imageId == null ? Future.<Void>succeededFuture() : MessageImages.sent(tx, draft.chatId(), imageId))
                .compose(ignored ->
                        Suspicions.isSuspect(draft) ? Suspicions.tell(tx, stored) : Future.<Void>succeededFuture());
    }

    /**
     * All of it or nothing, in one statement. Of a message that only its sender is to see the other member learns nothing: their
     * place in the room stays. The counters are taken under the lock of the room's row, so seqs have no
     * gaps and become visible in order. Nothing is stored when the sender may not, or did before.
     */
    private static final String STORE =
            """
                WITH sent AS (
                    UPDATE room SET
                        last_seq = last_seq + 1,
                        change_seq = change_seq + 2,
                        active_at = greatest(active_at, clock_timestamp())
                    WHERE room_id = $1 AND $2::uuid IN (buyer_id, seller_id)
                        AND %s
                        AND NOT EXISTS (
                            SELECT FROM message
                            WHERE message.room_id = $1 AND sender_id = $2 AND client_message_id = $4)
                    RETURNING room_id, buyer_id, seller_id, last_seq, change_seq, active_at,
                        %s AS hidden
                ), stored AS (
                    INSERT INTO message
                        (room_id, seq, message_id, sender_id, client_message_id, text, offer, image_id, image_blurhash,
                            created_at, change_seq, hidden)
                    SELECT room_id, last_seq, $3::uuid, $2, $4::text, nullif($5::text, ''), nullif($6::text, '')::jsonb,
                        nullif($7::text, '')::uuid, nullif($8::text, ''), active_at, change_seq - 1, hidden
                    FROM sent
                ), moved AS (
                    UPDATE member SET
                        last_seq = sent.last_seq,
                        active_at = sent.active_at,
                        read_seq = CASE user_id WHEN $2 THEN sent.last_seq ELSE read_seq END,
                        delivered_seq = CASE user_id WHEN $2 THEN sent.last_seq ELSE delivered_seq END,
                        receipt_change_seq = CASE user_id WHEN $2 THEN sent.change_seq ELSE receipt_change_seq END
                    FROM sent WHERE member.room_id = sent.room_id AND (user_id = $2 OR NOT sent.hidden)
                )
                SELECT buyer_id, seller_id, last_seq, change_seq, active_at, hidden FROM sent
                """
                    .formatted(Writing.ALLOWED, Writing.UNSEEN);

    private static Future<Optional<Stored>> store(Sql on, Draft draft, String blurhash) {
        UUID messageId = Ids.next();
        return on.query(
                        STORE,
                        draft.chatId(),
                        draft.senderId(),
                        messageId,
                        draft.clientMessageId(),
                        draft.text(),
                        "",
                        draft.image(),
                        blurhash)
                .map(rows -> rows.stream().findFirst().map(row -> stored(draft, messageId, blurhash, row)));
    }

    /** Where an offer was stored. */
    record Place(UUID chatId, UUID messageId) {}

    /** Empty when its sender may not say it, or it was said before. */
    Future<Optional<Place>> storeOffer(Sql on, UUID chatId, UUID senderId, String clientMessageId, JsonObject offer) {
        UUID messageId = Ids.next();
        return on.query(STORE, chatId, senderId, messageId, clientMessageId, "", offer.encode(), "", "")
                .map(rows -> rows.rowCount() == 0 ? Optional.empty() : Optional.of(new Place(chatId, messageId)));
    }

    static Stored stored(Draft draft, UUID messageId, String blurhash, Row row) {
        Message.Builder message = Message.newBuilder()
                .setId(messageId.toString())
                .setChatId(draft.chatId().toString())
                .setSeq(row.getLong("last_seq"))
                .setClientMessageId(draft.clientMessageId())
                .setSenderId(draft.senderId().toString())
                .setCreatedAt(MessageRows.timestamp(row.getOffsetDateTime("active_at")));
        if (!draft.text().isEmpty()) {
            message.setText(draft.text());
        }
        UUID imageId = draft.imageId();
        if (imageId != null) {
            message.setImage(MessageRows.image(imageId, blurhash));
        }
        long changeSeq = row.getLong("change_seq");
        return new Stored(message.build(), Members.of(row), changeSeq - 2, changeSeq, row.getBoolean("hidden"));
    }

    /** What was sent before is answered again; otherwise the reason why it was not stored, or whatever else is left. */
    private Future<Stored> whyNot(Draft draft, Supplier<Future<Stored>> otherwise) {
        String sql =
                """
                SELECT %s, buyer_id, seller_id, %s,
                    deleted_at IS NOT NULL
                    OR coalesce(sent_text_hash, sha256(convert_to(coalesce(text, ''), 'UTF8')))
                        = sha256(convert_to($4, 'UTF8'))
                        AND coalesce(image_id::text, '') = $5 AS same_message
                FROM room
                LEFT JOIN message ON message.room_id = $1 AND sender_id = $2 AND client_message_id = $3
                WHERE room.room_id = $1 AND $2 IN (buyer_id, seller_id)
                """
                        .formatted(MessageRows.COLUMNS, Writing.COLUMNS);
        return db.query(sql, draft.chatId(), draft.senderId(), draft.clientMessageId(), draft.text(), draft.image())
                .compose(rows -> {
                    Row row = rows.stream().findFirst().orElseThrow(Refusals::noChat);
                    if (MessageRows.hasMessage(row)) {
                        return repeated(row);
                    }
                    Writing.requireAllowed(row);
                    return otherwise.get();
                });
    }

    private static Future<Stored> repeated(Row row) {
        return row.getBoolean("same_message")
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
        return db.query(sql, chatId, userId, after, before, (long) limit)
                .map(rows -> messages(rows, row -> MessageRows.shownTo(userId, row)));
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
            return messages(rows, MessageRows::message);
        });
    }

    /** Staff see the picture of a message from its first report on. */
    Future<Void> reportImage(UUID messageId) {
        return db.query(
                        "UPDATE message SET image_reported_at = now()"
                                + " WHERE message_id = $1 AND image_id IS NOT NULL AND image_reported_at IS NULL",
                        messageId)
                .mapEmpty();
    }

    /** No row at all means that there is no such chat for the asker; a row without a message, that it has none. */
    private static List<Message> messages(RowSet<Row> rows, Function<Row, Message> read) {
        if (rows.size() == 0) {
            throw Refusals.noChat();
        }
        return rows.stream().filter(MessageRows::hasMessage).map(read).toList();
    }
}
