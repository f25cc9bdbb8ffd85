package com.beachdo.platform.db;

import com.beachdo.common.v1.OptionsProto;
import com.beachdo.platform.rpc.CallContext;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction under way: statements, and events that go out when it commits. */
public final class Tx {
    private static final String EMIT =
            """
            INSERT INTO outbox (event_id, aggregate_id, type, payload, pending, traceparent)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    private final String domain;
    private final SqlConnection connection;
    private final List<Runnable> afterCommit = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    private volatile boolean ended;

    Tx(String domain, SqlConnection connection) {
        this.domain = domain;
        this.connection = connection;
    }

    /** After a statement that failed nothing more succeeds: ask for a conflict with ON CONFLICT rather than recover. */
    public Future<RowSet<Row>> query(String sql, Object... arguments) {
        return run(() -> connection.preparedQuery(sql).execute(Tuple.from(arguments)));
    }

    /** The same statement for many rows. */
    public Future<RowSet<Row>> batch(String sql, List<Tuple> rows) {
        return run(() -> rows.isEmpty()
                ? connection.query("SELECT 1 WHERE false").execute()
                : connection.preparedQuery(sql).executeBatch(rows));
    }

    /**
     * Tells the consumers that the event's contract names, once this commits. Call it while the aggregate's row is
     * locked by this transaction: that keeps the order of its events.
     */
    public Future<Void> emit(String aggregateId, Message event) {
        String[] consumers = event.getDescriptorForType()
                .getOptions()
                .getExtension(OptionsProto.event)
                .getConsumersList()
                .toArray(String[]::new);
        if (consumers.length == 0) {
            return Future.succeededFuture();
        }
        if (!event.getDescriptorForType().getFile().getPackage().equals("beachdo." + domain + ".v1")) {
            throw new IllegalArgumentException(
                    event.getDescriptorForType().getFullName() + " is not an event of " + domain);
        }
        return query(
                        EMIT,
                        Ids.next(),
                        aggregateId,
                        event.getDescriptorForType().getFullName(),
                        io.vertx.core.buffer.Buffer.buffer(event.toByteArray()),
                        consumers,
                        CallContext.current().traceparent())
                .compose(ignored -> query("SELECT pg_notify($1, '')", domain + "_outbox"))
                .mapEmpty();
    }

    /**
     * Does something once this is committed, for what may be lost: when the process dies in between, or the answer to the
     * COMMIT does not come, it is not done. What must not be lost is an event.
     */
    public void afterCommit(Runnable action) {
        boolean unused = afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /** From now on no statement: the connection serves others. */
    void end() {
        ended = true;
    }

    private Future<RowSet<Row>> run(Supplier<Future<RowSet<Row>>> statement) {
        return ended
                ? Future.failedFuture(new IllegalStateException("the transaction is over"))
                : statement.get().recover(failure -> Future.failedFuture(reason(DbFailures.name(failure))));
    }

    /** Of a statement that was refused since one before it had failed: why that one had. */
    private Throwable reason(Throwable failure) {
        failed.compareAndSet(null, failure);
        Throwable first = failed.get();
        return first != null && DbFailures.isAfterFailure(failure) ? first : failure;
    }
}
