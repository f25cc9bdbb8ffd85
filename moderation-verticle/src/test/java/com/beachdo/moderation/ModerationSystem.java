package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

/** Moderation on a real database; the other domains are stood in for, and nobody takes its events. */
final class ModerationSystem implements AutoCloseable {
    final TestSystem system;
    final Db db;
    final OtherDomains others = new OtherDomains();
    private final String databaseUrl = TestServices.postgres();

    /** An event that waits in the outbox. */
    record Event(String type, List<String> consumers, byte[] payload) {}

    ModerationSystem() {
        this(new ModerationConfig("IN"));
    }

    ModerationSystem(ModerationConfig config) {
        system = TestSystem.create(databaseUrl, TestServices.redis(), "moderation");
        db = Db.open(system.vertx(), system.config(), "moderation");
        others.serve(system);
        system.deploy(new ModerationVerticle(system.config(), config));
    }

    static Stream<Arguments> everyTypeOverEveryTransport() {
        return types().flatMap(type -> Arrays.stream(Transport.values()).map(over -> Arguments.of(type, over)));
    }

    static Stream<TargetType> types() {
        return Arrays.stream(TargetType.values())
                .filter(type -> type != TargetType.TARGET_TYPE_UNSPECIFIED && type != TargetType.UNRECOGNIZED);
    }

    Person person(Transport transport, String... roles) {
        return new Person(this, transport, TestSystem.caller(Ids.next().toString(), roles));
    }

    Person buyer(Transport transport) {
        return person(transport, "BUYER");
    }

    Person moderator(Transport transport) {
        return person(transport, "BUYER", "MODERATOR");
    }

    Person admin(Transport transport) {
        return person(transport, "BUYER", "ADMIN");
    }

    /** In a session that showed a second factor. */
    Person steppedUp(Person person) {
        String session = Ids.next().toString();
        boolean unused = others.steppedUp.add(session);
        return new Person(
                this,
                person.transport(),
                person.context().withSubject(person.id(), person.context().roles(), session));
    }

    Person anonymous(Transport transport) {
        return new Person(this, transport, CallContext.ANONYMOUS);
    }

    Person service(Transport transport) {
        return new Person(this, transport, TestSystem.service());
    }

    /** Somebody's. */
    Content content(TargetType type) {
        return others.add(type, Ids.next().toString(), "Buy now!");
    }

    Content listing() {
        return content(TargetType.TARGET_TYPE_LISTING);
    }

    /** The id of a new case about this. */
    String caseAbout(Content content) {
        buyer(Transport.BUS).report(content, ReportReason.REPORT_REASON_SPAM);
        return openCase(content);
    }

    /** The id of a decided case. */
    String closedCase(Person staff) {
        String caseId = caseAbout(listing());
        staff.decide(caseId, CaseAction.CASE_ACTION_DISMISS);
        return caseId;
    }

    /** The id of a case that somebody claimed so often. */
    String busyCase(int claims) {
        Person asha = moderator(Transport.BUS);
        String caseId = caseAbout(listing());
        for (int i = 0; i < claims; i++) {
            asha.claim(caseId);
        }
        return caseId;
    }

    /** The id of the case about this that is not closed. */
    String openCase(Content content) {
        return sql(
                        "SELECT case_id FROM moderation_case WHERE target_id = $1 AND closed_at IS NULL",
                        Ids.parse("id", content.id()))
                .iterator()
                .next()
                .getUUID("case_id")
                .toString();
    }

    /** Brings an event as another domain's relay would. */
    void tell(String aggregateId, Message event) {
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(Ids.next().toString())
                .setAggregateId(aggregateId)
                .setType(event.getDescriptorForType().getFullName())
                .setPayload(event.toByteString())
                .build();
        Void unused = TestSystem.await(
                EventTransport.of(system.vertx(), system.config(), "test").deliver("moderation", envelope));
    }

    /** What waits to be told of this user or content. */
    List<Event> events(String aggregateId) {
        List<Event> events = new ArrayList<>();
        for (Row row : sql("SELECT * FROM outbox WHERE aggregate_id = $1 ORDER BY outbox_id", aggregateId)) {
            events.add(new Event(
                    row.getString("type"),
                    List.of(row.getArrayOfStrings("pending")),
                    row.getBuffer("payload").getBytes()));
        }
        return events;
    }

    /** The number of the last entry. */
    long auditEnd() {
        return sql("SELECT seq FROM audit_head").iterator().next().getLong("seq");
    }

    long count(String from, Object... arguments) {
        return sql("SELECT count(*) AS rows FROM " + from, arguments)
                .iterator()
                .next()
                .getLong("rows");
    }

    @CanIgnoreReturnValue
    RowSet<Row> sql(String statement, Object... arguments) {
        return TestSystem.await(db.query(statement, arguments));
    }

    /** Work as the owner of the database, for whom triggers need not fire. */
    void asSuperuser(Consumer<PgConnection> work) {
        PgConnection connection =
                TestSystem.await(PgConnection.connect(system.vertx(), PgConnectOptions.fromUri(databaseUrl)));
        try {
            run(connection, "SET search_path = moderation");
            work.accept(connection);
        } finally {
            TestSystem.await(connection.close());
        }
    }

    static void run(PgConnection connection, String statement) {
        RowSet<Row> unused = TestSystem.await(connection.query(statement).execute());
    }

    /** So many calls at once; how each ended. */
    static <T> List<Future<T>> atOnce(int calls, IntFunction<Future<T>> call) {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            running.add(call.apply(i));
        }
        Object unused = TestSystem.await(Future.join(running).otherwiseEmpty());
        return running;
    }

    static void assertRefused(GrpcStatus status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(status);
        });
    }

    static void assertInvalid(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.code()).isEqualTo("request.invalid");
            assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
            assertThat(refused.fields()).singleElement().satisfies(at -> assertThat(at.pointer())
                    .isEqualTo("/" + field));
        });
    }

    static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    @Override
    public void close() {
        TestSystem.await(db.close());
        system.close();
    }
}
