package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Nodes that come and go behind a balancer, under load. {@code -Dcluster.rolls}, {@code -Dcluster.requests} and
 * {@code -Dcluster.rate} make it heavier. On a machine that has nothing else to do, {@code -Dcluster.strict=true} runs
 * with the limits of production and forgives nothing; otherwise what PostgreSQL was too slow for does not count, and how
 * long a killed node is felt is printed, not judged.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingIT {
    private static final int ROLLS = Integer.getInteger("cluster.rolls", 1);
    private static final int REQUESTS = Integer.getInteger("cluster.requests", 2_000);
    private static final int RATE = Integer.getInteger("cluster.rate", 40);
    private static final String SLOW_DATABASE = "urn:beachdo:problem:database.slow";
    private static final boolean STRICT = Boolean.getBoolean("cluster.strict");
    private static final Duration LOADED = Duration.ofSeconds(120 + 2L * REQUESTS / RATE);
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestCluster CLUSTER =
            new TestCluster(3, STRICT ? Map.of("BEACHDO_CALL_TIMEOUT_MS", "2500") : Map.of());
    private static final TestNode FIRST = CLUSTER.add("first", "");
    private static final TestNode SECOND = CLUSTER.add("second", "");
    /** A twin of domains, without an edge. */
    private static final TestNode TWIN = CLUSTER.add("twin", "identity,catalog,chat");

    private static Balancer balancer = new Balancer(VERTX, List.of(FIRST, SECOND));
    private static String token = "";
    private static String boardId = "";
    private static String threadId = "";

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.start();
        balancer = await(balancer.listen());
        TestClient client = new TestClient(FIRST.api());
        token = client.register("load@example.com");
        letOnePersonPostALot();
        JsonObject boards = client.json("GET", "/v1/forum/boards", token, null);
        boardId = boards.getJsonArray("items").getJsonObject(0).getString("id");
        JsonObject thread = new JsonObject()
                .put("boardId", boardId)
                .put("title", "A thread to like")
                .put("body", "Please do.");
        threadId = client.json("POST", "/v1/forum/threads", token, thread).getString("id");
    }

    @AfterAll
    static void stop() throws Exception {
        CLUSTER.close();
        Void unused = await(VERTX.close());
    }

    @Test
    @Order(1)
    void aRollingRestartFailsNoRequest() throws Exception {
        Load load = load();
        try (TestSocket socket = TestSocket.connect(FIRST.api(), new TestClient(FIRST.api()).ticket(token))) {
            TestNode.eventually(() -> balancer.isReady(FIRST) && balancer.isReady(SECOND));
            load.start();
            for (int roll = 0; roll < ROLLS; roll++) {
                for (TestNode node : List.of(FIRST, SECOND, TWIN)) {
                    assertThat(node.stop()).as("exit status after SIGTERM").isEqualTo(143);
                    node.start();
                    node.awaitReady();
                    TestNode.eventually(() -> node == TWIN || balancer.isReady(node));
                }
            }
            TestNode.within(LOADED, () -> load.answered() >= REQUESTS);
            Void unused = await(load.stop());

            assertThat(socket.awaitClosed()).as("what its socket heard").contains("\"reason\":\"restart\"");
        }
        System.out.printf(
                "rolling restarts: %d of %d requests failed%n", load.failed().size(), load.answered());
        assertThat(load.failed())
                .filteredOn(one -> STRICT || !one.what().contains(SLOW_DATABASE))
                .isEmpty();
    }

    @Test
    @Order(2)
    void aKilledDomainNodeIsFeltForAMomentOnly() throws Exception {
        Load load = load();
        load.start();
        TestNode.eventually(() -> load.answered() >= 3L * RATE);

        TWIN.kill();
        long killed = System.nanoTime();
        TestNode.eventually(() -> load.wellInARow() >= 5L * RATE && System.nanoTime() - killed > WATCHED_NANOS);
        Void unused = await(load.stop());

        List<Load.Failed> failed =
                load.failed().stream().filter(one -> one.atNanos() >= killed).toList();
        long window = failed.stream()
                .mapToLong(one -> TimeUnit.NANOSECONDS.toMillis(one.atNanos() - killed))
                .max()
                .orElse(0);
        System.out.printf("kill -9: %d failed within %d ms: %s%n", failed.size(), window, failed);
        if (STRICT) {
            assertThat(failed).filteredOn(one -> one.method() == HttpMethod.GET).isEmpty();
            assertThat(window).isLessThanOrEqualTo(3_000);
        }
        TWIN.start();
        TWIN.awaitReady();
    }

    /** The load is one person who posts more than people do. */
    private static void letOnePersonPostALot() throws SQLException {
        URI database = URI.create(String.valueOf(CLUSTER.settings("").get("BEACHDO_DATABASE_URL")));
        String[] user = database.getUserInfo().split(":", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath(),
                        user[0],
                        user[1]);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE identity.account SET created_at = created_at - interval '90 days'"))
                    .isPositive();
            assertThat(statement.executeUpdate(
                            "UPDATE forum.trust_rule SET threads_a_day = 1000000, comments_a_day = 1000000,"
                                    + " posts_a_minute = 1000000, same_an_hour = 1000000, hold = '{}'"))
                    .isEqualTo(4);
            assertThat(statement.executeUpdate("UPDATE forum.trust_policy SET version = version + 1"))
                    .isEqualTo(1);
        }
    }

    private static Load load() {
        return new Load(VERTX, balancer.uri(), token, boardId, threadId, RATE);
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
