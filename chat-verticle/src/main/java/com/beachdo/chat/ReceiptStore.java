package com.beachdo.chat;

import com.beachdo.chat.v1.Receipt;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** How far members have read and received. */
final class ReceiptStore {
    private final Db db;

    ReceiptStore(Db db) {
        this.db = db;
    }

    /**
     * A receipt after somebody said how far they are.
     *
     * @param changeSeq the room's change_seq after it; 0 when nothing moved
     */
    record Moved(Receipt receipt, Members members, long changeSeq) {
        boolean isChanged() {
            return changeSeq > 0;
        }
    }

    Future<Moved> read(UUID userId, UUID chatId, long seq) {
        return move(userId, chatId, seq, seq);
    }

    Future<Moved> delivered(UUID userId, UUID chatId, long seq) {
        return move(userId, chatId, 0, seq);
    }

    /** Only ever forward, at most to the last message that this member was told of; the room is locked and counted only when something moves. */
    private Future<Moved> move(UUID userId, UUID chatId, long read, long delivered) {
        String sql =
                """
                WITH locked AS (
                    SELECT room_id, buyer_id, seller_id, change_seq FROM room
                    WHERE room_id = $1 AND EXISTS (
                        SELECT FROM member WHERE member.room_id = $1 AND user_id = $2
                            AND (read_seq < least($3, member.last_seq) OR delivered_seq < least($4, member.last_seq)))
                    FOR NO KEY UPDATE
                ), moved AS (
                    UPDATE member SET
                        read_seq = greatest(read_seq, least($3, member.last_seq)),
                        delivered_seq = greatest(delivered_seq, least($4, member.last_seq)),
                        receipt_change_seq = locked.change_seq + 1
                    FROM locked
                    WHERE member.room_id = locked.room_id AND user_id = $2
                        AND (read_seq < least($3, member.last_seq) OR delivered_seq < least($4, member.last_seq))
                    RETURNING member.room_id, user_id, read_seq, delivered_seq, receipt_change_seq
                ), counted AS (
                    UPDATE room SET change_seq = receipt_change_seq FROM moved WHERE room.room_id = moved.room_id
                )
                SELECT moved.*, buyer_id, seller_id FROM moved, locked
                """;
        return db.query(sql, chatId, userId, read, delivered)
                .compose(rows -> rows.size() == 0
                        ? current(userId, chatId)
                        : Future.succeededFuture(moved(rows.iterator().next())));
    }

    private static Moved moved(Row row) {
        return new Moved(receipt(row), Members.of(row), row.getLong("receipt_change_seq"));
    }

    private Future<Moved> current(UUID userId, UUID chatId) {
        String sql =
                """
                SELECT room.room_id, user_id, read_seq, delivered_seq, buyer_id, seller_id
                FROM member JOIN room ON room.room_id = member.room_id
                WHERE member.room_id = $1 AND user_id = $2
                """;
        return db.query(sql, chatId, userId).map(rows -> {
            Row row = rows.stream().findFirst().orElseThrow(Refusals::noChat);
            return new Moved(receipt(row), Members.of(row), 0);
        });
    }

    static Receipt receipt(Row row) {
        return Receipt.newBuilder()
                .setChatId(row.getUUID("room_id").toString())
                .setUserId(row.getUUID("user_id").toString())
                .setReadSeq(row.getLong("read_seq"))
                .setDeliveredSeq(row.getLong("delivered_seq"))
                .build();
    }
}
