package com.beachdo.platform.db;

import static com.beachdo.platform.db.ProbeDb.failure;
import static com.beachdo.platform.db.ProbeDb.millisSince;
import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database breaks, falls silent and comes back, and nothing here is started anew. */
class OutageIT {
    private static final int POOL = 3;

    private ProbeDb probe;

    @BeforeEach
    void open() {
        probe = ProbeDb.open(POOL);
        assertWorks();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void refusesSoonWhileTheDatabaseIsDownAndWorksOnceItIsBack() {
        for (int round = 0; round < 3; round++) {
            probe.wire.cut();
            long start = System.nanoTime();

            assertUnavailable(failure(() -> probe.db.query("SELECT 1")));
            assertUnavailable(failure(() -> probe.db.transaction(tx -> tx.query("SELECT 1"))));

            assertThat(millisSince(start)).isLessThan(15_000);
            probe.wire.heal();
            assertWorksSoon();
        }
    }

    @Test
    void survivesTheEndOfEveryConnection() {
        long unused = probe.count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE usename = current_user AND pid <> pg_backend_pid()");

        assertWorksSoon();
    }

    @Test
    void refusesSoonWhileTheDatabaseIsSilent() {
        probe.wire.silence();
        long start = System.nanoTime();

        List<Future<Object>> outcomes = IntStream.range(0, 20)
                .mapToObj(
                        i -> i % 2 == 0 ? probe.db.query("SELECT 1") : probe.db.transaction(tx -> tx.query("SELECT 1")))
                .map(future -> future.<Object>map(ok -> "ok").otherwise(failure -> failure))
                .toList();

        for (Future<Object> outcome : outcomes) {
            assertThat(await(outcome)).isInstanceOf(RpcException.class);
        }
        assertThat(millisSince(start)).isLessThan(15_000);
    }

    @Test
    void forgetsConnectionsThatFellSilentForEver() {
        probe.wire.silence();
        for (int i = 0; i < POOL + 2; i++) {
            assertUnavailable(failure(() -> probe.db.query("SELECT 1")));
        }
        List<Future<Object>> waiting = IntStream.range(0, POOL * 2)
                .mapToObj(i -> probe.db
                        .transaction(tx -> tx.query("SELECT 1"))
                        .<Object>map("ok")
                        .otherwise(failure -> failure))
                .toList();
        waiting.forEach(outcome -> assertThat(await(outcome)).isInstanceOf(RpcException.class));

        // the wire heals for new connections only: the old ones were made over a path that is gone
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(probe.wire.connections()).isZero());
        probe.wire.heal();

        assertWorksSoon();
    }

    @Test
    void doesNotCommitWhatItsCallerWasToldToHaveFailed() {
        probe.wire.silence();
        RpcException told = failure(() -> probe.db.transaction(
                tx -> tx.query("INSERT INTO thing (thing_id, name) VALUES ($1, 'late')", Ids.next())));
        assertUnavailable(told);

        probe.wire.heal();
        Eventually.within(30, TimeUnit.SECONDS, this::assertWorks);

        assertThat(probe.count("SELECT count(*) FROM thing")).isZero();
        assertThat(probe.count("SELECT count(*) FROM pg_stat_activity WHERE usename = current_user"
                        + " AND state LIKE 'idle in transaction%'"))
                .isZero();
    }

    private void assertWorksSoon() {
        Eventually.within(15, TimeUnit.SECONDS, this::assertWorks);
        for (int i = 0; i < 20; i++) {
            assertWorks();
        }
    }

    private void assertWorks() {
        assertThat(await(probe.db.query("SELECT 1")).size()).isEqualTo(1);
        List<Future<Integer>> all = IntStream.range(0, POOL)
                .mapToObj(i -> probe.db.transaction(tx -> tx.query("SELECT 1").map(rows -> rows.size())))
                .toList();
        all.forEach(one -> assertThat(await(one)).isEqualTo(1));
    }

    private static void assertUnavailable(RpcException failure) {
        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure.code()).startsWith("database.");
        assertThat(failure.retryAfterSeconds()).isPositive();
    }
}
