package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over an outbox. Everything runs on the connection that holds the lead: who has lost the lead can neither read
 * on nor cross an event off.
 */
final class RelayPass {
    private static final Logger LOG = LoggerFactory.getLogger(RelayPass.class);
    private static final int BATCH = 200;
    private static final String PENDING =
            """
            SELECT outbox_id, event_id, aggregate_id, type, payload, pending, traceparent, created_at
            FROM outbox WHERE outbox_id > $1 AND NOT pending <@ $2 ORDER BY outbox_id LIMIT $3
            """;
    private static final String TAKEN =
            """
            UPDATE outbox SET pending = ARRAY(SELECT * FROM unnest(pending) AS consumer WHERE consumer <> ALL ($2))
            WHERE outbox_id = $1 AND NOT pending <@ $2
            """;
    private static final String DONE = "DELETE FROM outbox WHERE outbox_id = $1 AND pending <@ $2";

    private final String source;
    private final PgConnection lead;
    private final EventSink sink;
    private final Patience withTakers;
    private final Patience withAggregates;
    private final BooleanSupplier stopped;
    /** Takers that get no more in this pass. */
    private final Set<String> away = new HashSet<>();
    /** Takers with an aggregate of which they get no more in this pass: later events would overtake. */
    private final Set<String> held = new HashSet<>();

    RelayPass(
            String source,
            PgConnection lead,
            EventSink sink,
            Patience withTakers,
            Patience withAggregates,
            BooleanSupplier stopped) {
        this.source = source;
        this.lead = lead;
        this.sink = sink;
        this.withTakers = withTakers;
        this.withAggregates = withAggregates;
        this.stopped = stopped;
        away.addAll(withTakers.waiting());
        held.addAll(withAggregates.waiting());
    }

    Future<Void> run() {
        return after(0);
    }

    private Future<Void> after(long last) {
        if (stopped.getAsBoolean()) {
            return Future.succeededFuture();
        }
        String[] without = away.toArray(String[]::new);
        return lead.preparedQuery(PENDING)
                .execute(Tuple.of(last, without, BATCH))
                .compose(rows -> {
                    long end = last;
                    for (Row row : rows) {
                        end = row.getLong("outbox_id");
                    }
                    if (!anyCanGo(rows)) {
                        return Future.succeededFuture();
                    }
                    long next = end;
                    return relay(rows).compose(ignored -> rows.size() < BATCH ? Future.succeededFuture() : after(next));
                });
    }

    /** When all of these wait for one that is away and takes for everybody, the rest waits too. */
    private boolean anyCanGo(RowSet<Row> rows) {
        for (Row row : rows) {
            for (String consumer : row.getArrayOfStrings("pending")) {
                if (!away.contains(sink.takerFor(consumer))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Aggregates side by side, the events of one after another. */
    private Future<Void> relay(RowSet<Row> rows) {
        Map<String, Future<Void>> lanes = new LinkedHashMap<>();
        for (Row row : rows) {
            String aggregate = row.getString("aggregate_id");
            Future<Void> before = lanes.getOrDefault(aggregate, Future.succeededFuture());
            lanes.put(aggregate, before.compose(ignored -> relay(row)));
        }
        return Future.join(new ArrayList<>(lanes.values())).mapEmpty();
    }

    private Future<Void> relay(Row row) {
        Map<String, List<String>> takers = new LinkedHashMap<>();
        for (String consumer : row.getArrayOfStrings("pending")) {
            boolean unused = takers.computeIfAbsent(sink.takerFor(consumer), ignored -> new ArrayList<>())
                    .add(consumer);
        }
        List<Future<Void>> deliveries = new ArrayList<>();
        takers.forEach((taker, consumers) -> {
            if (!away.contains(taker) && !held.contains(hold(row, taker))) {
                deliveries.add(deliver(row, taker, consumers));
            }
        });
        return Future.join(deliveries).mapEmpty();
    }

    private Future<Void> deliver(Row row, String taker, List<String> consumers) {
        return sink.deliver(taker, envelope(row, consumers)).transform(done -> {
            if (done.succeeded()) {
                withTakers.succeeded(taker);
                withAggregates.succeeded(hold(row, taker));
                return crossOff(row, consumers);
            }
            putOff(row, taker, done.cause());
            return Future.succeededFuture();
        });
    }

    private void putOff(Row row, String taker, Throwable failure) {
        boolean isAway = failure instanceof ConsumerAwayException;
        String hold = isAway ? taker : hold(row, taker);
        if ((isAway ? away : held).add(hold)) {
            (isAway ? withTakers : withAggregates).failed(hold);
            LOG.warn("{} did not take {} of {}: {}", taker, row.getString("type"), source, failure.toString());
        }
    }

    private Future<Void> crossOff(Row row, List<String> consumers) {
        Tuple event = Tuple.of(row.getLong("outbox_id"), (Object) consumers.toArray(String[]::new));
        return lead.preparedQuery(DONE)
                .execute(event)
                .compose(done -> done.rowCount() > 0
                        ? Future.succeededFuture(done)
                        : lead.preparedQuery(TAKEN).execute(event))
                .compose(taken -> taken.rowCount() > 0
                        ? Future.succeededFuture()
                        // the others were crossed off in between
                        : lead.preparedQuery(DONE).execute(event).mapEmpty());
    }

    private static String hold(Row row, String taker) {
        return taker + "\n" + row.getString("aggregate_id");
    }

    private EventEnvelope envelope(Row row, List<String> consumers) {
        UUID eventId = row.getUUID("event_id");
        OffsetDateTime at = row.getOffsetDateTime("created_at");
        return EventEnvelope.newBuilder()
                .setEventId(eventId.toString())
                .setSource(source)
                .setAggregateId(row.getString("aggregate_id"))
                .setType(row.getString("type"))
                .setPayload(ByteString.copyFrom(row.getBuffer("payload").getBytes()))
                .setTraceparent(row.getString("traceparent"))
                .addAllConsumers(consumers)
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(at.toEpochSecond()).setNanos(at.getNano()))
                .build();
    }
}
