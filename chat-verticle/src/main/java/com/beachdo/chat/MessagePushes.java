package com.beachdo.chat;

import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who are not there that they are written to, within seconds and once for a burst. Whoever was just written to is
 * remembered here, which costs the message nothing; what a process forgets when it ends is found by going round those who
 * have unread ones, one node at once. How they are told, and whether, is the forum's.
 */
final class MessagePushes {
    private static final Logger LOG = LoggerFactory.getLogger(MessagePushes.class);
    private static final long EVERY_MILLIS = 2_000;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int AT_ONCE = 500;
    private static final UUID BEGINNING = new UUID(0, 0);

    private static final String HOLD = "SELECT user_id FROM push_watch FOR UPDATE SKIP LOCKED";
    private static final String GO_ON = "UPDATE push_watch SET user_id = $1";
    /**
     * Of each room of these, not muted, where neither blocks the other: unread messages of the last hour that came after
     * those they were told of, when they have read since, or a while ago. Who writes there at this moment is passed over.
     */
    static final String DUE =
            """
            SELECT * FROM (
                SELECT member.room_id, member.user_id, member.last_seq, listing_card.title,
                    (SELECT count(*) FROM message WHERE message.room_id = member.room_id
                        AND message.seq > member.read_seq AND message.seq <= member.last_seq
                        AND deleted_at IS NULL AND NOT hidden)::integer AS unread,
                    EXISTS (SELECT FROM message WHERE message.room_id = member.room_id
                        AND message.seq > greatest(member.read_seq, member.pushed_seq)
                        AND message.seq <= member.last_seq AND deleted_at IS NULL AND NOT hidden) AS fresh
                FROM member
                JOIN room ON room.room_id = member.room_id
                JOIN listing_card ON listing_card.listing_id = room.listing_id
                WHERE member.user_id = ANY ($1) AND member.read_seq < member.last_seq AND NOT member.muted
                    AND member.pushed_seq < member.last_seq AND member.active_at > now() - interval '1 hour'
                    AND (member.read_seq >= member.pushed_seq OR member.pushed_at < now() - interval '10 minutes')
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id)
                ORDER BY member.room_id, member.user_id
                FOR NO KEY UPDATE OF member SKIP LOCKED
            ) due WHERE fresh
            """;

    private static final String TOLD =
            "UPDATE member SET pushed_seq = $3, pushed_at = now() WHERE room_id = $1 AND user_id = $2";

    private final Vertx vertx;
    private final Db db;
    private final Function<List<String>, Future<List<Boolean>>> online;
    private Set<UUID> writtenTo = new LinkedHashSet<>();
    private Set<UUID> before = new LinkedHashSet<>();
    private long timer = -1;
    private Future<?> last = Future.succeededFuture();

    /** @param online whether each of these users is there */
    MessagePushes(Vertx vertx, Db db, Function<List<String>, Future<List<Boolean>>> online) {
        this.vertx = vertx;
        this.db = db;
        this.online = online;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = tellRemembered()
                        .compose(told -> goOn())
                        .onFailure(failure -> LOG.warn("messages are not pushed: {}", failure.toString()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }

    /** A message for somebody was committed. */
    synchronized void writtenTo(UUID userId) {
        if (writtenTo.size() < MOST_REMEMBERED) {
            boolean unused = writtenTo.add(userId);
        }
    }

    /** Those who were written to two to four seconds ago: who is there has seen it by now. */
    Future<Void> tellRemembered() {
        List<UUID> now = new ArrayList<>(settled());
        Future<Void> told = Future.succeededFuture();
        for (int from = 0; from < now.size(); from += AT_ONCE) {
            List<UUID> some = now.subList(from, Math.min(now.size(), from + AT_ONCE));
            told = told.compose(ignored -> away(some))
                    .compose(away -> away.isEmpty() ? Future.succeededFuture() : db.transaction(tx -> tell(tx, away)));
        }
        return told;
    }

    private synchronized Set<UUID> settled() {
        Set<UUID> settled = before;
        before = writtenTo;
        writtenTo = new LinkedHashSet<>();
        return settled;
    }

    /** Tells the next ones of a round; whether those were the last of it. */
    Future<Boolean> goOn() {
        return db.transaction(tx -> tx.query(HOLD)
                .compose(watch -> watch.size() == 0
                        ? Future.succeededFuture(true)
                        : tx.query(UnreadDigests.NEXT, watch.iterator().next().getUUID(0))
                                .compose(next -> tellNext(tx, next))));
    }

    private Future<Boolean> tellNext(Tx tx, RowSet<Row> next) {
        List<UUID> users = next.stream().map(row -> row.getUUID("user_id")).toList();
        return users.isEmpty()
                ? tx.query(GO_ON, BEGINNING).map(true)
                : away(users)
                        .compose(away -> tell(tx, away))
                        .compose(told -> tx.query(GO_ON, users.get(users.size() - 1)))
                        .map(false);
    }

    private Future<List<UUID>> away(List<UUID> users) {
        return online.apply(users.stream().map(UUID::toString).toList()).map(there -> {
            List<UUID> away = new ArrayList<>();
            for (int i = 0; i < users.size(); i++) {
                if (!there.get(i)) {
                    boolean unused = away.add(users.get(i));
                }
            }
            return away;
        });
    }

    private static Future<Void> tell(Tx tx, List<UUID> away) {
        return tx.query(DUE, (Object) away.toArray(UUID[]::new)).compose(due -> {
            Future<Void> told = Future.succeededFuture();
            for (Row row : due) {
                told = told.compose(ignored -> tell(tx, row));
            }
            return told;
        });
    }

    private static Future<Void> tell(Tx tx, Row row) {
        String userId = row.getUUID("user_id").toString();
        return tx.query(TOLD, row.getUUID("room_id"), row.getUUID("user_id"), row.getLong("last_seq"))
                .compose(ignored -> tx.emit(
                        userId,
                        MessagesWaiting.newBuilder()
                                .setUserId(userId)
                                .setChatId(row.getUUID("room_id").toString())
                                .setTitle(row.getString("title"))
                                .setCount(row.getInteger("unread"))
                                .build()));
    }
}
