package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.common.v1.Money;
import com.beachdo.embedded.TestServices;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Carrier.class)
class EventsIT {
    private static final BiFunction<Tx, ContentRemoved, Future<Void>> TAKE = (tx, event) -> Future.succeededFuture();

    private static final String[] DOMAINS = {"moderation", "catalog", "chat", "forum"};
    private static final String URL = TestServices.postgres();

    private final Carrier carrier;
    private TestSystem system;
    private ProbeDomain source;

    EventsIT(Carrier carrier) {
        this.carrier = carrier;
    }

    @BeforeEach
    void start() {
        system = TestSystem.create(URL, "redis://127.0.0.1", carrier.config(), DOMAINS);
        for (String domain : DOMAINS) {
            Db db = Db.open(system.vertx(), system.config(), domain);
            Object unused = await(db.query("TRUNCATE outbox, inbox, idempotency"));
            Object unusedToo = await(db.query("DROP TABLE IF EXISTS taken"));
            Void closed = await(db.close());
        }
        source = ProbeDomain.source(system.config());
        system.deploy(source);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void bringsAnEventToEveryConsumerOfItsContract() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        ProbeDomain chat = consumer("chat", TAKE);
        ProbeDomain forum = consumer("forum", TAKE);

        Void unused = await(source.emit("a", 1));

        for (ProbeDomain consumer : List.of(catalog, chat, forum)) {
            within(30, () -> assertThat(consumer.taken("a")).containsExactly(1));
        }
        within(30, () -> assertThat(source.count("outbox")).isZero());
    }

    @Test
    void forgetsTheEventsOfATransactionThatIsRolledBack() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        assertThatThrownBy(() -> await(source.db().transaction(tx -> tx.emit("a", ProbeDomain.event("a", 1))
                        .compose(ignored -> Future.failedFuture("no")))))
                .hasMessageContaining("no");

        Void unused = await(source.emit("a", 2));

        within(30, () -> assertThat(catalog.taken("a")).containsExactly(2));
    }

    @Test
    void runsTheEffectAsAPartOfBeachdoOnTheTraceOfTheEvent() {
        List<CallContext> seen = new ArrayList<>();
        ProbeDomain catalog = consumer("catalog", (tx, event) -> {
            seen.add(CallContext.current());
            return Future.succeededFuture();
        });
        CallContext caller = TestSystem.caller("mod", "MODERATOR").withTraceparent("00-ab-cd-01");

        Void unused = system.as(caller, () -> source.emit("a", 1));

        within(30, () -> assertThat(catalog.taken("a")).containsExactly(1));
        assertThat(seen.get(0).roles()).containsExactly(CallContext.SERVICE);
        assertThat(seen.get(0).subject()).isNull();
        assertThat(seen.get(0).traceparent()).isEqualTo("00-ab-cd-01");
    }

    @Test
    void hasOneEffectHoweverOftenAnEventArrives() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        Inbox inbox = new Inbox(catalog.db());
        inbox.on(ContentRemoved.getDefaultInstance(), ProbeDomain::write);
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(Ids.next().toString())
                .setType(ContentRemoved.getDescriptor().getFullName())
                .setPayload(ProbeDomain.event("a", 1).toByteString())
                .build();

        List<Future<Void>> copies =
                IntStream.range(0, 30).mapToObj(i -> inbox.take(envelope)).toList();
        copies.forEach(copy -> assertThat(await(copy)).isNull());

        assertThat(catalog.taken("a")).containsExactly(1);
    }

    @Test
    void doesNotRememberAnEventWhoseEffectFailed() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        Inbox inbox = new Inbox(catalog.db());
        List<String> failures = new ArrayList<>(List.of("first"));
        inbox.on(ContentRemoved.getDefaultInstance(), (tx, event) -> ProbeDomain.write(tx, event)
                .compose(ignored ->
                        failures.isEmpty() ? Future.succeededFuture() : Future.failedFuture(failures.remove(0))));
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(Ids.next().toString())
                .setType(ContentRemoved.getDescriptor().getFullName())
                .setPayload(ProbeDomain.event("a", 1).toByteString())
                .build();

        assertThatThrownBy(() -> await(inbox.take(envelope))).hasMessageContaining("first");
        assertThat(catalog.taken("a")).isEmpty();
        Void unused = await(inbox.take(envelope));
        assertThat(catalog.taken("a")).containsExactly(1);
    }

    @Test
    void refusesToWaitForAnEventThatNamesItNotAsAConsumer() {
        Inbox inbox = new Inbox(source.db());

        assertThatThrownBy(() -> inbox.on(ContentRemoved.getDefaultInstance(), TAKE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moderation");
        assertThatThrownBy(() -> inbox.on(Money.getDefaultInstance(), (tx, event) -> Future.succeededFuture()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheOrderOfAnAggregateWhenSomeDeliveriesFail() {
        Random random = new Random(7);
        ProbeDomain catalog = consumer(
                "catalog",
                (tx, event) -> random.nextInt(8) == 0 ? Future.failedFuture("now and then") : Future.succeededFuture());
        int each = 12;
        emitAll(10, each);

        for (int target = 0; target < 10; target++) {
            String name = "t" + target;
            within(40, () -> assertThat(catalog.taken(name)).hasSize(each));
            assertThat(catalog.taken(name))
                    .isEqualTo(IntStream.range(0, each).boxed().toList());
        }
    }

    @Test
    void letsNoFailingAggregateHoldUpOthers() {
        Set<String> broken = ConcurrentHashMap.newKeySet();
        broken.add("t3");
        ProbeDomain catalog = consumer(
                "catalog",
                (tx, event) -> broken.contains(event.getTargetId())
                        ? Future.failedFuture("always")
                        : Future.succeededFuture());
        emitAll(10, 5);

        for (int target = 0; target < 10; target++) {
            String name = "t" + target;
            if (target != 3) {
                within(30, () -> assertThat(catalog.taken(name)).containsExactly(0, 1, 2, 3, 4));
            }
        }
        assertThat(catalog.taken("t3")).isEmpty();

        broken.clear();
        within(30, () -> assertThat(catalog.taken("t3")).containsExactly(0, 1, 2, 3, 4));
    }

    @Test
    void keepsEverythingForAConsumerThatIsAwayAndHoldsUpNoOther() {
        ProbeDomain chat = consumer("chat", TAKE);
        emitAll(20, 15);
        for (int target = 0; target < 20; target++) {
            String name = "t" + target;
            within(30, () -> assertThat(chat.taken(name)).hasSize(15));
        }

        ProbeDomain catalog = consumer("catalog", TAKE);

        for (int target = 0; target < 20; target++) {
            String name = "t" + target;
            within(30, () -> assertThat(catalog.taken(name)).hasSize(15).isSorted());
        }
        assertThat(source.count("outbox")).as("still kept for forum").isEqualTo(carrier == Carrier.BUS ? 300 : 0);
    }

    @Test
    void isWokenAtOnce() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        ProbeDomain chat = consumer("chat", TAKE);
        ProbeDomain forum = consumer("forum", TAKE);
        Void warm = await(source.emit("warm", 0));
        within(30, () -> assertThat(source.count("outbox")).isZero());

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String target = "wake " + i;
            long start = System.nanoTime();
            Void unused = await(source.emit(target, i));
            within(30, () -> assertThat(catalog.taken(target)).hasSize(1));
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }

        assertThat(millis.stream().sorted().toList().get(7))
                .as("median of " + millis)
                .isLessThan(300);
        assertThat(chat.taken("warm")).isEqualTo(forum.taken("warm"));
    }

    @Test
    void bringsFiveThousandEventsInGoodTime() {
        ProbeDomain catalog = consumer("catalog", TAKE);
        ProbeDomain chat = consumer("chat", TAKE);
        ProbeDomain forum = consumer("forum", TAKE);
        long start = System.nanoTime();
        for (int batch = 0; batch < 100; batch++) {
            int first = batch * 50;
            Void unused = await(source.db().transaction(tx -> {
                Future<Void> all = Future.succeededFuture();
                for (int i = first; i < first + 50; i++) {
                    int nth = i;
                    all = all.compose(ignored -> tx.emit("t" + nth % 100, ProbeDomain.event("t" + nth % 100, nth)));
                }
                return all;
            }));
        }

        within(90, () -> assertThat(source.count("outbox")).isZero());
        for (ProbeDomain consumer : List.of(catalog, chat, forum)) {
            within(90, () -> assertThat(consumer.count("taken")).isEqualTo(5_000));
        }

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                .as("seconds for three deliveries of each")
                .isLessThan(60);
        for (ProbeDomain consumer : List.of(catalog, chat, forum)) {
            assertThat(consumer.count("taken")).isEqualTo(5_000);
            assertThat(consumer.taken("t42")).hasSize(50).isSorted();
        }
    }

    @Test
    void forgetsWhatWasTakenLongAgo() {
        Db db = source.db();
        Object unused = await(db.query(
                "INSERT INTO inbox (event_id, received_at) VALUES ($1, now() - interval '31 days'), ($2, now())",
                Ids.next(),
                Ids.next()));
        Object unusedToo = await(db.query("INSERT INTO idempotency (subject, key, request_hash, reply, created_at)"
                + " VALUES ('s', 'k', '', '', now() - interval '26 hours'), ('s', 'l', '', '', now())"));
        String id = system.vertx().deploymentIDs().iterator().next();
        Void gone = await(system.vertx().undeploy(id));
        source = ProbeDomain.source(system.config());
        system.deploy(source);

        within(30, () -> assertThat(source.count("inbox")).isEqualTo(1));
        within(30, () -> assertThat(source.count("idempotency")).isEqualTo(1));
    }

    private ProbeDomain consumer(String name, BiFunction<Tx, ContentRemoved, Future<Void>> before) {
        ProbeDomain consumer = ProbeDomain.consumer(name, system.config(), before);
        system.deploy(consumer);
        return consumer;
    }

    private void emitAll(int targets, int each) {
        for (int nth = 0; nth < each; nth++) {
            for (int target = 0; target < targets; target++) {
                Void unused = await(source.emit("t" + target, nth));
            }
        }
    }

    private static void within(long seconds, Eventually.Assertion assertion) {
        Eventually.within(seconds, TimeUnit.SECONDS, assertion);
    }
}
