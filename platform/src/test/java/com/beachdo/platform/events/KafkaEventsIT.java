package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestKafka;
import com.beachdo.embedded.TestServices;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with Kafka and its consumers changes no effect and no order. */
class KafkaEventsIT {
    private static final BiFunction<Tx, ContentRemoved, Future<Void>> TAKE = (tx, event) -> Future.succeededFuture();
    private static final String[] DOMAINS = {"moderation", "catalog", "chat", "forum"};
    private static final String URL = TestServices.postgres();
    private static final int TARGETS = 10;
    /** How much longer the broker is away, with writes every second: {@code -Dkafka.outage=300}. */
    private static final int OUTAGE_SECONDS = Integer.getInteger("kafka.outage", 0);

    private final List<TestSystem> systems = new ArrayList<>();
    private final String prefix = "test-" + UUID.randomUUID();

    @BeforeEach
    void empty() {
        TestSystem system = system(null);
        for (String domain : DOMAINS) {
            Db db = Db.open(system.vertx(), system.config(), domain);
            Object unused = await(db.query("TRUNCATE outbox, inbox, idempotency"));
            Object unusedToo = await(db.query("DROP TABLE IF EXISTS taken"));
            Void closed = await(db.close());
        }
    }

    @AfterEach
    void stop() {
        systems.forEach(TestSystem::close);
    }

    @Test
    void losesAndReordersNothingWhileTheBrokerIsAway() {
        try (TestKafka kafka = TestKafka.started()) {
            TestSystem system = system(Carrier.kafka(kafka.servers(), prefix));
            kafka.stop();
            ProbeDomain source = source(system);
            ProbeDomain catalog = consumer("catalog", system);

            emit(source, 0, 5);
            assertThat(source.count("outbox")).isEqualTo(5 * TARGETS);
            assertThat(catalog.count("taken")).isZero();

            kafka.start();
            within(60, () -> assertThat(catalog.count("taken")).isEqualTo(5 * TARGETS));

            emit(source, 5, 10);
            kafka.stop();
            long stopped = System.nanoTime();
            emit(source, 10, 30);
            int written = 30;
            for (; written < 30 + OUTAGE_SECONDS; written++) {
                emit(source, written, written + 1);
                Object unused = await(system.vertx().timer(1, TimeUnit.SECONDS));
            }
            long waiting = source.count("outbox");
            kafka.start();
            long back = System.nanoTime();
            emit(source, written, written + 5);
            awaitAll(catalog, written + 5);
            System.out.printf(
                    "Broker away for %d s: %d events waited, all %d taken once and in order %.1f s after it was back%n",
                    TimeUnit.NANOSECONDS.toSeconds(back - stopped),
                    waiting,
                    (written + 5) * TARGETS,
                    (System.nanoTime() - back) / 1e9);
            within(30, () -> assertThat(source.count("outbox")).isZero());
        }
    }

    @Test
    void goesOnWhereAKilledConsumerStopped() throws Exception {
        KafkaConfig kafka = Carrier.kafka(TestServices.kafka(), prefix);
        TestSystem system = system(kafka);
        ProbeDomain source = source(system);
        Db catalog = Db.open(system.vertx(), system.config(), "catalog");
        Object unused = await(catalog.query(ProbeDomain.TABLE));
        Process killed = ConsumerProcess.start(URL, kafka.servers(), prefix);
        try {
            emit(source, 0, 40);
            within(60, () -> assertThat(count(catalog)).isGreaterThan(20));
        } finally {
            Process unusedToo = killed.destroyForcibly();
            int status = killed.waitFor();
        }
        assertThat(count(catalog)).as("killed midway").isLessThan(40L * TARGETS);

        awaitAll(consumer("catalog", system), 40);
        Void closed = await(catalog.close());
    }

    @Test
    void twoProcessesShareTheWorkOfAGroup() throws Exception {
        KafkaConfig kafka = Carrier.kafka(TestServices.kafka(), prefix);
        TestSystem first = system(kafka);
        ProbeDomain source = source(first);
        ProbeDomain one = consumer("catalog", first);
        emit(source, 0, 10);
        TestSystem second = system(kafka);
        ProbeDomain other = consumer("catalog", second);
        emit(source, 10, 20);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
            within(30, () -> assertThat(members(admin))
                    .as("members that have partitions")
                    .isEqualTo(2));
        }
        emit(source, 20, 30);
        awaitAll(one, 30);

        systems.remove(second);
        second.close();
        emit(source, 30, 40);

        awaitAll(one, 40);
        assertThat(other).isNotNull();
    }

    @Test
    void whatIsNoEventHoldsBackItsAggregateAndIsNotPassedOver() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        KafkaConfig kafka = Carrier.kafka(TestServices.kafka(), prefix);
        TestSystem system = system(kafka);
        ProbeDomain source = source(system);
        ProbeDomain catalog = consumer("catalog", system);
        emit(source, 0, 1);
        awaitAll(catalog, 1);

        try (KafkaProducer<String, byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.servers()), new StringSerializer(), new ByteArraySerializer())) {
            Object unused = stranger.send(
                            new ProducerRecord<>(prefix + ".moderation.events.v1", "t3", new byte[] {7, 7, 7}))
                    .get();
        }
        emit(source, 1, 5);
        for (int target = 0; target < TARGETS; target++) {
            String name = "t" + target;
            if (target != 3) {
                within(30, () -> assertThat(catalog.taken(name)).containsExactly(0, 1, 2, 3, 4));
            }
        }
        within(30, () -> assertThat(meters.get("beachdo.events.held")
                        .tag("consumer", "catalog")
                        .gauge()
                        .value())
                .isEqualTo(1));
        assertThat(catalog.taken("t3")).containsExactly(0);

        systems.remove(system);
        system.close();
        TestSystem again = system(kafka);
        ProbeDomain sameGroup = consumer("catalog", again);
        ProbeDomain sameSource = source(again);
        emit(sameSource, 5, 6);
        within(30, () -> assertThat(sameGroup.taken("t4")).containsExactly(0, 1, 2, 3, 4, 5));
        assertThat(sameGroup.taken("t3")).as("still held after a restart").containsExactly(0);
        Metrics.removeRegistry(meters);
    }

    @Test
    void switchingItOnAndOffLosesNothingThatIsPending() {
        KafkaConfig kafka = Carrier.kafka(TestServices.kafka(), prefix);
        TestSystem bus = system(null);
        ProbeDomain source = source(bus);
        ProbeDomain catalog = consumer("catalog", bus);
        emit(source, 0, 3);
        awaitAll(catalog, 3);
        assertThat(source.count("outbox")).as("pending for chat and forum").isEqualTo(3 * TARGETS);
        close(bus);

        TestSystem on = system(kafka);
        source = source(on);
        catalog = consumer("catalog", on);
        ProbeDomain chat = consumer("chat", on);
        ProbeDomain forum = consumer("forum", on);
        emit(source, 3, 6);
        awaitAll(chat, 6);
        awaitAll(forum, 6);
        awaitAll(catalog, 6);
        close(on);

        TestSystem unreachable = system(Carrier.kafka("127.0.0.1:1", prefix));
        source = source(unreachable);
        emit(source, 6, 9);
        assertThat(source.count("outbox")).isEqualTo(3 * TARGETS);
        close(unreachable);

        TestSystem off = system(null);
        source = source(off);
        catalog = consumer("catalog", off);
        emit(source, 9, 10);
        awaitAll(catalog, 10);
    }

    private TestSystem system(@Nullable KafkaConfig kafka) {
        TestSystem system = TestSystem.create(URL, "redis://127.0.0.1", kafka, DOMAINS);
        systems.add(system);
        return system;
    }

    private void close(TestSystem system) {
        boolean unused = systems.remove(system);
        system.close();
    }

    private static ProbeDomain source(TestSystem system) {
        ProbeDomain source = ProbeDomain.source(system.config());
        system.deploy(source);
        return source;
    }

    private static ProbeDomain consumer(String name, TestSystem system) {
        ProbeDomain consumer = ProbeDomain.consumer(name, system.config(), TAKE);
        system.deploy(consumer);
        return consumer;
    }

    private static void emit(ProbeDomain source, int from, int to) {
        for (int nth = from; nth < to; nth++) {
            for (int target = 0; target < TARGETS; target++) {
                Void unused = await(source.emit("t" + target, nth));
            }
        }
    }

    private static void awaitAll(ProbeDomain consumer, int each) {
        within(60, () -> assertThat(consumer.count("taken")).isEqualTo((long) each * TARGETS));
        for (int target = 0; target < TARGETS; target++) {
            assertThat(consumer.taken("t" + target))
                    .isEqualTo(IntStream.range(0, each).boxed().toList());
        }
    }

    private static long count(Db catalog) {
        return await(catalog.query("SELECT count(*) FROM taken"))
                .iterator()
                .next()
                .getLong(0);
    }

    private long members(Admin admin) {
        try {
            String group = prefix + ".catalog";
            return Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .all()
                            .get()
                            .get(group))
                    .members()
                    .stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void within(long seconds, Eventually.Assertion assertion) {
        Eventually.within(seconds, TimeUnit.SECONDS, assertion);
    }
}
