package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.platform.rpc.MessageCodecs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events over the event bus, each with acknowledgement of its effect. */
final class BusTransport implements EventTransport {
    private static final Logger LOG = LoggerFactory.getLogger(BusTransport.class);
    /** More than an effect may take, which has the limit of a transaction. */
    private static final long ACKNOWLEDGE_MILLIS = 3_500;

    private final Vertx vertx;
    private @Nullable MessageConsumer<EventEnvelope> receiving;

    BusTransport(Vertx vertx) {
        this.vertx = vertx;
        MessageCodecs.register(vertx.eventBus(), EventEnvelope.getDefaultInstance());
    }

    @Override
    public Future<Void> deliver(String taker, EventEnvelope event) {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(ACKNOWLEDGE_MILLIS);
        Future<Message<Object>> acknowledged = vertx.eventBus().request(address(taker), event, options);
        return acknowledged
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(isAway(failure) ? new ConsumerAwayException(taker) : failure));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || reply.failureType() == ReplyFailure.TIMEOUT);
    }

    @Override
    public Future<Void> receive(Inbox inbox) {
        MessageConsumer<EventEnvelope> consumer = vertx.eventBus().consumer(address(inbox.domain()), message -> {
            Inbox.contextOf(message.body()).attach();
            inbox.take(message.body()).onComplete(done -> {
                if (done.succeeded()) {
                    message.reply(null);
                } else {
                    LOG.error("event {} failed", message.body().getType(), done.cause());
                    message.fail(1, "not taken");
                }
            });
        });
        receiving = consumer;
        return consumer.completion();
    }

    @Override
    public Future<Void> close() {
        MessageConsumer<EventEnvelope> consumer = receiving;
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    @Override
    public Future<?> probe() {
        return Future.succeededFuture();
    }

    private static String address(String consumer) {
        return "beachdo.events." + consumer;
    }
}
