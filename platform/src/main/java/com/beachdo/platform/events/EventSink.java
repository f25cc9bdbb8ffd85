package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import io.vertx.core.Future;

/** Where the relay puts events: succeeds once the consumer's effect is committed. */
public interface EventSink {
    /** Fails with {@link ConsumerAwayException} when the consumer is not there; otherwise the event is at fault. */
    Future<Void> deliver(String consumer, EventEnvelope event);
}
