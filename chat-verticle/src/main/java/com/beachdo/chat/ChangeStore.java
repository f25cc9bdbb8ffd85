package com.beachdo.chat;

import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;

/** What happened in a room, for those who were away. */
final class ChangeStore {
    private final Db db;

    ChangeStore(Db db) {
        this.db = db;
    }

    /**
     * What changed after a change_seq, as it is now. Changes of a room commit one after another, so whoever sees one sees
     * all before it.
     */
    Future<ListChangesReply> since(UUID userId, UUID chatId, long since, int limit) {
        String sql =
                """
                SELECT room.change_seq AS latest_change_seq, change.*
                FROM room LEFT JOIN LATERAL (
                    (SELECT change_seq, %s, NULL::uuid AS user_id, NULL::bigint AS read_seq, NULL::bigint AS delivered_seq
                    FROM message WHERE room_id = $1 AND change_seq > $3
                    ORDER BY change_seq LIMIT $4)
                    UNION ALL
                    (SELECT receipt_change_seq, room_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                        NULL::boolean,
                        user_id, read_seq, delivered_seq
                    FROM member WHERE room_id = $1 AND receipt_change_seq > $3)
                    ORDER BY change_seq LIMIT $4
                ) change ON true
                WHERE room.room_id = $1 AND $2 IN (buyer_id, seller_id)
                ORDER BY change.change_seq
                """
                        .formatted(MessageRows.COLUMNS);
        return db.query(sql, chatId, userId, since, limit + 1L).map(rows -> reply(userId, rows, limit));
    }

    private static ListChangesReply reply(UUID userId, RowSet<Row> rows, int limit) {
        if (rows.size() == 0) {
            throw Refusals.noChat();
        }
        long latest = rows.iterator().next().getLong("latest_change_seq");
        List<Change> changes = rows.stream()
                .filter(row -> row.getLong("change_seq") != null)
                .map(row -> change(userId, row))
                .toList();
        boolean more = changes.size() > limit;
        List<Change> page = more ? changes.subList(0, limit) : changes;
        return ListChangesReply.newBuilder()
                .addAllItems(page)
                .setMore(more)
                .setChangeSeq(more ? page.get(limit - 1).getChangeSeq() : latest)
                .build();
    }

    private static Change change(UUID userId, Row row) {
        Change.Builder change = Change.newBuilder().setChangeSeq(row.getLong("change_seq"));
        return MessageRows.hasMessage(row)
                ? change.setMessage(MessageRows.shownTo(userId, row)).build()
                : change.setReceipt(ReceiptStore.receipt(row)).build();
    }
}
