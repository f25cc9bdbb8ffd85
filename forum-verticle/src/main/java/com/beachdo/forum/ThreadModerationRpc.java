package com.beachdo.forum;

import com.beachdo.forum.v1.LockThreadRequest;
import com.beachdo.forum.v1.MoveThreadRequest;
import com.beachdo.forum.v1.PinThreadRequest;
import com.beachdo.forum.v1.RestoreThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of what staff does with threads. */
final class ThreadModerationRpc implements ThreadModeration {
    private static final long END_OF_YEAR_9999 = 253_402_300_799L;

    private static final Map<String, String> ACTIONS =
            Map.of("PINNED", "pin", "UNPINNED", "unpin", "LOCKED", "lock", "UNLOCKED", "unlock");

    private final Db db;
    private final ThreadStore threads;
    private final Presentation shown;

    ThreadModerationRpc(Db db, ThreadStore threads, Presentation shown) {
        this.db = db;
        this.threads = threads;
        this.shown = shown;
    }

    private static final String PIN =
            """
            UPDATE thread SET pinned = $2, pinned_until = $3 WHERE thread_id = $1 AND deleted_at IS NULL RETURNING thread_id
            """;

    @Override
    public Future<Thread> pinThread(PinThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        OffsetDateTime until = request.hasUntil() ? until(request.getUntil()) : null;
        return set(PIN, request.getPinned() ? "PINNED" : "UNPINNED", id, request.getPinned(), until);
    }

    private static final String LOCK =
            """
            UPDATE thread SET locked = $2, locked_until = $3 WHERE thread_id = $1 AND deleted_at IS NULL RETURNING thread_id
            """;

    @Override
    public Future<Thread> lockThread(LockThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        OffsetDateTime until = request.hasUntil() ? until(request.getUntil()) : null;
        return set(LOCK, request.getLocked() ? "LOCKED" : "UNLOCKED", id, request.getLocked(), until);
    }

    private Future<Thread> set(String sql, String kind, UUID id, boolean on, @Nullable OffsetDateTime until) {
        UUID staff = Caller.signedIn();
        OffsetDateTime end = on ? until : null;
        return db.transaction(tx -> tx.query(sql, Rows.arguments(id, on, end)).compose(changed -> {
                    if (changed.size() == 0) {
                        throw Post.Kind.THREAD.notFound();
                    }
                    JsonObject detail = end == null ? new JsonObject() : new JsonObject().put("until", end.toString());
                    return ThreadEvents.add(tx, ThreadEvents.Entry.until(id, kind, staff, end))
                            .compose(added -> acted(tx, staff, id, ACTIONS.get(kind), detail));
                }))
                .compose(done -> read(id));
    }

    private static Future<Void> acted(Tx tx, UUID staff, UUID thread, @Nullable String action, JsonObject detail) {
        return StaffActions.tell(tx, staff, StaffActions.THREAD, thread, "thread." + action, detail);
    }

    private static OffsetDateTime until(Timestamp time) {
        if (time.getSeconds() <= Instant.now().getEpochSecond() || time.getSeconds() > END_OF_YEAR_9999) {
            throw RpcException.invalid("request.invalid", "/until", "must be to come");
        }
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atOffset(ZoneOffset.UTC);
    }

    private static final String BOARD =
            "SELECT board_id FROM thread WHERE thread_id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE";
    /** Both boards in one order for all. */
    private static final String COUNT =
            """
            UPDATE board b SET thread_count = thread_count + CASE WHEN b.board_id = $2 THEN 1 ELSE -1 END
            FROM (SELECT board_id FROM board WHERE board_id = $1 OR (board_id = $2 AND retired_at IS NULL)
                ORDER BY board_id FOR NO KEY UPDATE) counted
            WHERE b.board_id = counted.board_id
            """;

    private static final String MOVE = "UPDATE thread SET board_id = $2 WHERE thread_id = $1";

    @Override
    public Future<Thread> moveThread(MoveThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        UUID to = Ids.parse("boardId", request.getBoardId());
        UUID staff = Caller.signedIn();
        return db.<Void>transaction(tx -> tx.query(BOARD, id).compose(found -> {
                    UUID from = board(found);
                    return from.equals(to)
                            ? Future.succeededFuture()
                            : tx.query(COUNT, from, to)
                                    .map(ThreadModerationRpc::requireBoth)
                                    .compose(ignored -> tx.query(MOVE, id, to))
                                    .compose(moved ->
                                            ThreadEvents.add(tx, ThreadEvents.Entry.moved(id, staff, from, to)))
                                    .compose(added -> acted(
                                            tx,
                                            staff,
                                            id,
                                            "move",
                                            new JsonObject()
                                                    .put("from", from.toString())
                                                    .put("to", to.toString())));
                }))
                .compose(ignored -> read(id));
    }

    private static UUID board(RowSet<Row> found) {
        Row row = Rows.first(found);
        if (row == null) {
            throw Post.Kind.THREAD.notFound();
        }
        return row.getUUID("board_id");
    }

    private static RowSet<Row> requireBoth(RowSet<Row> counted) {
        if (counted.rowCount() != 2) {
            throw RpcException.invalid("thread.board_unknown", "/boardId", "is not a board");
        }
        return counted;
    }

    @Override
    public Future<Thread> restoreThread(RestoreThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        UUID staff = Caller.signedIn();
        return db.transaction(tx -> threads.requireRestorable(tx, id)
                        .compose(there -> threads.restore(tx, id, staff))
                        .compose(restored -> restored
                                ? acted(tx, staff, id, "restore", new JsonObject())
                                : Future.succeededFuture()))
                .compose(ignored -> read(id));
    }

    private Future<Thread> read(UUID id) {
        return threads.find(id, Caller.current()).compose(shown::thread);
    }
}
