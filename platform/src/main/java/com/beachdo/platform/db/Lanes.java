package com.beachdo.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Statements on their own, pipelined over a few connections. On one connection they are answered in turn, so each goes
 * where the fewest are under way, lest it stand behind a slow one.
 */
final class Lanes {
    /** A lane that has not moved for so long has a slow statement at its head. */
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How many more may be under way elsewhere before such a lane is taken all the same. */
    private static final int DETOUR = 100;

    private final List<SqlClient> lanes;
    private final AtomicIntegerArray underWay;
    private final AtomicLongArray movedAt;

    Lanes(Vertx vertx, PgConnectOptions connect, String name, int count) {
        List<SqlClient> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(Connections.pipeline(vertx, connect, name + "-lane-" + i));
        }
        this.lanes = List.copyOf(made);
        this.underWay = new AtomicIntegerArray(count);
        this.movedAt = new AtomicLongArray(count);
    }

    Future<RowSet<Row>> query(String sql, Tuple arguments) {
        int lane = freest();
        if (underWay.incrementAndGet(lane) == 1) {
            movedAt.set(lane, System.nanoTime());
        }
        return lanes.get(lane).preparedQuery(sql).execute(arguments).onComplete(ignored -> {
            int unused = underWay.decrementAndGet(lane);
            movedAt.set(lane, System.nanoTime());
        });
    }

    Future<Void> close() {
        return Future.join(lanes.stream().map(SqlClient::close).toList()).mapEmpty();
    }

    private int freest() {
        long now = System.nanoTime();
        int freest = 0;
        int least = Integer.MAX_VALUE;
        for (int lane = 0; lane < underWay.length(); lane++) {
            int waiting = underWay.get(lane);
            int length = waiting > 0 && now - movedAt.get(lane) > STUCK_NANOS ? waiting + DETOUR : waiting;
            if (length < least) {
                least = length;
                freest = lane;
            }
        }
        return freest;
    }
}
