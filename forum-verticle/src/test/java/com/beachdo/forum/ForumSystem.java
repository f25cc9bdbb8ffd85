package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.forum.push.PushConfig;
import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.ListBoardsRequest;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The forum on a real database; identity is stood in for. */
final class ForumSystem implements AutoCloseable {
    final TestSystem system;
    final Db db;
    final FakeIdentity identity = new FakeIdentity();

    ForumSystem(Duration authorsKept) {
        this(authorsKept, PushConfig.OFF);
    }

    ForumSystem(Duration authorsKept, PushConfig push) {
        system = TestSystem.create(TestServices.postgres(), "redis://127.0.0.1", "forum");
        db = Db.open(system.vertx(), system.config(), "forum");
        system.fake(Accounts.class, identity);
        system.deploy(new ForumVerticle(system.config(), new ForumConfig(authorsKept, push)));
    }

    Person person(Transport transport) {
        return person("Asha", transport);
    }

    Person person(String name, Transport transport, String... moreRoles) {
        String id = Ids.next().toString();
        identity.put(id, name);
        List<String> roles = new ArrayList<>(List.of(moreRoles));
        roles.add("BUYER");
        return new Person(this, transport, TestSystem.caller(id, roles.toArray(String[]::new)));
    }

    Person anonymous(Transport transport) {
        return new Person(this, transport, CallContext.ANONYMOUS);
    }

    Person service(Transport transport) {
        return new Person(this, transport, TestSystem.service());
    }

    Threads threads(Transport transport) {
        return system.client(Threads.class, transport);
    }

    Comments comments(Transport transport) {
        return system.client(Comments.class, transport);
    }

    <C> C client(Class<C> contract, Transport transport) {
        return system.client(contract, transport);
    }

    List<Board> boards() {
        return system.as(CallContext.ANONYMOUS, () -> threads(Transport.BUS)
                        .listBoards(ListBoardsRequest.getDefaultInstance()))
                .getItemsList();
    }

    Board board(String id) {
        return boards().stream()
                .filter(board -> board.getId().equals(id))
                .findAny()
                .orElseThrow();
    }

    /** So many calls at once; their replies. */
    @CanIgnoreReturnValue
    static <T> List<T> atOnce(int calls, IntFunction<Future<T>> call) {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            running.add(call.apply(i));
        }
        return TestSystem.await(Future.join(running)).list();
    }

    static void assertRefused(GrpcStatus status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
            org.assertj.core.api.Assertions.assertThat(refused.code()).isEqualTo(code);
            org.assertj.core.api.Assertions.assertThat(refused.status()).isEqualTo(status);
        });
    }

    /** Delivers an event as a relay does, and waits until it is taken. */
    void deliver(String eventId, Message event) {
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(eventId)
                .setSource("test")
                .setAggregateId("aggregate")
                .setType(event.getDescriptorForType().getFullName())
                .setPayload(event.toByteString())
                .build();
        TestSystem.await(
                EventTransport.of(system.vertx(), system.config(), "test").deliver("forum", envelope));
    }

    @CanIgnoreReturnValue
    RowSet<Row> sql(String statement, Object... arguments) {
        return TestSystem.await(db.query(statement, arguments));
    }

    @Override
    public void close() {
        TestSystem.await(db.close());
        system.close();
    }
}
