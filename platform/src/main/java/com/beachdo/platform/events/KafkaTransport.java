package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.platform.config.KafkaConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events over Kafka: a topic for what a domain tells, a consumer group for what it is told. An event is crossed off the
 * outbox when the brokers have it; the consumers' places in the topics say who has yet to take it.
 */
final class KafkaTransport implements EventTransport {
    /** Takes for all consumers. */
    private static final String TAKER = "kafka";

    private final Vertx vertx;
    private final KafkaConfig config;
    private final String domain;
    private final int sideBySide;
    private final KafkaTopics topics;
    private final KafkaOutlet outlet;
    private @Nullable KafkaInlet inlet;

    /** @param sideBySide how many effects may be under way at once */
    KafkaTransport(Vertx vertx, KafkaConfig config, String domain, int sideBySide) {
        this.vertx = vertx;
        this.config = config;
        this.domain = domain;
        this.sideBySide = sideBySide;
        this.topics = new KafkaTopics(config);
        this.outlet = new KafkaOutlet(vertx, topics, domain);
    }

    @Override
    public String takerFor(String consumer) {
        return TAKER;
    }

    @Override
    public Future<Void> deliver(String taker, EventEnvelope event) {
        return outlet.send(event)
                .recover(failure -> Future.failedFuture(
                        KafkaOutlet.isOfTheEvent(failure) ? failure : new ConsumerAwayException(taker, failure)));
    }

    @Override
    public Future<Void> receive(Inbox inbox) {
        Set<String> types = inbox.types();
        List<String> names = types.stream()
                .map(KafkaTransport::sourceOf)
                .distinct()
                .map(topics::nameFor)
                .toList();
        inlet = new KafkaInlet(vertx, topics, config.prefix() + "." + domain, names, inbox, sideBySide);
        return Future.succeededFuture();
    }

    /** Events belong to the package of the domain that tells them. */
    private static String sourceOf(String type) {
        return type.split("\\.", -1)[1];
    }

    @Override
    public Future<Void> close() {
        KafkaInlet open = inlet;
        return (open == null ? Future.<Void>succeededFuture() : open.stop()).eventually(outlet::close);
    }

    @Override
    public Future<?> probe() {
        return vertx.executeBlocking(() -> {
            topics.probe();
            return null;
        });
    }
}
