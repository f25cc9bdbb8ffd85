package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tickets when Redis is there. */
class TicketsIT {
    private static URI redis;
    private static TestEdge edge;
    private static TestEdge other;

    @BeforeAll
    static void open() {
        redis = URI.create(TestServices.redis());
        edge = new TestEdge(Map.of(), redis, "edge-test");
        other = new TestEdge(Map.of(), redis, "edge-test");
    }

    @AfterAll
    static void close() {
        edge.close();
        other.close();
    }

    @Test
    void aTicketOfOneNodeLetsASocketIntoAnother() {
        String ticket = ticket();
        assertThat(TestSocket.status(other, ticket, null)).isEqualTo(101);
        assertThat(TestSocket.status(edge, ticket, null)).isEqualTo(401);
        assertThat(TestSocket.status(edge, "x".repeat(43), null)).isEqualTo(401);
    }

    @Test
    void ofManyAtOnceOneGetsIn() {
        String ticket = ticket();
        long in = IntStream.range(0, 40)
                .parallel()
                .filter(at -> TestSocket.status(at % 2 == 0 ? edge : other, ticket, null) == 101)
                .count();
        assertThat(in).isEqualTo(1);
    }

    @Test
    void ticketsEndAfterThirtySeconds() {
        String ticket = ticket();
        RedisStore store = new RedisStore(edge.system().vertx(), redis);
        Response seconds = TestSystem.await(store.send(Request.cmd(Command.TTL).arg("realtime:ticket:" + ticket)));
        assertThat(Integer.parseInt(seconds.toString())).isBetween(1, 30);
        store.close();
    }

    private static String ticket() {
        Answer answer = edge.send(
                edge.to("/v1/realtime/ticket", edge.token("u1", "BUYER")).POST(BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getString("ticket");
    }
}
