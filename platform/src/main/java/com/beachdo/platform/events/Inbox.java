package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.common.v1.OptionsProto;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.telemetry.Tracing;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** Takes events for one domain: each has its effect once, in the transaction that remembers it. */
public final class Inbox {
    private static final String REMEMBER =
            "INSERT INTO inbox (event_id) VALUES ($1) ON CONFLICT ON CONSTRAINT inbox_event_id_pkey DO NOTHING";

    private final Db db;
    private final Map<String, Handler> handlers = new HashMap<>();

    private record Handler(Message type, BiFunction<Tx, Message, Future<Void>> effect) {}

    public Inbox(Db db) {
        this.db = db;
    }

    /** What to do on an event; the contract must name this domain as a consumer of it. */
    @SuppressWarnings("unchecked")
    public <M extends Message> void on(M type, BiFunction<Tx, M, Future<Void>> effect) {
        if (!type.getDescriptorForType()
                .getOptions()
                .getExtension(OptionsProto.event)
                .getConsumersList()
                .contains(db.domain())) {
            throw new IllegalArgumentException(
                    type.getDescriptorForType().getFullName() + " does not name " + db.domain() + " as a consumer");
        }
        Handler unused = handlers.put(
                type.getDescriptorForType().getFullName(),
                new Handler(type, (BiFunction<Tx, Message, Future<Void>>) (BiFunction<?, ?, ?>) effect));
    }

    /** Full names of the events that have an effect here. */
    public Set<String> types() {
        return Set.copyOf(handlers.keySet());
    }

    /** The domain that takes. */
    String domain() {
        return db.domain();
    }

    /** As a part of Beachdo, on the trace of the event. */
    static CallContext contextOf(EventEnvelope event) {
        return CallContext.ANONYMOUS.asService().withTraceparent(event.getTraceparent());
    }

    /** Succeeds once the effect is committed, now or earlier. */
    public Future<Void> take(EventEnvelope event) {
        return Tracing.follow("take " + event.getType(), event.getTraceparent(), () -> apply(event))
                .onFailure(failure -> failed(event.getType()).increment());
    }

    private Counter failed(String type) {
        return Counter.builder("beachdo.events.failed")
                .description("Times that an event had no effect and was put off")
                .tag("consumer", db.domain())
                .tag("type", handlers.containsKey(type) ? type : "unknown")
                .register(Metrics.globalRegistry);
    }

    private Future<Void> apply(EventEnvelope event) {
        Handler handler = handlers.get(event.getType());
        if (handler == null) {
            return Future.failedFuture("no handler for " + event.getType());
        }
        Message payload;
        try {
            payload = handler.type().getParserForType().parseFrom(event.getPayload());
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(e);
        }
        return db.transaction(tx -> tx.query(REMEMBER, UUID.fromString(event.getEventId()))
                .compose(first -> first.rowCount() == 0
                        ? Future.succeededFuture()
                        : handler.effect().apply(tx, payload)));
    }
}
