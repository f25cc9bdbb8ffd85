package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import io.vertx.core.Future;

/** Where the relay puts events. */
public interface EventSink {
    /**
     * Succeeds once the taker has the event for good. Fails with {@link ConsumerAwayException} when the taker is not
     * there; otherwise the event is at fault.
     */
    Future<Void> deliver(String taker, EventEnvelope event);

    /** Who takes what is for a consumer: itself, unless there is one in between that takes for all. */
    default String takerFor(String consumer) {
        return consumer;
    }
}
