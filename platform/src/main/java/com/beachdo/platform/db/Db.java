package com.beachdo.platform.db;

import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.rpc.CallContext;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A domain's schema: pipelined single statements, and transactions. */
public final class Db {
    private static final long TIMEOUT_MILLIS = 2_500;

    private static final int LANES = 3;

    private final Vertx vertx;
    private final String domain;
    private final PgConnectOptions direct;
    private final Lanes lanes;
    private final Pool pool;
    private final Cursor cursor;

    private Db(Vertx vertx, PlatformConfig config, String domain) {
        PgConnectOptions pooled = DbUrls.pooled(config, domain);
        this.vertx = vertx;
        this.domain = domain;
        this.direct = DbUrls.direct(config, domain);
        this.lanes = new Lanes(vertx, pooled, domain, LANES);
        this.pool = Connections.pool(vertx, pooled, domain + "-transactions", config.poolSize());
        this.cursor = new Cursor(config.secretKey().derive("cursor " + domain));
    }

    public static Db open(Vertx vertx, PlatformConfig config, String domain) {
        return new Db(vertx, config, domain);
    }

    public String domain() {
        return domain;
    }

    /** Signs cursors of this domain's lists. */
    public Cursor cursor() {
        return cursor;
    }

    /** How this domain reaches its database. For a connection to keep, {@link #single} is the safer way. */
    public PgConnectOptions connectOptions() {
        return new PgConnectOptions(direct);
    }

    /**
     * The right to one connection beside the others, such as the relay's, with a session of its own, past any pooler;
     * close it to give it up.
     */
    public Pool single() {
        return Connections.pool(vertx, direct, domain + "-single", 1);
    }

    /**
     * One statement on its own. When it fails with UNAVAILABLE, whether it had its effect is unknown: a write must bear
     * to be sent again.
     */
    public Future<RowSet<Row>> query(String sql, Object... arguments) {
        Tuple tuple = Tuple.from(arguments);
        return lanes.query(sql, tuple)
                .recover(failure ->
                        DbFailures.isStalePlan(failure) ? lanes.query(sql, tuple) : Future.failedFuture(failure))
                .timeout(limitMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(DbFailures.name(failure)));
    }

    /**
     * All or nothing, within 2.5 seconds or what is left of the call. A failure, thrown or returned, rolls it back. Time
     * running out rolls it back too, unless the COMMIT is on its way: then UNAVAILABLE leaves the outcome unknown, and
     * an Idempotency-Key ({@link #once}) settles it.
     */
    public <T> Future<T> transaction(Function<Tx, Future<T>> work) {
        return new Transaction<>(vertx, domain, work).run(pool, limitMillis());
    }

    /**
     * A transaction that happens once for one Idempotency-Key of one caller: the same request again gets the stored
     * reply. Without a key it is a plain transaction.
     */
    public <M extends Message> Future<M> once(Message request, M replyType, Function<Tx, Future<M>> work) {
        return transaction(tx -> Idempotency.once(domain, tx, request, replyType, work));
    }

    /** Whether a failure is the breach of a named constraint. */
    public static boolean breaks(Throwable failure, String constraint) {
        return failure instanceof PgException pg && constraint.equals(pg.getConstraint());
    }

    public Future<Void> close() {
        return lanes.close().eventually(pool::close);
    }

    private static long limitMillis() {
        return Math.max(1, CallContext.current().remainingMillis(TIMEOUT_MILLIS));
    }
}
