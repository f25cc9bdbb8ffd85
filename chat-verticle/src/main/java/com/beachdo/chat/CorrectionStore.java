package com.beachdo.chat;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.UUID;

/** Edits and deletions. Each locks the room first and counts up its change_seq, in one statement. */
final class CorrectionStore {
    private static final String LOCK_AND_COUNT =
            """
            WITH locked AS (
                SELECT room_id, buyer_id, seller_id, change_seq FROM room
                WHERE %s
                FOR NO KEY UPDATE
            ), changed AS (
                %s
                RETURNING message.*
            ), counted AS (
                UPDATE room SET change_seq = changed.change_seq FROM changed WHERE room.room_id = changed.room_id
            )
            SELECT changed.*, buyer_id, seller_id, before.image_id AS previous_image_id,
                before.image_blurhash AS previous_image_blurhash
            FROM changed, locked, message before
            WHERE before.room_id = changed.room_id AND before.seq = changed.seq
            """;
    private final Db db;
    private final ChatConfig config;

    CorrectionStore(Db db, ChatConfig config) {
        this.db = db;
        this.config = config;
    }

    /** Changes the text of the sender's own message; what nobody else is to see from now on is gone for the other. */
    Future<Stored> edit(UUID senderId, UUID chatId, UUID messageId, String text) {
        String sql = LOCK_AND_COUNT.formatted(
                "room_id = $1 AND $2::uuid IN (buyer_id, seller_id) AND " + Writing.ALLOWED,
                """
                UPDATE message SET
                    text = $4,
                    edited_at = clock_timestamp(),
                    hidden = hidden OR %s,
                    sent_text_hash = coalesce(
                        sent_text_hash, sha256(convert_to(coalesce(message.text, ''), 'UTF8'))),
                    change_seq = locked.change_seq + 1
                FROM locked
                WHERE message.room_id = locked.room_id AND message_id = $3 AND sender_id = $2
                    AND deleted_at IS NULL AND offer IS NULL AND message.text IS DISTINCT FROM $4
                    AND message.created_at > now() - $5::bigint * interval '1 second'
                """
                        .formatted(Writing.UNSEEN));
        long window = config.editWindow().toSeconds();
        return db.query(sql, chatId, senderId, messageId, text, window)
                .map(CorrectionStore::changed)
                .compose(changed -> changed.isPresent()
                        ? Future.succeededFuture(changed.get())
                        : find(senderId, chatId, messageId, window).map(row -> notEdited(row, text)));
    }

    private static Stored notEdited(Row row, String text) {
        if (row.getOffsetDateTime("deleted_at") != null) {
            throw Refusals.noMessage();
        }
        if (row.getJsonObject("offer") != null) {
            throw Refusals.notEditable();
        }
        Writing.requireAllowed(row);
        if (!row.getBoolean("within_window")) {
            throw Refusals.editWindowOver();
        }
        if (!text.equals(row.getString("text"))) {
            throw Refusals.contended();
        }
        return Stored.unchanged(MessageRows.message(row), Members.of(row));
    }

    /** Deletes the sender's own message for everyone. */
    Future<Stored> delete(UUID senderId, UUID chatId, UUID messageId) {
        String sql = LOCK_AND_COUNT.formatted(
                "room_id = $1 AND $2::uuid IN (buyer_id, seller_id)",
                """
                UPDATE message SET
                    text = NULL, sent_text_hash = NULL, offer = NULL, image_id = NULL, image_blurhash = NULL,
                    deleted_at = clock_timestamp(),
                    change_seq = locked.change_seq + 1
                FROM locked
                WHERE message.room_id = locked.room_id AND message_id = $3 AND sender_id = $2
                    AND deleted_at IS NULL
                    AND message.created_at > now() - $4::bigint * interval '1 second'
                """);
        long window = config.deleteWindow().toSeconds();
        return db.transaction(
                        tx -> tx.query(sql, chatId, senderId, messageId, window).compose(rows -> deleted(tx, rows)))
                .compose(changed -> changed.isPresent()
                        ? Future.succeededFuture(changed.get())
                        : find(senderId, chatId, messageId, window).map(CorrectionStore::notDeleted));
    }

    private static Stored notDeleted(Row row) {
        if (row.getOffsetDateTime("deleted_at") == null) {
            throw row.getBoolean("within_window") ? Refusals.contended() : Refusals.deleteWindowOver();
        }
        return Stored.unchanged(MessageRows.message(row), Members.of(row));
    }

    /** Deletes anybody's message for everyone; empty when there is none, or it was deleted before. */
    Future<Optional<Stored>> takeDown(Tx tx, UUID messageId) {
        String sql = LOCK_AND_COUNT.formatted(
                "room_id = (SELECT message.room_id FROM message WHERE message_id = $1)",
                """
                UPDATE message SET
                    text = NULL, sent_text_hash = NULL, offer = NULL, image_id = NULL, image_blurhash = NULL,
                    deleted_at = clock_timestamp(),
                    change_seq = locked.change_seq + 1
                FROM locked
                WHERE message.room_id = locked.room_id AND message_id = $1 AND deleted_at IS NULL
                """);
        return tx.query(sql, messageId).compose(rows -> deleted(tx, rows));
    }

    private static Future<Optional<Stored>> deleted(Tx tx, RowSet<Row> rows) {
        Optional<Stored> deleted = changed(rows);
        return deleted.isPresent()
                ? KeptImages.deleted(tx, rows.iterator().next()).map(deleted)
                : Future.succeededFuture(deleted);
    }

    /** A message as it is now, as if it had just been changed. */
    Future<Optional<Stored>> latest(Sql on, UUID messageId) {
        String sql =
                """
                SELECT message.*, buyer_id, seller_id FROM message JOIN room ON room.room_id = message.room_id
                WHERE message_id = $1
                """;
        return on.query(sql, messageId).map(CorrectionStore::changed);
    }

    private static Optional<Stored> changed(RowSet<Row> rows) {
        return rows.stream().findFirst().map(row -> {
            long changeSeq = row.getLong("change_seq");
            return new Stored(
                    MessageRows.message(row), Members.of(row), changeSeq - 1, changeSeq, row.getBoolean("hidden"));
        });
    }

    /** The sender's own message, with what decides whether it may be changed. */
    private Future<Row> find(UUID senderId, UUID chatId, UUID messageId, long windowSeconds) {
        String sql =
                """
                SELECT %s, buyer_id, seller_id, %s,
                    message.created_at > now() - $4::bigint * interval '1 second' AS within_window
                FROM room
                LEFT JOIN message ON message.room_id = $1 AND message_id = $3 AND sender_id = $2
                WHERE room.room_id = $1 AND $2 IN (buyer_id, seller_id)
                """
                        .formatted(MessageRows.COLUMNS, Writing.COLUMNS);
        return db.query(sql, chatId, senderId, messageId, windowSeconds).map(rows -> {
            Row row = rows.stream().findFirst().orElseThrow(Refusals::noChat);
            if (!MessageRows.hasMessage(row)) {
                throw Refusals.noMessage();
            }
            return row;
        });
    }
}
