package com.beachdo.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.beachdo.common.v1.EventEnvelope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes the events of one domain to its topic, from a thread of its own: a Kafka client blocks while brokers are away. */
final class KafkaOutlet {
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final int BLOCK_MILLIS = 2_000;
    private static final long LEAVE_ALONE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final KafkaTopics topics;
    private final String domain;
    private final ExecutorService thread;
    private @Nullable Producer<String, byte[]> producer;
    private volatile @Nullable Away away;
    /** Set by the producer's own thread when it can go no further. */
    private volatile boolean broken;

    private record Away(Throwable reason, long until) {}

    KafkaOutlet(Vertx vertx, KafkaTopics topics, String domain) {
        this.vertx = vertx;
        this.topics = topics;
        this.domain = domain;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "kafka-out-" + domain);
            made.setDaemon(true);
            return made;
        });
        thread.execute(this::tryOpen);
    }

    /** The topic is there from the start when the brokers are, whether or not there is an event. */
    private void tryOpen() {
        try {
            Producer<String, byte[]> unused = open();
        } catch (RuntimeException notYet) {
            leaveAlone(notYet);
        }
    }

    /** Succeeds when the brokers have it for good. */
    Future<Void> send(EventEnvelope event) {
        return onThread(told -> {
            Away reason = away;
            if (reason != null && reason.until() - System.nanoTime() > 0) {
                told.fail(reason.reason());
            } else {
                Object unused = open().send(record(event), (where, failure) -> settle(told, failure));
            }
        });
    }

    private void settle(Promise<Void> told, @Nullable Exception failure) {
        if (failure == null) {
            told.complete();
            return;
        }
        if (!isOfTheEvent(failure)) {
            broken |= !(failure instanceof RetriableException);
            leaveAlone(failure);
        }
        told.fail(failure);
    }

    /** Whether brokers would take another event. */
    static boolean isOfTheEvent(Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    Future<Void> close() {
        Future<Void> closed = onThread(told -> {
            discard();
            told.complete();
        });
        thread.shutdown();
        return closed.otherwiseEmpty();
    }

    private interface Work {
        void run(Promise<Void> told);
    }

    private Future<Void> onThread(Work work) {
        Promise<Void> told = promise();
        try {
            thread.execute(() -> {
                try {
                    work.run(told);
                } catch (RuntimeException failure) {
                    leaveAlone(failure);
                    told.fail(failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            told.fail(closed);
        }
        return told.future();
    }

    private Promise<Void> promise() {
        return ((VertxInternal) vertx).getOrCreateContext().promise();
    }

    private Producer<String, byte[]> open() {
        if (broken) {
            discard();
        }
        Producer<String, byte[]> opened = producer;
        if (opened == null) {
            topics.ensure(List.of(topics.nameFor(domain)));
            opened = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
            producer = opened;
        }
        return opened;
    }

    /** Others that wait behind what failed fail at once, rather than one after another for seconds each. */
    private void leaveAlone(Throwable failure) {
        away = new Away(failure, System.nanoTime() + LEAVE_ALONE_NANOS);
    }

    private void discard() {
        Producer<String, byte[]> open = producer;
        producer = null;
        broken = false;
        if (open != null) {
            open.close(CLOSE);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = topics.client("beachdo-" + domain);
        settings.putAll(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "max.block.ms",
                BLOCK_MILLIS,
                "request.timeout.ms",
                3_000,
                "delivery.timeout.ms",
                8_000));
        return settings;
    }

    private ProducerRecord<String, byte[]> record(EventEnvelope event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.nameFor(domain), event.getAggregateId(), event.toByteArray());
        Object unused = record.headers().add("type", event.getType().getBytes(UTF_8));
        if (!event.getTraceparent().isEmpty()) {
            Object unusedToo =
                    record.headers().add("traceparent", event.getTraceparent().getBytes(UTF_8));
        }
        return record;
    }
}
