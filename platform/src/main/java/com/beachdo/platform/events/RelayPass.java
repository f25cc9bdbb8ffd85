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
            "UPDATE outbox SET pending = array_remove(pending, $2) WHERE outbox_id = $1 AND cardinality(pending) > 1";
    private static final String DONE = "DELETE FROM outbox WHERE outbox_id = $1 AND pending <@ ARRAY[$2]";

    private final String source;
    private final PgConnection lead;
    private final EventSink sink;
    private final Patience withConsumers;
    private final Patience withAggregates;
    private final BooleanSupplier stopped;
    /** Consumers that get no more in this pass. */
    private final Set<String> away = new HashSet<>();
    /** Consumers with an aggregate of which they get no more in this pass: later events would overtake. */
    private final Set<String> held = new HashSet<>();

    RelayPass(
            String source,
            PgConnection lead,
            EventSink sink,
            Patience withConsumers,
            Patience withAggregates,
            BooleanSupplier stopped) {
        this.source = source;
        this.lead = lead;
        this.sink = sink;
        this.withConsumers = withConsumers;
        this.withAggregates = withAggregates;
        this.stopped = stopped;
        away.addAll(withConsumers.waiting());
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
                    long next = end;
                    return relay(rows).compose(ignored -> rows.size() < BATCH ? Future.succeededFuture() : after(next));
                });
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
        List<Future<Void>> deliveries = new ArrayList<>();
        for (String consumer : row.getArrayOfStrings("pending")) {
            if (!away.contains(consumer) && !held.contains(hold(row, consumer))) {
                deliveries.add(deliver(row, consumer));
            }
        }
        return Future.join(deliveries).mapEmpty();
    }

    private Future<Void> deliver(Row row, String consumer) {
        return sink.deliver(consumer, envelope(row)).transform(done -> {
            if (done.succeeded()) {
                withConsumers.succeeded(consumer);
                withAggregates.succeeded(hold(row, consumer));
                return crossOff(row, consumer);
            }
            putOff(row, consumer, done.cause());
            return Future.succeededFuture();
        });
    }

    private void putOff(Row row, String consumer, Throwable failure) {
        boolean isAway = failure instanceof ConsumerAwayException;
        String hold = isAway ? consumer : hold(row, consumer);
        if ((isAway ? away : held).add(hold)) {
            (isAway ? withConsumers : withAggregates).failed(hold);
            LOG.warn("{} did not take {} of {}: {}", consumer, row.getString("type"), source, failure.toString());
        }
    }

    private Future<Void> crossOff(Row row, String consumer) {
        Tuple event = Tuple.of(row.getLong("outbox_id"), consumer);
        return lead.preparedQuery(DONE)
                .execute(event)
                .compose(done -> done.rowCount() > 0
                        ? Future.succeededFuture(done)
                        : lead.preparedQuery(TAKEN).execute(event))
                .compose(taken -> taken.rowCount() > 0
                        ? Future.succeededFuture()
                        // the other of two consumers was crossed off in between
                        : lead.preparedQuery(DONE).execute(event).mapEmpty());
    }

    private static String hold(Row row, String consumer) {
        return consumer + "\n" + row.getString("aggregate_id");
    }

    private EventEnvelope envelope(Row row) {
        UUID eventId = row.getUUID("event_id");
        OffsetDateTime at = row.getOffsetDateTime("created_at");
        return EventEnvelope.newBuilder()
                .setEventId(eventId.toString())
                .setSource(source)
                .setAggregateId(row.getString("aggregate_id"))
                .setType(row.getString("type"))
                .setPayload(ByteString.copyFrom(row.getBuffer("payload").getBytes()))
                .setTraceparent(row.getString("traceparent"))
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(at.toEpochSecond()).setNanos(at.getNano()))
                .build();
    }
}
