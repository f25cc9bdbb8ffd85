package com.beachdo.platform.events;

import com.beachdo.platform.config.KafkaConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of events: their names, and that they are there before anyone uses them. Its methods block. */
final class KafkaTopics {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int LIMIT_MILLIS = 3_000;
    /** Less than inboxes remember: an event that is read again later would have its effect again. */
    private static final long KEPT_MILLIS = Duration.ofDays(14).toMillis();

    private final KafkaConfig config;

    KafkaTopics(KafkaConfig config) {
        this.config = config;
    }

    String nameFor(String source) {
        return config.prefix() + "." + source + ".events.v1";
    }

    /** What all clients are told; Kafka waits ever longer for a broker that is away, here not long. */
    Map<String, Object> client(String id) {
        Map<String, Object> settings = new HashMap<>(config.security());
        settings.putAll(Map.of(
                "bootstrap.servers",
                config.servers(),
                "client.id",
                id,
                "reconnect.backoff.ms",
                100,
                "reconnect.backoff.max.ms",
                1_000,
                "enable.metrics.push",
                false));
        return settings;
    }

    /** Fails unless the brokers answer. */
    void probe() {
        try (Admin admin = admin()) {
            Object unused = wait(admin.describeCluster().clusterId());
        }
    }

    /** Makes those that are missing; an existing one is left as it is. */
    void ensure(Collection<String> names) {
        try (Admin admin = admin()) {
            Collection<String> there = wait(admin.listTopics().names());
            List<NewTopic> missing = names.stream()
                    .filter(name -> !there.contains(name))
                    .map(this::topic)
                    .toList();
            for (NewTopic topic : missing) {
                create(admin, topic);
            }
        }
    }

    private Admin admin() {
        Map<String, Object> settings = client("beachdo-topics");
        settings.put("request.timeout.ms", LIMIT_MILLIS);
        settings.put("default.api.timeout.ms", LIMIT_MILLIS);
        return Admin.create(settings);
    }

    private NewTopic topic(String name) {
        Optional<Short> replication =
                config.replicationFactor() < 0 ? Optional.empty() : Optional.of((short) config.replicationFactor());
        return new NewTopic(name, Optional.of(config.partitions()), replication)
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(KEPT_MILLIS)));
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            Object unused = wait(admin.createTopics(List.of(topic)).all());
            LOG.info("topic {} made with {} partitions", topic.name(), topic.numPartitions());
        } catch (TopicExistsException another) {
            LOG.debug("another process made {}", topic.name());
        }
    }

    private static <T> T wait(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer within " + LIMIT_MILLIS + " ms");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
