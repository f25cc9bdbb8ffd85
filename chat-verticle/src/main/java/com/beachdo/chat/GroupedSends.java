package com.beachdo.chat;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Stores messages of many rooms by one statement, and answers each after its commit. When little comes, a message goes at
 * once, alone; when more does, those of a few milliseconds go together, one of a room. What a group does not store,
 * for whatever reason, is tried alone: what is wrong with one message does not concern the others.
 */
final class GroupedSends {
    private static final int AT_ONCE = 64;
    private static final int LOOKED_AT = 500;
    private static final int MOST_WAITING = 5_000;
    private static final int UNDER_WAY = 3;
    private static final long PACE_MILLIS = 5;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS);
    private static final String GONE = "database.unavailable";

    /**
     * As the statement for one message, for several of different rooms. A room that somebody else has locked is passed
     * over: nobody waits for another's room. Each row is found by a key, whatever the planner knows of the tables.
     */
    private static final String STORE =
            """
            WITH draft AS (
                SELECT room.room_id, draft.sender_id, draft.message_id, draft.client_message_id, draft.text
                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])
                    AS draft (room_id, sender_id, message_id, client_message_id, text)
                CROSS JOIN LATERAL (
                    SELECT room_id FROM room WHERE room.room_id = draft.room_id
                    OFFSET 0 FOR NO KEY UPDATE SKIP LOCKED) room
            ), sent AS (
                UPDATE room SET
                    last_seq = last_seq + 1,
                    change_seq = change_seq + 2,
                    active_at = greatest(active_at, clock_timestamp())
                FROM draft
                WHERE room.room_id = draft.room_id AND draft.sender_id IN (buyer_id, seller_id)
                    AND %s
                    AND (SELECT seq FROM message
                        WHERE message.room_id = draft.room_id AND message.sender_id = draft.sender_id
                            AND message.client_message_id = draft.client_message_id) IS NULL
                RETURNING draft.*, buyer_id, seller_id, last_seq, change_seq, active_at, %s AS hidden
            ), stored AS (
                INSERT INTO message
                    (room_id, seq, message_id, sender_id, client_message_id, text, created_at, change_seq, hidden)
                SELECT room_id, last_seq, message_id, sender_id, client_message_id, text, active_at, change_seq - 1, hidden
                FROM sent
            ), moved AS (
                UPDATE member SET
                    last_seq = sent.last_seq,
                    active_at = sent.active_at,
                    read_seq = CASE user_id WHEN sender_id THEN sent.last_seq ELSE read_seq END,
                    delivered_seq = CASE user_id WHEN sender_id THEN sent.last_seq ELSE delivered_seq END,
                    receipt_change_seq = CASE user_id WHEN sender_id THEN sent.change_seq ELSE receipt_change_seq END
                FROM sent WHERE member.room_id = sent.room_id AND (user_id = sender_id OR NOT sent.hidden)
            )
            SELECT message_id, buyer_id, seller_id, last_seq, change_seq, active_at, hidden FROM sent
            """
                    .formatted(Writing.allowed("draft.sender_id"), Writing.unseen("draft.sender_id"));

    private final Vertx vertx;
    private final Db db;
    private final Function<Draft, Future<Optional<Stored>>> alone;
    private final List<Waiting> waiting = new LinkedList<>();
    private final Set<UUID> busy = new HashSet<>();
    private int underWay;
    private long lastStart = System.nanoTime() - PACE_NANOS;
    private boolean timed;

    private record Waiting(Draft draft, UUID messageId, CallContext caller, Promise<Optional<Stored>> done) {}

    /** @param alone stores one message by itself; empty when its sender may not write it, or did before */
    GroupedSends(Vertx vertx, Db db, Function<Draft, Future<Optional<Stored>>> alone) {
        this.vertx = vertx;
        this.db = db;
        this.alone = alone;
    }

    /** Empty when its sender may not write it, or did before. It has no picture. */
    Future<Optional<Stored>> store(Draft draft) {
        Promise<Optional<Stored>> done = ((ContextInternal) vertx.getOrCreateContext()).promise();
        if (add(new Waiting(draft, Ids.next(), CallContext.current(), done))) {
            goOn();
        } else {
            done.fail(Refusals.contended());
        }
        return done.future();
    }

    private synchronized boolean add(Waiting one) {
        return waiting.size() < MOST_WAITING && waiting.add(one);
    }

    private void goOn() {
        List<Waiting> late = new ArrayList<>();
        List<Waiting> group = next(late);
        late.forEach(one -> one.done().fail(Refusals.contended()));
        if (!group.isEmpty()) {
            Future<?> unused = CallContext.ANONYMOUS
                    .run(vertx, () -> group.size() == 1 ? alone(group.get(0)) : together(group))
                    .onFailure(failure -> group.forEach(one -> one.done().tryFail(failure)))
                    .onComplete(done -> {
                        ended(group);
                        goOn();
                    });
        }
    }

    /** @param late gets those that nobody waits for any more */
    private synchronized List<Waiting> next(List<Waiting> late) {
        if (waiting.isEmpty() || underWay == UNDER_WAY) {
            return List.of();
        }
        long early = lastStart + PACE_NANOS - System.nanoTime();
        if (early > 0) {
            goOnIn(early);
            return List.of();
        }
        List<Waiting> group = take(late);
        if (!group.isEmpty()) {
            underWay++;
            lastStart = System.nanoTime();
        }
        return group;
    }

    private void goOnIn(long nanos) {
        if (!timed) {
            timed = true;
            long unused = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), ignored -> {
                rung();
                goOn();
            });
        }
    }

    private synchronized void rung() {
        timed = false;
    }

    /** The first of each room of which none is under way. */
    private List<Waiting> take(List<Waiting> late) {
        List<Waiting> group = new ArrayList<>();
        Iterator<Waiting> all = waiting.iterator();
        for (int looked = 0; all.hasNext() && group.size() < AT_ONCE && looked < LOOKED_AT; looked++) {
            Waiting one = all.next();
            if (one.caller().remainingMillis(1) <= 0) {
                all.remove();
                boolean unused = late.add(one);
            } else if (busy.add(one.draft().chatId())) {
                all.remove();
                boolean unused = group.add(one);
            }
        }
        return group;
    }

    private synchronized void ended(List<Waiting> group) {
        underWay--;
        group.forEach(one -> {
            boolean unused = busy.remove(one.draft().chatId());
        });
    }

    private Future<Void> together(List<Waiting> group) {
        return db.query(
                        STORE,
                        ids(group, one -> one.draft().chatId()),
                        ids(group, one -> one.draft().senderId()),
                        ids(group, Waiting::messageId),
                        texts(group, one -> one.draft().clientMessageId()),
                        texts(group, one -> one.draft().text()))
                .compose(rows -> oneByOne(answer(group, rows)), failure -> {
                    if (failure instanceof RpcException known && known.code().equals(GONE)) {
                        group.forEach(one -> one.done().fail(failure));
                        return Future.succeededFuture();
                    }
                    // nothing was stored, or nobody knows: to store a message again does no harm
                    return oneByOne(group);
                });
    }

    private static UUID[] ids(List<Waiting> group, Function<Waiting, UUID> id) {
        return group.stream().map(id).toArray(UUID[]::new);
    }

    private static String[] texts(List<Waiting> group, Function<Waiting, String> text) {
        return group.stream().map(text).toArray(String[]::new);
    }

    /** Those that were not stored. */
    private static List<Waiting> answer(List<Waiting> group, RowSet<Row> rows) {
        Map<UUID, Row> stored = new HashMap<>();
        rows.forEach(row -> stored.put(row.getUUID("message_id"), row));
        List<Waiting> left = new ArrayList<>();
        for (Waiting one : group) {
            Row row = stored.get(one.messageId());
            if (row == null) {
                boolean unused = left.add(one);
            } else {
                one.done().complete(Optional.of(MessageStore.stored(one.draft(), one.messageId(), "", row)));
            }
        }
        return left;
    }

    private Future<Void> oneByOne(List<Waiting> group) {
        return Future.join(group.stream().map(this::alone).toList()).mapEmpty();
    }

    private Future<Void> alone(Waiting one) {
        return alone.apply(one.draft()).onComplete(one.done()).<Void>mapEmpty().otherwiseEmpty();
    }
}
