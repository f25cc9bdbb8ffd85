package com.beachdo.platform.db;

import static com.beachdo.platform.testing.TestSystem.await;
import static com.beachdo.platform.testing.TestSystem.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.common.v1.Empty;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Idempotency-Key promises. */
class OnceIT {
    private static final CallContext ANNA = caller("anna", "BUYER").withIdempotencyKey("key-1");
    private static final Money REQUEST =
            Money.newBuilder().setAmount(5).setCurrency("INR").build();

    private final AtomicInteger runs = new AtomicInteger();
    private ProbeDb probe;

    @BeforeEach
    void open() {
        probe = ProbeDb.open(8);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void givesTheSameAnswerAgain() {
        EventEnvelope first = send(ANNA, REQUEST);
        EventEnvelope again = send(ANNA, REQUEST);

        assertThat(again).isEqualTo(first);
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyOfAnotherRequest() {
        EventEnvelope unused = send(ANNA, REQUEST);

        RpcException otherBody = refusal(ANNA, REQUEST.toBuilder().setAmount(6).build());
        RpcException otherMethod = refusal(ANNA, Empty.getDefaultInstance());

        for (RpcException refusal : List.of(otherBody, otherMethod)) {
            assertThat(refusal.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
            assertThat(refusal.code()).isEqualTo("idempotency.other_request");
        }
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void knowsARequestWhoseMapsComeInAnotherOrder() {
        Value one = Value.newBuilder().setNumberValue(1).build();
        Struct request = struct("colour", one, "brand", one, "year", one);
        Struct reordered = struct("year", one, "brand", one, "colour", one);

        assertThat(send(ANNA, reordered)).isEqualTo(send(ANNA, request));
    }

    @Test
    void keepsCallersAndKeysApart() {
        EventEnvelope anna = send(ANNA, REQUEST);
        EventEnvelope ben = send(caller("ben", "BUYER").withIdempotencyKey("key-1"), REQUEST);
        EventEnvelope other = send(ANNA.withIdempotencyKey("key-2"), REQUEST);

        assertThat(List.of(anna, ben, other)).doesNotHaveDuplicates();
        assertThat(things()).isEqualTo(3);
    }

    @Test
    void happensEveryTimeWithoutAKeyOrAName() {
        EventEnvelope first = send(ANNA.withIdempotencyKey(null), REQUEST);
        EventEnvelope second = send(ANNA.withIdempotencyKey(null), REQUEST);
        EventEnvelope third = send(CallContext.ANONYMOUS.withIdempotencyKey("key-1"), REQUEST);
        EventEnvelope fourth = send(CallContext.ANONYMOUS.withIdempotencyKey("key-1"), REQUEST);

        assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
        assertThat(things()).isEqualTo(4);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertThat(refusal(ANNA.withIdempotencyKey("k".repeat(256)), REQUEST).code())
                .isEqualTo("idempotency.key_invalid");
        assertThat(send(ANNA.withIdempotencyKey("ключ".repeat(60)), REQUEST)).isNotNull();
    }

    @Test
    void hasOneEffectForAHundredCopiesAtOnce() {
        List<Future<Object>> copies = IntStream.range(0, 100)
                .mapToObj(i -> ANNA.run(probe.vertx, () -> effect(REQUEST))
                        .<Object>map(reply -> reply)
                        .otherwise(failure -> failure))
                .toList();

        List<Object> outcomes = copies.stream().map(future -> await(future)).toList();

        assertThat(things()).isEqualTo(1);
        assertThat(outcomes.stream().filter(EventEnvelope.class::isInstance).distinct())
                .hasSize(1);
        assertThat(outcomes.stream().filter(RpcException.class::isInstance))
                .allSatisfy(
                        failure -> assertThat(((RpcException) failure).code()).isEqualTo("idempotency.running"));
        assertThat(send(ANNA, REQUEST)).isIn(outcomes);
    }

    @Test
    void forgetsARequestThatFailed() {
        RpcException refused = Objects.requireNonNull(catchThrowableOfType(
                RpcException.class,
                () -> await(ANNA.run(
                        probe.vertx,
                        () -> probe.db.once(REQUEST, EventEnvelope.getDefaultInstance(), tx -> add(tx).compose(
                                        ignored -> Future.failedFuture(
                                                RpcException.conflict("thing.closed", "Closed."))))))));
        assertThat(refused.code()).isEqualTo("thing.closed");
        assertThat(things()).isZero();

        assertThat(send(ANNA, REQUEST)).isNotNull();
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void leavesNothingOfACrashBetweenEffectAndReply() {
        assertThat(refusalOf(probe.db.transaction(tx -> Future.succeededFuture()
                        .compose(ignored -> ANNA.run(
                                probe.vertx,
                                () -> probe.db.once(REQUEST, EventEnvelope.getDefaultInstance(), once -> add(once)
                                        .compose(row -> once.query("SELECT pg_terminate_backend(pg_backend_pid())"))
                                        .map(gone -> EventEnvelope.getDefaultInstance())))))))
                .isEqualTo("database.unavailable");
        assertThat(things()).isZero();
        assertThat(probe.count("SELECT count(*) FROM idempotency")).isZero();

        assertThat(send(ANNA, REQUEST)).isNotNull();
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void forgetsAfterADay() {
        EventEnvelope first = send(ANNA, REQUEST);
        RowSet<Row> unused = probe.sql("UPDATE idempotency SET created_at = now() - interval '24 hours 1 second'");

        EventEnvelope second = send(ANNA, REQUEST.toBuilder().setAmount(7).build());

        assertThat(second).isNotEqualTo(first);
        assertThat(things()).isEqualTo(2);
    }

    private EventEnvelope send(CallContext caller, Message request) {
        return await(caller.run(probe.vertx, () -> effect(request)));
    }

    private RpcException refusal(CallContext caller, Message request) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, () -> send(caller, request)));
    }

    private static String refusalOf(Future<?> work) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, () -> await(work)))
                .code();
    }

    private Future<EventEnvelope> effect(Message request) {
        return probe.db.once(request, EventEnvelope.getDefaultInstance(), tx -> add(tx).map(EventEnvelope.newBuilder()
                .setEventId("reply " + runs.incrementAndGet())
                .build()));
    }

    private static Future<RowSet<Row>> add(Tx tx) {
        return tx.query(
                "INSERT INTO thing (thing_id, name) VALUES ($1, $2)",
                Ids.next(),
                Ids.next().toString());
    }

    private long things() {
        return probe.count("SELECT count(*) FROM thing");
    }

    private static Struct struct(String a, Value first, String b, Value second, String c, Value third) {
        return Struct.newBuilder()
                .putFields(a, first)
                .putFields(b, second)
                .putFields(c, third)
                .build();
    }
}
