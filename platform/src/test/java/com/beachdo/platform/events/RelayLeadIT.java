package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TcpProxy;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Of two processes that hold a domain, one relays. */
@ParameterizedClass
@EnumSource(Carrier.class)
class RelayLeadIT {
    private static final String LEADERS =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String URL = TestServices.postgres();

    private final Carrier carrier;
    private final TcpProxy wire = TcpProxy.to(URL);
    private final List<String> deliveries = Collections.synchronizedList(new ArrayList<>());
    private TestSystem first;
    private TestSystem second;
    private Db db;
    private Relay one;
    private Relay other;

    RelayLeadIT(Carrier carrier) {
        this.carrier = carrier;
    }

    @BeforeEach
    void start() {
        KafkaConfig kafka = carrier.config();
        first = TestSystem.create(URL, "redis://127.0.0.1", kafka, "identity");
        second = TestSystem.create(wire.url(URL), "redis://127.0.0.1", kafka, "identity");
        db = Db.open(first.vertx(), first.config(), "identity");
        Object unused = await(db.query("TRUNCATE outbox"));
        one = relay(first, "one");
        other = relay(second, "other");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        wire.close();
    }

    @Test
    void oneOfTwoRelays() {
        start(first, one);
        start(second, other);

        emit(0, 50);

        within(30, () -> assertThat(events()).hasSize(50));
        assertThat(await(db.query(LEADERS)).size()).isEqualTo(1);
        assertThat(relays()).hasSize(1);
        assertThat(events()).containsExactlyInAnyOrderElementsOf(numbers(50));
        within(30, () -> assertThat(outbox()).isZero());
    }

    @Test
    void theOtherTakesOverWhenTheConnectionOfTheFirstEnds() {
        start(first, one);
        within(30, () -> assertThat(await(db.query(LEADERS)).size()).isEqualTo(1));
        start(second, other);
        emit(0, 10);
        within(30, () -> assertThat(events()).hasSize(10));
        assertThat(relays()).containsExactly("one");

        for (int round = 1; round <= 4; round++) {
            Integer leader = Objects.requireNonNull(
                    await(db.query(LEADERS)).iterator().next().getInteger("pid"));
            Object unused = await(db.query("SELECT pg_terminate_backend($1)", leader));
            emit(round * 10, 10);
            int expected = (round + 1) * 10;
            within(30, () -> assertThat(distinct()).hasSize(expected));
            within(30, () -> assertThat(await(db.query(LEADERS)).size()).isEqualTo(1));
        }

        assertThat(distinct()).containsExactlyInAnyOrderElementsOf(numbers(50));
        within(30, () -> assertThat(outbox()).isZero());
    }

    @Test
    void theOtherTakesOverWhenTheFirstStops() {
        start(first, one);
        within(30, () -> assertThat(await(db.query(LEADERS)).size()).isEqualTo(1));
        start(second, other);

        Void unused = await(one.stop());
        emit(0, 10);

        within(30, () -> assertThat(events()).hasSize(10));
        assertThat(relays()).containsExactly("other");
    }

    @Test
    void whoLostTheLeadInSilenceCrossesNothingOff() {
        start(second, other);
        emit(0, 5);
        within(30, () -> assertThat(outbox()).isZero());
        deliveries.clear();

        wire.silence();
        start(first, one);
        // the server learns of the silence only when the connection ends
        Integer leader = Objects.requireNonNull(
                await(db.query(LEADERS)).iterator().next().getInteger("pid"));
        Object unused = await(db.query("SELECT pg_terminate_backend($1)", leader));
        emit(5, 10);
        within(30, () -> assertThat(outbox()).isZero());
        assertThat(relays()).containsExactly("one");

        wire.heal();
        emit(15, 10);
        within(30, () -> assertThat(outbox()).isZero());
        assertThat(relays()).containsExactly("one");
        assertThat(events()).hasSize(20);
    }

    private Relay relay(TestSystem system, String name) {
        EventSink sink = (consumer, event) ->
                system.vertx().timer(2, TimeUnit.MILLISECONDS).mapEmpty();
        EventSink carried =
                carrier == Carrier.BUS ? sink : EventTransport.of(system.vertx(), system.config(), "identity");
        return new Relay(
                system.vertx(), Db.open(system.vertx(), system.config(), "identity"), new NotingSink(carried, name));
    }

    /** Writes down who delivered what; brokers that are slow to know a new topic refuse a first try. */
    private final class NotingSink implements EventSink {
        private final EventSink sink;
        private final String name;

        NotingSink(EventSink sink, String name) {
            this.sink = sink;
            this.name = name;
        }

        @Override
        public String takerFor(String consumer) {
            return sink.takerFor(consumer);
        }

        @Override
        public Future<Void> deliver(String taker, EventEnvelope event) {
            return sink.deliver(taker, event).onSuccess(ignored -> deliveries.add(name + " " + event.getAggregateId()));
        }
    }

    private static void start(TestSystem system, Relay relay) {
        Void unused = await(Future.future(started -> system.vertx().runOnContext(ignored -> {
            relay.start();
            started.complete();
        })));
    }

    /** Each of an aggregate of its own that is named by its number. */
    private void emit(int from, int count) {
        for (int i = from; i < from + count; i++) {
            String name = Integer.toString(i);
            Void unused = await(db.transaction(tx -> tx.query("SELECT 1")
                    .compose(ignored -> tx.emit(
                            name,
                            com.beachdo.identity.v1.UserChanged.newBuilder()
                                    .setUserId(name)
                                    .build()))));
        }
    }

    private static List<String> numbers(int end) {
        return IntStream.range(0, end).mapToObj(Integer::toString).toList();
    }

    private List<String> events() {
        return snapshot().stream().map(text -> text.split(" ", -1)[1]).toList();
    }

    private List<String> distinct() {
        return events().stream().distinct().toList();
    }

    private List<String> relays() {
        return snapshot().stream()
                .map(text -> text.split(" ", -1)[0])
                .distinct()
                .toList();
    }

    private List<String> snapshot() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    private long outbox() {
        return Objects.requireNonNull(
                await(db.query("SELECT count(*) FROM outbox")).iterator().next().getLong(0));
    }

    private static void within(long seconds, Eventually.Assertion assertion) {
        Eventually.within(seconds, TimeUnit.SECONDS, assertion);
    }
}
