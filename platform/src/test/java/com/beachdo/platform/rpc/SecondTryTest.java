package com.beachdo.platform.rpc;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.common.v1.Access;
import com.beachdo.common.v1.Empty;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.grpc.common.GrpcStatus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call to a node that is gone: what is asked again, and what is not. */
class SecondTryTest {
    private static final String SERVICE = "test.Service";
    private static final RpcMethod READ = method(true);
    private static final RpcMethod WRITE = method(false);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final BusChannel channel = new BusChannel(vertx, 2_500, true);

    @BeforeEach
    void knowCodecs() {
        MessageCodecs.register(vertx.eventBus(), Empty.getDefaultInstance());
    }

    @AfterEach
    void stop() {
        Void unused = await(vertx.close());
    }

    @Test
    void aReadThatANodeDoesNotAnswerGoesToAnother() {
        deadNode();
        liveNode();

        for (int call = 0; call < 2; call++) {
            assertThat(await(call(READ, 2_500))).isEqualTo(Empty.getDefaultInstance());
        }

        assertThat(unanswered).as("calls that went to the dead node first").hasPositiveValue();
        assertThat(answered).hasValue(2);
    }

    @Test
    void aReadIsTriedTwiceAndNotMore() {
        deadNode();

        assertThat(failure(call(READ, 600)).status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(unanswered).hasValue(2);
    }

    @Test
    void aWriteThatANodeDoesNotAnswerMayHaveHappened() {
        deadNode();
        liveNode();

        assertThat(failure(call(WRITE, 400)).status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(unanswered).hasValue(1);
        assertThat(answered).hasValue(0);
    }

    @Test
    void aWriteThatNobodyTookHasNotHappened() {
        Future<Message> reply = call(WRITE, 2_500);
        liveNode();

        assertThat(await(reply)).isEqualTo(Empty.getDefaultInstance());
        assertThat(answered).hasValue(1);
    }

    @Test
    void whatAnImplementationRefusesIsNotAskedAgain() {
        MessageConsumer<Message> unused = vertx.eventBus().consumer(SERVICE, message -> {
            int count = answered.incrementAndGet();
            message.reply(new RpcFailure(RpcException.unavailable("test.busy", "Busy " + count)));
        });

        assertThat(failure(call(READ, 2_500)).code()).isEqualTo("test.busy");
        assertThat(answered).hasValue(1);
    }

    private void deadNode() {
        MessageConsumer<Message> unused = vertx.eventBus().consumer(SERVICE, message -> unanswered.incrementAndGet());
    }

    private void liveNode() {
        MessageConsumer<Message> unused = vertx.eventBus().consumer(SERVICE, message -> {
            int count = answered.incrementAndGet();
            assertThat(count).isPositive();
            message.reply(Empty.getDefaultInstance());
        });
    }

    private Future<Message> call(RpcMethod method, long millis) {
        CallContext within =
                CallContext.ANONYMOUS.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        return channel.call(method, Empty.getDefaultInstance(), within);
    }

    private static RpcException failure(Future<Message> reply) {
        RpcException failure = catchThrowableOfType(RpcException.class, () -> await(reply));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static RpcMethod method(boolean repeatable) {
        return new RpcMethod(
                SERVICE,
                "Do",
                Empty.getDefaultInstance(),
                Empty.getDefaultInstance(),
                Access.getDefaultInstance(),
                repeatable ? IdempotencyLevel.IDEMPOTENT : IdempotencyLevel.IDEMPOTENCY_UNKNOWN);
    }
}
