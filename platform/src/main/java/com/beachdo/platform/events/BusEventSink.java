package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.platform.rpc.MessageCodecs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Delivers events over the event bus, with acknowledgement. */
public final class BusEventSink implements EventSink {
    /** More than an effect may take, which has the limit of a transaction. */
    private static final long ACKNOWLEDGE_MILLIS = 3_500;

    private final Vertx vertx;

    public BusEventSink(Vertx vertx) {
        this.vertx = vertx;
        MessageCodecs.register(vertx.eventBus(), EventEnvelope.getDefaultInstance());
    }

    @Override
    public Future<Void> deliver(String consumer, EventEnvelope event) {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(ACKNOWLEDGE_MILLIS);
        Future<Message<Object>> acknowledged = vertx.eventBus().request(address(consumer), event, options);
        return acknowledged
                .<Void>mapEmpty()
                .recover(failure ->
                        Future.failedFuture(isAway(failure) ? new ConsumerAwayException(consumer) : failure));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || reply.failureType() == ReplyFailure.TIMEOUT);
    }

    static String address(String consumer) {
        return "beachdo.events." + consumer;
    }
}
