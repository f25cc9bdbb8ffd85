package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Listings;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.forum.push.PushConfig;
import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.ListBoardsRequest;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The forum on a real database; identity is stood in for. */
final class ForumSystem implements AutoCloseable {
    private final String databaseUrl;
    final TestSystem system;
    final Db db;
    final FakeIdentity identity = new FakeIdentity();
    final FakeCatalog catalog = new FakeCatalog();

    ForumSystem(Duration authorsKept) {
        this(authorsKept, PushConfig.OFF);
    }

    ForumSystem(Duration authorsKept, PushConfig push) {
        databaseUrl = TestServices.postgres();
        system = TestSystem.create(databaseUrl, "redis://127.0.0.1", "forum");
        db = Db.open(system.vertx(), system.config(), "forum");
        system.fake(Accounts.class, identity);
        system.fake(Listings.class, catalog);
        system.fake(Factors.class, new FakeFactors());
        system.deploy(new ForumVerticle(system.config(), new ForumConfig(authorsKept, authorsKept, push)));
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

    /** As a relay that did not hear that it was taken. */
    void deliverTwice(Message event) {
        String id = Ids.next().toString();
        deliver(id, event);
        deliver(id, event);
    }

    /** Waits until everybody is told of what happened so far. */
    void awaitTold() {
        Eventually.within(30, TimeUnit.SECONDS, () -> org.assertj.core.api.Assertions.assertThat(
                        sql("SELECT FROM outbox WHERE 'forum' = ANY (pending)").size())
                .isZero());
    }

    List<Notification> inbox(Person person) {
        Notifications client = client(Notifications.class, Transport.BUS);
        return system.as(
                        person.context(), () -> client.listNotifications(ListNotificationsRequest.getDefaultInstance()))
                .getItemsList();
    }

    @CanIgnoreReturnValue
    RowSet<Row> sql(String statement, Object... arguments) {
        return TestSystem.await(db.query(statement, arguments));
    }

    /** So many threads of the last two years, half of them in a board, each with a common and a rare word. */
    void largeBoard(UUID board, int threads) {
        asSuperuser(database -> {
            for (int from = 1; from <= threads; from += 10_000) {
                run(
                        database,
                        """
                        INSERT INTO thread (thread_id, board_id, author_id, title, body, body_html, tags, created_at,
                            last_activity_at, like_count, comment_count)
                        SELECT gen_random_uuid(), CASE WHEN n %% 2 = 0 THEN '%s' ELSE b.board_id END,
                            md5((n %% 5000)::text)::uuid, 'Common question ' || n || ' about rare' || n %% 1000, 'What do you say of it?',
                            '<p>What do you say of it?</p>', ARRAY['tag' || n %% 50],
                            now() - n * interval '730 days' / %d, now() - n * interval '730 days' / %d, n %% 97, n %% 13
                        FROM generate_series(%d, least(%d, %d)) n JOIN (
                            SELECT board_id, row_number() OVER () AS place FROM board) b ON b.place = 1 + n %% 9
                        """
                                .formatted(board, threads, threads, from, from + 9_999, threads));
            }
            run(
                    database,
                    "UPDATE board SET thread_count = (SELECT count(*) FROM thread t WHERE t.board_id = board.board_id)");
        });
    }

    /** So many comments on a thread. */
    void largeThread(UUID thread, int comments) {
        asSuperuser(database -> {
            for (int from = 1; from <= comments; from += 10_000) {
                run(
                        database,
                        """
                        INSERT INTO comment (comment_id, thread_id, depth, author_id, body, body_html, created_at)
                        SELECT gen_random_uuid(), '%s', 0, md5((n %% 5000)::text)::uuid,
                            'A common answer ' || n || ' with rare' || n %% 1000, '<p>A common answer</p>',
                            now() - (%d - n) * interval '1 second'
                        FROM generate_series(%d, least(%d, %d)) n
                        """
                                .formatted(thread, comments, from, from + 9_999, comments));
            }
            run(
                    database,
                    "UPDATE thread SET comment_count = comment_count + %d WHERE thread_id = '%s'"
                            .formatted(comments, thread));
            run(database, "VACUUM ANALYZE thread, comment, board");
        });
    }

    /** Work as the owner of the database, who has time. */
    private void asSuperuser(Consumer<PgConnection> work) {
        PgConnection connection =
                TestSystem.await(PgConnection.connect(system.vertx(), PgConnectOptions.fromUri(databaseUrl)));
        try {
            run(connection, "SET search_path = forum, public");
            work.accept(connection);
        } finally {
            TestSystem.await(connection.close());
        }
    }

    private static void run(PgConnection connection, String statement) {
        Object unused = connection
                .query(statement)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        TestSystem.await(db.close());
        system.close();
    }
}
