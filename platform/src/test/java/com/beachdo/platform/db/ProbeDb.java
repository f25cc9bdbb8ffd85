package com.beachdo.platform.db;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A database of the domain "probe", reached by way of a wire that can fail. */
final class ProbeDb implements AutoCloseable {
    private static final String URL = TestServices.postgres();

    final TcpProxy wire;
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final PlatformConfig direct;
    final Db db;

    private ProbeDb(int poolSize) {
        wire = TcpProxy.to(URL);
        direct = config(URL, poolSize);
        Migrations.migrate(direct, List.of("probe", "other"));
        db = Db.open(vertx, config(wire.url(URL), poolSize), "probe");
    }

    /** Empty, whatever other tests left. */
    static ProbeDb open(int poolSize) {
        ProbeDb probe = new ProbeDb(poolSize);
        RowSet<Row> unused = probe.sql("TRUNCATE thing, outbox, inbox, idempotency");
        RowSet<Row> unusedToo = probe.sql("ALTER TABLE thing DROP COLUMN IF EXISTS colour");
        return probe;
    }

    static PlatformConfig config(String url, int poolSize) {
        return new PlatformConfig(
                URI.create(url),
                null,
                URI.create("redis://127.0.0.1"),
                new PlatformConfig.SecretKey(new byte[32]),
                URI.create("http://127.0.0.1:8080"),
                2_500,
                poolSize,
                null);
    }

    /** A statement by the role of the domain, past the wire. */
    RowSet<Row> sql(String sql, Object... arguments) {
        Db past = Db.open(vertx, direct, "probe");
        return await(past.query(sql, arguments).eventually(past::close));
    }

    long count(String sql, Object... arguments) {
        return Objects.requireNonNull(sql(sql, arguments).iterator().next().getLong(0));
    }

    static RpcException failure(Supplier<? extends Future<?>> work) {
        return Objects.requireNonNull(
                catchThrowableOfType(RpcException.class, () -> await(work.get())), "it did not fail");
    }

    static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public void close() {
        Void unused = await(vertx.close());
        wire.close();
    }
}
