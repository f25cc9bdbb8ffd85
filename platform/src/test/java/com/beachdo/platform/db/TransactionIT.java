package com.beachdo.platform.db;

import static com.beachdo.platform.db.ProbeDb.failure;
import static com.beachdo.platform.db.ProbeDb.millisSince;
import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionIT {
    private static final int POOL = 2;
    private static final String INSERT = "INSERT INTO thing (thing_id, name) VALUES ($1, $2)";

    private ProbeDb probe;

    @BeforeEach
    void open() {
        probe = ProbeDb.open(POOL);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void commitsWhatSucceeds() {
        String reply = await(probe.db.transaction(
                tx -> add(tx, "a").compose(ignored -> add(tx, "b")).map("done")));

        assertThat(reply).isEqualTo("done");
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void rollsBackWhatFails() {
        RpcException refusal = RpcException.conflict("thing.closed", "It is closed.");

        assertThat(failure(() ->
                        probe.db.transaction(tx -> add(tx, "a").compose(ignored -> Future.failedFuture(refusal)))))
                .isSameAs(refusal);
        assertThatThrownBy(() -> await(probe.db.transaction(tx -> add(tx, "a").compose(ignored -> {
                    throw new IllegalStateException("thrown late");
                }))))
                .hasMessage("thrown late");
        assertThatThrownBy(() -> await(probe.db.transaction(tx -> {
                    Future<RowSet<Row>> unused = add(tx, "a");
                    throw new IllegalStateException("thrown at once");
                })))
                .hasMessage("thrown at once");

        assertNothingHappened();
    }

    @Test
    void leavesAFailureThatIsNotOfTheDatabaseAsItIs() {
        assertThatThrownBy(() -> await(probe.db.transaction(tx -> Future.failedFuture("a mistake of ours"))))
                .isNotInstanceOf(RpcException.class)
                .hasMessageContaining("a mistake of ours");
    }

    @Test
    void tellsWhichConstraintABreachIsOf() {
        assertThat(await(probe.db.transaction(tx -> add(tx, "a"))).rowCount()).isEqualTo(1);

        Throwable inside = catchThrowable(() -> await(probe.db.transaction(tx -> add(tx, "a"))));
        Throwable alone = catchThrowable(() -> await(probe.db.query(INSERT, Ids.next(), "a")));

        for (Throwable breach : List.of(inside, alone)) {
            assertThat(Db.breaks(breach, "thing_name_key")).isTrue();
            assertThat(Db.breaks(breach, "thing_thing_id_pkey")).isFalse();
        }
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void doesNotPassOffAsDoneWhatAFailedStatementUndid() {
        UUID id = Ids.next();
        assertThatThrownBy(() -> await(probe.db.transaction(tx -> tx.query(INSERT, id, "a")
                        .compose(ignored -> tx.query(INSERT, id, "b"))
                        .otherwiseEmpty())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a statement failed");
        assertNothingHappened();
    }

    @Test
    void saysOfAStatementAfterAFailedOneWhyThatOneFailed() {
        assertSlow(failure(() -> probe.db.transaction(
                tx -> tx.query("SELECT pg_sleep(20)").otherwiseEmpty().compose(ignored -> add(tx, "a")))));

        assertNothingHappened();
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        long start = System.nanoTime();

        assertSlow(failure(() -> probe.db.query("SELECT pg_sleep(20)")));
        assertSlow(failure(
                () -> probe.db.transaction(tx -> add(tx, "a").compose(ignored -> tx.query("SELECT pg_sleep(20)")))));

        assertThat(millisSince(start)).isBetween(3_900L, 19_000L);
        assertNothingHappened();
    }

    @Test
    void endsATransactionOfManyStatementsThatTakesTooLong() {
        long start = System.nanoTime();

        assertSlow(failure(() -> probe.db.transaction(tx -> add(tx, "a")
                .compose(ignored -> tx.query("SELECT pg_sleep(1.8)"))
                .compose(ignored -> tx.query("SELECT pg_sleep(1.8)"))
                .compose(ignored -> tx.query("SELECT pg_sleep(1.8)"))
                .compose(ignored -> tx.query("SELECT pg_sleep(1.8)"))
                .compose(ignored -> tx.query("SELECT pg_sleep(1.8)")))));

        assertThat(millisSince(start)).isBetween(2_400L, 8_900L);
        assertNothingHappened();
    }

    @Test
    void endsATransactionWhoseWorkNeverEnds() {
        for (int i = 0; i < POOL * 2; i++) {
            assertSlow(failure(() -> probe.db.transaction(tx ->
                    add(tx, "a").compose(ignored -> Promise.<String>promise().future()))));
        }

        assertNothingHappened();
    }

    @Test
    void refusesStatementsAfterTheEnd() {
        List<Tx> kept = new ArrayList<>();
        Promise<String> late = Promise.promise();
        String ended = await(probe.db.transaction(tx -> {
            kept.add(tx);
            return Future.succeededFuture("ok");
        }));
        assertThat(ended).isEqualTo("ok");
        assertSlow(failure(() -> probe.db.transaction(tx -> {
            kept.add(tx);
            return late.future();
        })));
        late.complete("too late");

        for (Tx tx : kept) {
            assertThatThrownBy(() -> await(add(tx, "a"))).hasMessageContaining("the transaction is over");
        }
        assertNothingHappened();
    }

    @Test
    void takesNoLongerThanTheCallHas() {
        CallContext hurried =
                CallContext.ANONYMOUS.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400));
        long start = System.nanoTime();

        assertThatThrownBy(() -> await(hurried.run(
                        probe.vertx,
                        () -> probe.db.transaction(tx -> add(tx, "a")
                                .compose(ignored -> tx.query("SELECT pg_sleep(1.9)"))
                                .compose(ignored -> tx.query("SELECT pg_sleep(1.9)"))))))
                .isInstanceOf(RpcException.class);

        assertThat(millisSince(start)).isLessThan(2_400);
        assertNothingHappened();
    }

    @Test
    void refusesWhenAllConnectionsAreBusyForTooLong() {
        List<Future<RowSet<Row>>> busy = IntStream.range(0, POOL)
                .mapToObj(i -> probe.db.transaction(
                        tx -> tx.query("SELECT pg_sleep(1.9)").compose(ignored -> tx.query("SELECT pg_sleep(1.9)"))))
                .toList();

        RpcException refused = failure(() -> probe.db.transaction(tx -> add(tx, "a")));

        assertThat(refused.code()).isEqualTo("database.unavailable");
        busy.forEach(one -> assertThat(catchThrowable(() -> await(one))).isInstanceOf(RpcException.class));
        assertNothingHappened();
    }

    @Test
    void keepsValuesOutOfTheFailureOfAWrongParameter() {
        for (Future<?> wrong : List.of(
                probe.db.query("SELECT $1::bigint", "my-secret"),
                probe.db.transaction(tx -> tx.query("SELECT $1::bigint", "my-secret")))) {
            assertThatThrownBy(() -> await(wrong))
                    .isNotInstanceOf(RpcException.class)
                    .hasMessageNotContaining("my-secret")
                    .hasMessageContaining("position");
        }
    }

    @Test
    void letsNoQuickStatementStandBehindASlowOne() {
        Future<RowSet<Row>> slow = probe.db.query("SELECT pg_sleep(1.5)");
        long start = System.nanoTime();
        while (millisSince(start) < 100) {
            assertThat(await(probe.db.query("SELECT 1")).size()).isEqualTo(1);
        }

        List<Future<RowSet<Row>>> quick =
                IntStream.range(0, 50).mapToObj(i -> probe.db.query("SELECT 1")).toList();
        quick.forEach(one -> assertThat(await(one).size()).isEqualTo(1));

        assertThat(slow.isComplete()).isFalse();
        assertThat(await(slow).size()).isEqualTo(1);
    }

    @Test
    void survivesAMigrationBeneathAPreparedStatement() {
        for (int round = 0; round < 8; round++) {
            RowSet<Row> alone = await(probe.db.query("SELECT * FROM thing"));
            assertThat(alone).isEmpty();
            RowSet<Row> inside = await(probe.db.transaction(tx -> tx.query("SELECT * FROM thing")));
            assertThat(inside).isEmpty();
        }
        RowSet<Row> unused = probe.sql("ALTER TABLE thing ADD COLUMN colour text");

        for (int round = 0; round < 8; round++) {
            RowSet<Row> rows = await(probe.db.query("SELECT * FROM thing"));
            assertThat(rows.columnsNames()).contains("colour");
        }
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        await(probe.db.transaction(tx -> tx.query("SELECT * FROM thing")))
                                .columnsNames())
                .contains("colour"));
    }

    @Test
    void runsAStatementForManyRows() {
        List<Tuple> rows = List.of(Tuple.of(Ids.next(), "a"), Tuple.of(Ids.next(), "b"));

        assertThat(await(probe.db.transaction(
                                tx -> tx.batch(INSERT, rows).compose(ignored -> tx.batch(INSERT, List.of()))))
                        .size())
                .isZero();
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void readsAndWritesInTheSchemaOfTheDomainOnly() {
        assertThat(failureOf("SELECT * FROM other.secret")).contains("permission denied");
        assertThat(failureOf("CREATE TABLE public.mine (id int)")).contains("permission denied");
        assertThat(await(probe.db.query("SELECT similarity('table', 'cable') > 0.1 AS similar"))
                        .iterator()
                        .next()
                        .getBoolean("similar"))
                .isTrue();
    }

    private String failureOf(String sql) {
        return String.valueOf(catchThrowable(() -> await(probe.db.query(sql))));
    }

    private static Future<RowSet<Row>> add(Tx tx, String name) {
        return tx.query(INSERT, Ids.next(), name);
    }

    private long things() {
        return probe.count("SELECT count(*) FROM thing");
    }

    /** No effect, no transaction left open, and every connection back in the pool. */
    private void assertNothingHappened() {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(probe.count(
                        "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND xact_start IS NOT NULL"
                                + " AND pid <> pg_backend_pid()"))
                .isZero());
        assertThat(things()).isZero();
        List<Future<RowSet<Row>>> all = IntStream.range(0, POOL)
                .mapToObj(i -> probe.db.transaction(tx -> tx.query("SELECT pg_sleep(0.05)")))
                .toList();
        all.forEach(one -> assertThat(await(one).size()).isEqualTo(1));
    }

    private static void assertSlow(RpcException failure) {
        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("database.slow");
    }
}
