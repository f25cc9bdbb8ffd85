package com.beachdo.chat;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was said in rooms where nothing was said for as long as is set. It goes round all rooms along their key, some
 * at a time. A message's place stays, as when its sender deletes it: no seq is given again, no
 * clientMessageId forgotten, and whoever resumes gets the deletions as changes. Pictures of reported messages are kept for
 * staff, as when somebody deletes one.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long EVERY_MILLIS = 10_000;
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int ROOMS_AT_ONCE = 500;
    private static final int MESSAGES_AT_ONCE = 200;

    private static final String HOLD = "SELECT room_id FROM retention_watch FOR UPDATE SKIP LOCKED";
    private static final String GO_ON = "UPDATE retention_watch SET room_id = $1";
    static final String LOOK =
            """
            SELECT room_id, active_at < now() - $2::bigint * interval '1 day' AND cleared_seq < last_seq AS due
            FROM room WHERE room_id > $1 ORDER BY room_id LIMIT %d
            """
                    .formatted(ROOMS_AT_ONCE);
    /** Each message counts as a change of its room. */
    private static final String CLEAR =
            """
            WITH locked AS (
                SELECT room_id, change_seq, last_seq FROM room
                WHERE room_id = $1 AND active_at < now() - $2::bigint * interval '1 day' AND cleared_seq < last_seq
                FOR NO KEY UPDATE
            ), old AS (
                SELECT message.room_id, message_id, seq, image_id, image_blurhash, image_reported_at,
                    locked.change_seq + row_number() OVER (ORDER BY seq) AS change_seq
                FROM message JOIN locked USING (room_id)
                WHERE deleted_at IS NULL
                ORDER BY seq LIMIT %1$d
            ), gone AS (
                UPDATE message SET text = NULL, sent_text_hash = NULL, offer = NULL, image_id = NULL,
                    image_blurhash = NULL, deleted_at = clock_timestamp(), change_seq = old.change_seq
                FROM old WHERE message.room_id = old.room_id AND message.seq = old.seq
            ), counted AS (
                UPDATE room SET
                    change_seq = coalesce((SELECT max(change_seq) FROM old), locked.change_seq),
                    cleared_seq = CASE WHEN (SELECT count(*) FROM old) < %1$d THEN locked.last_seq ELSE cleared_seq END
                FROM locked WHERE room.room_id = locked.room_id
            )
            SELECT room_id, message_id, image_id AS previous_image_id, image_blurhash AS previous_image_blurhash,
                image_reported_at
            FROM old
            """
                    .formatted(MESSAGES_AT_ONCE);

    private final Vertx vertx;
    private final Db db;
    private final int days;
    private long timer = -1;
    private Future<?> last = Future.succeededFuture();

    Retention(Vertx vertx, Db db, int days) {
        this.vertx = vertx;
        this.db = db;
        this.days = days;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = goOn().onFailure(failure -> LOG.warn("old messages wait to be deleted: {}", failure.toString()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }

    /** Clears what is due among the next rooms; whether those were the last ones of a round. */
    Future<Boolean> goOn() {
        return db.transaction(tx -> tx.query(HOLD)
                        .compose(watch -> watch.size() == 0
                                ? Future.succeededFuture(List.<Row>of())
                                : next(tx, watch.iterator().next().getUUID(0))))
                .compose(rooms -> clearAll(rooms).map(rooms.size() < ROOMS_AT_ONCE));
    }

    /** What is not cleared then, as when the process ends, is found in the next round. */
    private Future<List<Row>> next(Tx tx, UUID from) {
        return tx.query(LOOK, from, (long) days)
                .map(found -> found.stream().toList())
                .compose(rooms -> tx.query(
                                GO_ON,
                                rooms.size() < ROOMS_AT_ONCE
                                        ? BEGINNING
                                        : rooms.get(rooms.size() - 1).getUUID("room_id"))
                        .map(rooms));
    }

    private Future<Void> clearAll(List<Row> rooms) {
        Future<Void> cleared = Future.succeededFuture();
        for (Row room : rooms) {
            if (room.getBoolean("due")) {
                cleared = cleared.compose(ignored -> clear(room.getUUID("room_id")));
            }
        }
        return cleared;
    }

    private Future<Void> clear(UUID chatId) {
        return db.transaction(tx -> tx.query(CLEAR, chatId, (long) days)
                        .compose(gone -> removePictures(tx, gone).map(gone.size())))
                .compose(gone -> gone == MESSAGES_AT_ONCE ? clear(chatId) : Future.succeededFuture());
    }

    private static Future<Void> removePictures(Tx tx, RowSet<Row> gone) {
        Future<Void> removed = Future.succeededFuture();
        for (Row row : gone) {
            removed = removed.compose(ignored -> KeptImages.deleted(tx, row));
        }
        return removed;
    }
}
