package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.common.v1.OptionsProto;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.MessageCodecs;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events for one domain: each has its effect once, in the transaction that remembers it. */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
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

    public Future<MessageConsumer<EventEnvelope>> start(Vertx vertx) {
        MessageCodecs.register(vertx.eventBus(), EventEnvelope.getDefaultInstance());
        MessageConsumer<EventEnvelope> consumer = vertx.eventBus()
                .consumer(BusEventSink.address(db.domain()), message -> {
                    new CallContext(
                                    null,
                                    Set.of(CallContext.SERVICE),
                                    null,
                                    0,
                                    message.body().getTraceparent(),
                                    null,
                                    null,
                                    null)
                            .attach();
                    take(message.body()).onComplete(done -> {
                        if (done.succeeded()) {
                            message.reply(null);
                        } else {
                            LOG.error("event {} failed", message.body().getType(), done.cause());
                            message.fail(1, "not taken");
                        }
                    });
                });
        return consumer.completion().map(consumer);
    }

    /** Succeeds once the effect is committed, now or earlier. */
    public Future<Void> take(EventEnvelope event) {
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
