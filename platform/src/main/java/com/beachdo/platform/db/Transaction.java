package com.beachdo.platform.db;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction and its end, which comes in time whatever the work does. When time is up before the COMMIT is sent, it
 * is rolled back for certain; once it is sent, only the database knows.
 */
final class Transaction<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Vertx vertx;
    private final String domain;
    private final Function<Tx, Future<T>> work;
    /** Whether it is settled to commit or to roll back; who settles it acts on it. */
    private final AtomicBoolean settled = new AtomicBoolean();

    private volatile @Nullable Open open;

    private record Open(SqlConnection connection, io.vertx.sqlclient.Transaction transaction) {
        Future<Void> rollBack() {
            return transaction.rollback().onComplete(ignored -> connection.close());
        }
    }

    Transaction(Vertx vertx, String domain, Function<Tx, Future<T>> work) {
        this.vertx = vertx;
        this.domain = domain;
        this.work = work;
    }

    Future<T> run(Pool pool, long millis) {
        Promise<T> told = ((VertxInternal) vertx).getOrCreateContext().promise();
        long timer = vertx.setTimer(millis, ignored -> expire(told));
        pool.getConnection()
                .recover(failure -> Future.failedFuture(DbFailures.name(failure)))
                .compose(this::begin)
                .onComplete(done -> {
                    boolean unused = vertx.cancelTimer(timer);
                    boolean unusedToo = done.succeeded() ? told.tryComplete(done.result()) : told.tryFail(done.cause());
                });
        return told.future();
    }

    private void expire(Promise<T> told) {
        Open running = open;
        boolean unused = told.tryFail(running == null ? DbFailures.unavailable(null) : DbFailures.slow());
        if (settled.compareAndSet(false, true) && running != null) {
            Future<Void> unusedToo = running.rollBack();
        }
    }

    private Future<T> begin(SqlConnection connection) {
        if (settled.get()) {
            return connection.close().compose(ignored -> tooLate());
        }
        // what is under way hears of it too
        return connection
                .exceptionHandler(failure -> LOG.debug("a transaction of {} lost its connection", domain, failure))
                .begin()
                .recover(failure ->
                        connection.close().transform(ignored -> Future.failedFuture(DbFailures.name(failure))))
                .compose(transaction -> {
                    Open begun = new Open(connection, transaction);
                    open = begun;
                    return settled.get() ? begun.rollBack().transform(ignored -> tooLate()) : work(begun);
                });
    }

    private Future<T> work(Open begun) {
        Tx tx = new Tx(domain, begun.connection());
        return Future.succeededFuture(tx).compose(work).transform(done -> {
            tx.end();
            return settled.compareAndSet(false, true)
                    ? settle(begun, done).onSuccess(ignored -> tx.committed())
                    : tooLate();
        });
    }

    private Future<T> settle(Open begun, AsyncResult<T> done) {
        if (done.failed()) {
            return begun.rollBack().transform(ignored -> Future.failedFuture(done.cause()));
        }
        return begun.transaction()
                .commit()
                .recover(failure -> Future.failedFuture(DbFailures.name(failure)))
                .map(done.result())
                .onComplete(ignored -> begun.connection().close());
    }

    private Future<T> tooLate() {
        return Future.failedFuture(DbFailures.slow());
    }
}
