package com.beachdo.chat;

import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose messages reach nobody else, as moderation tells it. They are not told, so nothing here refuses anything. */
final class UnseenSenders {
    private UnseenSenders() {}

    private static final String PUT =
            """
            INSERT INTO unseen_sender AS unseen (user_id, unseen_until) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT unseen_sender_user_id_pkey DO UPDATE SET
                unseen_since = CASE WHEN unseen.unseen_until > now() THEN unseen.unseen_since ELSE now() END,
                unseen_until = excluded.unseen_until
            """;
    /** One that is over by itself is not taken back. */
    private static final String TAKE_BACK =
            "DELETE FROM unseen_sender WHERE user_id = $1 RETURNING unseen_since, unseen_until > now() AS lasts";

    /** Each message counts as a change of its room, so that whoever resumes gets it. */
    private static final String SHOW =
            """
            WITH locked AS (
                SELECT room_id, change_seq, last_seq, active_at FROM room
                WHERE room_id IN (SELECT room_id FROM member WHERE user_id = $1)
                ORDER BY room_id FOR NO KEY UPDATE
            ), mine AS (
                SELECT message.room_id, seq,
                    locked.change_seq + row_number() OVER (PARTITION BY message.room_id ORDER BY seq) AS change_seq
                FROM message JOIN locked USING (room_id)
                WHERE hidden AND sender_id = $1 AND created_at >= $2
            ), shown AS (
                UPDATE message SET hidden = false, change_seq = mine.change_seq
                FROM mine WHERE message.room_id = mine.room_id AND message.seq = mine.seq
            ), counted AS (
                SELECT room_id, max(change_seq) AS change_seq FROM mine GROUP BY room_id
            ), moved AS (
                UPDATE member SET last_seq = locked.last_seq, active_at = locked.active_at
                FROM locked JOIN counted USING (room_id) WHERE member.room_id = locked.room_id
            )
            UPDATE room SET change_seq = counted.change_seq FROM counted WHERE room.room_id = counted.room_id
            RETURNING buyer_id, seller_id
            """;

    static Future<Void> changed(Tx tx, RestrictionsChanged event, LiveChat live) {
        UUID user = UUID.fromString(event.getUserId());
        return event.hasChatUnseenUntil()
                ? tx.query(PUT, user, Rows.time("chatUnseenUntil", event.getChatUnseenUntil()))
                        .mapEmpty()
                : takeBack(tx, user, live);
    }

    /**
     * What was decided was overturned: what others did not get they get now, and their open sockets are told to ask. Its
     * owner, who knows of nothing, is told nothing.
     */
    private static Future<Void> takeBack(Tx tx, UUID user, LiveChat live) {
        return tx.query(TAKE_BACK, user).compose(rows -> {
            Row row = Rows.first(rows);
            return row != null && row.getBoolean("lasts")
                    ? tx.query(SHOW, user, row.getOffsetDateTime("unseen_since"))
                            .onSuccess(shown ->
                                    tx.afterCommit(() -> others(shown, user).forEach(live::resync)))
                            .<Void>mapEmpty()
                    : Future.succeededFuture();
        });
    }

    private static Set<UUID> others(RowSet<Row> rooms, UUID user) {
        return rooms.stream().map(row -> Members.of(row).otherThan(user)).collect(Collectors.toSet());
    }

    static Future<Void> forget(Tx tx, UUID user) {
        return tx.query(TAKE_BACK, user).mapEmpty();
    }
}
