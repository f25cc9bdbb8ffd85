package com.beachdo.chat;

import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who are not there of messages that they have not read for a while: once for all of them, and once a day at
 * most. It goes round those who have unread ones along an index that holds only them, one node at once. How they are told
 * is their choice, which the forum keeps.
 */
final class UnreadDigests {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadDigests.class);
    private static final long EVERY_MILLIS = 5_000;
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int AT_ONCE = 500;

    private static final String HOLD = "SELECT user_id FROM unread_watch FOR UPDATE SKIP LOCKED";
    private static final String GO_ON = "UPDATE unread_watch SET user_id = $1";
    static final String NEXT =
            """
            SELECT DISTINCT user_id FROM (
                SELECT user_id FROM member WHERE read_seq < last_seq AND user_id > $1 ORDER BY user_id LIMIT %d
            ) next ORDER BY user_id
            """
                    .formatted(AT_ONCE);
    /**
     * Unread in rooms that are not muted, where neither blocks the other, since the first of them has waited for $2 seconds;
     * not in what was said more than a week ago, nor again without something new, nor within a day.
     */
    private static final String DUE =
            """
            SELECT user_id, sum(unread)::integer AS unread, (array_agg(title ORDER BY active_at DESC))[1] AS title
            FROM (
                SELECT member.user_id, member.active_at, listing_card.title,
                    (SELECT count(*) FROM message WHERE message.room_id = member.room_id
                        AND message.seq > member.read_seq AND message.seq <= member.last_seq
                        AND deleted_at IS NULL AND NOT hidden) AS unread,
                    (SELECT min(created_at) FROM message WHERE message.room_id = member.room_id
                        AND message.seq > member.read_seq AND message.seq <= member.last_seq
                        AND deleted_at IS NULL AND NOT hidden) AS waits_since
                FROM member
                JOIN room ON room.room_id = member.room_id
                JOIN listing_card ON listing_card.listing_id = room.listing_id
                WHERE member.user_id = ANY ($1) AND member.read_seq < member.last_seq AND NOT member.muted
                    AND member.active_at > now() - interval '7 days'
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id)
            ) waiting
            WHERE unread > 0
            GROUP BY user_id
            HAVING min(waits_since) < now() - $2::bigint * interval '1 second'
                AND NOT EXISTS (SELECT FROM unread_digest told WHERE told.user_id = waiting.user_id
                    AND (told.told_at > now() - interval '1 day' OR told.told_at >= max(waiting.active_at)))
            """;

    private static final String TOLD =
            """
            INSERT INTO unread_digest (user_id, told_at) VALUES ($1, now())
            ON CONFLICT ON CONSTRAINT unread_digest_user_id_pkey DO UPDATE SET told_at = excluded.told_at
            """;

    private final Vertx vertx;
    private final Db db;
    private final Duration patience;
    private final Function<List<String>, Future<List<Boolean>>> online;
    private long timer = -1;
    private Future<?> last = Future.succeededFuture();

    /** @param online whether each of these users is there */
    UnreadDigests(Vertx vertx, Db db, Duration patience, Function<List<String>, Future<List<Boolean>>> online) {
        this.vertx = vertx;
        this.db = db;
        this.patience = patience;
        this.online = online;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = goOn().onFailure(failure -> LOG.warn("unread messages are not told of: {}", failure.toString()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }

    /** Tells the next ones; whether those were the last of a round. */
    Future<Boolean> goOn() {
        return db.transaction(tx -> tx.query(HOLD)
                .compose(watch -> watch.size() == 0
                        ? Future.succeededFuture(true)
                        : tx.query(NEXT, watch.iterator().next().getUUID(0)).compose(next -> tell(tx, next))));
    }

    private Future<Boolean> tell(Tx tx, RowSet<Row> next) {
        List<UUID> users = next.stream().map(row -> row.getUUID("user_id")).toList();
        if (users.isEmpty()) {
            return tx.query(GO_ON, BEGINNING).map(true);
        }
        return tx.query(DUE, users.toArray(UUID[]::new), patience.toSeconds())
                .compose(due -> tellThoseAway(tx, due.stream().toList()))
                .compose(ignored -> tx.query(GO_ON, users.get(users.size() - 1)))
                .map(false);
    }

    private Future<Void> tellThoseAway(Tx tx, List<Row> due) {
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> ids =
                due.stream().map(row -> row.getUUID("user_id").toString()).toList();
        return online.apply(ids).compose(there -> {
            Future<Void> told = Future.succeededFuture();
            for (int i = 0; i < due.size(); i++) {
                if (!there.get(i)) {
                    Row row = due.get(i);
                    told = told.compose(ignored -> tell(tx, row));
                }
            }
            return told;
        });
    }

    private static Future<Void> tell(Tx tx, Row row) {
        UUID userId = row.getUUID("user_id");
        return tx.query(TOLD, userId)
                .compose(ignored -> tx.emit(
                        userId.toString(),
                        UnreadMessagesDue.newBuilder()
                                .setUserId(userId.toString())
                                .setCount(row.getInteger("unread"))
                                .setTitle(row.getString("title"))
                                .build()));
    }
}
