package com.beachdo.platform.events;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics as one member of a group, on a thread of its own, and commits how far it is only once the effects are in
 * the database. Whoever reads a partition begins where all before had its effect and goes on in order past what the
 * inbox remembers, so two that read it at once, as in a rebalance, cannot change the order either.
 */
final class KafkaInlet {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaInlet.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long OPEN_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How many events of a partition may be read past one that is held back. */
    private static final int WINDOW = 10_000;

    private final KafkaTopics topics;
    private final String group;
    private final List<String> names;
    private final Context context;
    private final Lanes lanes;
    private final Promise<Void> ended;
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean stopped;
    private long commitAt = System.nanoTime();

    /** Where reading a partition is: what comes next, what was committed. */
    private static final class Place {
        private final Reading reading;
        private long next;
        private long committed;

        Place(Reading reading, long from) {
            this.reading = reading;
            this.next = from;
            this.committed = from;
        }
    }

    KafkaInlet(Vertx vertx, KafkaTopics topics, String group, List<String> names, Inbox inbox, int sideBySide) {
        this.topics = topics;
        this.group = group;
        this.names = names;
        this.context = vertx.getOrCreateContext();
        this.lanes = new Lanes(vertx, context, inbox, sideBySide);
        this.ended = ((ContextInternal) context).promise();
        Thread thread = new Thread(this::run, "kafka-in-" + inbox.domain());
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends once the effects under way are in and committed, so that another process goes on from there. */
    Future<Void> stop() {
        return lanes.stop().timeout(LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS).eventually(() -> {
            stopped = true;
            Consumer<String, byte[]> open = consumer;
            if (open != null) {
                open.wakeup();
            }
            return ended.future().timeout(LIMIT.toMillis() * 3, TimeUnit.MILLISECONDS);
        });
    }

    private void run() {
        while (!stopped) {
            try {
                topics.ensure(names);
                read();
            } catch (WakeupException e) {
                LOG.debug("{} stops", group);
            } catch (RuntimeException e) {
                LOG.warn("{} reads no events for the moment: {}", group, e.toString());
                LockSupport.parkNanos(OPEN_AGAIN_NANOS);
            }
        }
        ended.complete();
    }

    private void read() {
        Consumer<String, byte[]> open =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer = open;
            open.subscribe(names, new Rebalance(open));
            while (!stopped) {
                turn(open);
            }
        } finally {
            consumer = null;
            leave(open);
        }
    }

    private void turn(Consumer<String, byte[]> open) {
        for (Map.Entry<TopicPartition, List<ConsumerRecord<String, byte[]>>> read :
                byPartition(open.poll(POLL)).entrySet()) {
            Place place = places.get(read.getKey());
            if (place != null) {
                hand(place, read.getValue());
            }
        }
        if (commitAt - System.nanoTime() <= 0) {
            commitAt = System.nanoTime() + COMMIT_EVERY_NANOS;
            commit(open, places.keySet());
        }
        for (Place place : places.values()) {
            balance(open, place);
        }
    }

    private static Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> byPartition(
            org.apache.kafka.clients.consumer.ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> byPartition = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Object unused = byPartition.put(partition, records.records(partition));
        }
        return byPartition;
    }

    private void hand(Place place, List<ConsumerRecord<String, byte[]>> records) {
        long first = records.get(0).offset();
        if (first > place.next) {
            LOG.error(
                    "{} events of {} were deleted by Kafka before {} took them",
                    first - place.next,
                    place.reading.partition(),
                    group);
        }
        place.next = records.get(records.size() - 1).offset() + 1;
        context.runOnContext(ignored -> lanes.add(place.reading, records));
    }

    /** A partition with too much read past what is held back waits itself. */
    private static void balance(Consumer<String, byte[]> open, Place place) {
        List<TopicPartition> partition = List.of(place.reading.partition());
        long ahead = place.next - place.reading.done();
        if (ahead > WINDOW) {
            open.pause(partition);
        } else if (ahead < WINDOW / 2) {
            open.resume(partition);
        }
    }

    private void commit(Consumer<String, byte[]> open, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Place place = places.get(partition);
            if (place != null && place.reading.done() != place.committed) {
                Object unused = offsets.put(partition, new OffsetAndMetadata(place.reading.done()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            open.commitSync(offsets, LIMIT);
            offsets.forEach(this::committed);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            // what is committed too late is read again, and the inbox knows it
            LOG.debug("{} could not commit: {}", group, e.toString());
        }
    }

    private void committed(TopicPartition partition, OffsetAndMetadata offset) {
        Place place = places.get(partition);
        if (place != null) {
            place.committed = offset.offset();
        }
    }

    private void leave(Consumer<String, byte[]> open) {
        try {
            commit(open, places.keySet());
        } catch (WakeupException e) {
            LOG.debug("{} was asked twice to stop", group);
        } finally {
            end(List.copyOf(places.keySet()));
            open.close(CloseOptions.timeout(LIMIT));
        }
    }

    private void end(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Place place = places.remove(partition);
            if (place != null) {
                place.reading.end();
                context.runOnContext(ignored -> lanes.end(place.reading));
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = topics.client(group);
        settings.putAll(Map.of(
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
                "session.timeout.ms",
                10_000,
                "heartbeat.interval.ms",
                3_000,
                "request.timeout.ms",
                5_000,
                "default.api.timeout.ms",
                10_000,
                "fetch.max.wait.ms",
                500));
        return settings;
    }

    /** Which partitions this member reads. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> open;

        Rebalance(Consumer<String, byte[]> open) {
            this.open = open;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                long from = open.position(partition);
                Object unused = places.put(partition, new Place(new Reading(partition, from), from));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(open, partitions);
            end(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            end(partitions);
        }
    }
}
