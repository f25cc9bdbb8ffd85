package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two edges on one Redis: somebody is there as long as any of them holds a socket of theirs. */
@Timeout(60)
class PresenceIT {
    private static TestEdge edge;
    private static TestEdge other;
    private static RedisStore redis;
    private static PresenceRegistry registry;

    @BeforeAll
    static void open() {
        URI url = URI.create(TestServices.redis());
        edge = new TestEdge(Map.of(), url, "edge-test");
        other = new TestEdge(Map.of(), url, "edge-test");
        redis = new RedisStore(edge.system().vertx(), url);
        registry = new PresenceRegistry(redis);
    }

    @AfterAll
    static void close() {
        redis.close();
        edge.close();
        other.close();
    }

    @Test
    void theFirstSocketComesAndTheLastGoes() throws InterruptedException {
        TestSocket first = TestSocket.raw(edge, ticket("u1"));
        assertThat(edge.presences().poll(10, TimeUnit.SECONDS)).isEqualTo("u1true");
        assertThat(online("u1", "u2")).containsExactly(true, false);
        TestSocket second = TestSocket.raw(edge, ticket("u1"));
        TestSocket elsewhere = TestSocket.raw(other, ticket("u1"));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(nodes("u1")).isEqualTo(2));

        first.close();
        second.close();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(nodes("u1")).isEqualTo(1));
        assertThat(online("u1")).containsExactly(true);
        elsewhere.close();
        assertThat(other.presences().poll(10, TimeUnit.SECONDS)).isEqualTo("u1false");
        assertThat(online("u1")).containsExactly(false);
        assertThat(edge.presences()).isEmpty();
    }

    @Test
    void whatRedisForgotIsToldAgain() throws InterruptedException {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u3"))) {
            assertThat(edge.presences().poll(10, TimeUnit.SECONDS)).isEqualTo("u3true");
            Object unused = TestSystem.await(redis.send(Request.cmd(Command.FLUSHDB)));
            assertThat(online("u3")).containsExactly(false);
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(online("u3")).containsExactly(true));
            assertThat(socket.register("elsewhere").frame().getString("type")).isEqualTo("err");
        }
        assertThat(edge.presences().poll(10, TimeUnit.SECONDS)).isEqualTo("u3false");
    }

    private static int nodes(String user) {
        return Integer.parseInt(
                TestSystem.await(redis.send(Request.cmd(Command.ZCARD).arg("live:" + user)))
                        .toString());
    }

    private static List<Boolean> online(String... users) {
        return TestSystem.await(registry.online(List.of(users)));
    }

    private static String ticket(String user) {
        return edge.send(edge.to("/v1/realtime/ticket", edge.token(user, "BUYER"))
                        .POST(BodyPublishers.noBody()))
                .json()
                .getString("ticket");
    }
}
