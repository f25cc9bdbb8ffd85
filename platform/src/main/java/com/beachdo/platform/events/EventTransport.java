package com.beachdo.platform.events;

import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** How events get from outboxes to inboxes. A domain has one, for what it tells and for what it is told. */
public interface EventTransport extends EventSink {
    /** Kafka when it is configured, otherwise the event bus. */
    static EventTransport of(Vertx vertx, PlatformConfig config, String domain) {
        KafkaConfig kafka = config.kafka();
        return kafka == null ? new BusTransport(vertx) : new KafkaTransport(vertx, kafka, domain, config.poolSize());
    }

    /** From now on brings events to an inbox, until this is closed. */
    Future<Void> receive(Inbox inbox);

    /** Lets the effects under way end. What was not taken comes again. */
    Future<Void> close();

    /** Succeeds when events can travel. */
    Future<?> probe();
}
