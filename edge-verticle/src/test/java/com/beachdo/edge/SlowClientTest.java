package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send slowly, nothing, or too much. */
@Timeout(30)
class SlowClientTest {
    private static final String SUBMIT = "POST /v1/listings/" + UUID.randomUUID() + "/submit HTTP/1.1\r\nHost: a\r\n";
    private static TestEdge edge;
    private static String head;

    @BeforeAll
    static void open() {
        edge = new TestEdge(Map.of(
                "BEACHDO_HTTP_REQUEST_TIMEOUT_S", "1",
                "BEACHDO_HTTP_IDLE_TIMEOUT_S", "2",
                "BEACHDO_SOCKET_PING_TIMEOUT_S", "4"));
        head = SUBMIT + "Authorization: Bearer " + edge.token("u1", "SELLER")
                + "\r\nContent-Type: application/json\r\n";
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @Test
    void aConnectionThatNeverAsksIsClosed() throws IOException {
        long start = System.nanoTime();
        try (Raw raw = new Raw(edge)) {
            assertThat(raw.isClosedByServer()).isTrue();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(800L, 20_000L);
    }

    @Test
    void headersThatDripAreCutOff() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send("GET / HTTP/1.1\r\nHost: a\r\n");
            assertThat(dripUntilClosed(raw, "X: y\r\n")).isLessThan(20_000);
        }
    }

    @Test
    void headersThatDripOnAConnectionInUseAreCutOff() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(Raw.statuses(raw.response())).containsExactly(404);
            raw.send("GET / HTTP/1.1\r\nHost: a\r\n");
            assertThat(dripUntilClosed(raw, "X: y\r\n")).isLessThan(20_000);
        }
    }

    @Test
    void bodiesThatDripAreCutOff() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send(head + "Content-Length: 1000\r\n\r\n");
            long start = System.nanoTime();
            Thread drip = drip(raw);
            String all = raw.untilClosed();
            drip.interrupt();
            assertThat(Raw.statuses(all)).as(all).containsExactly(408);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(20_000);
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(Raw.statuses(raw.response())).containsExactly(404);
            assertThat(raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aDeclaredBodyThatIsTooLargeIsRefusedBeforeItComes() throws IOException {
        try (Raw raw = new Raw(edge)) {
            String all = raw.send(head + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n")
                    .untilClosed();
            assertThat(Raw.statuses(all)).containsExactly(413);
        }
    }

    @Test
    void anEndlessBodyIsRefusedOnTheWay() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send(head + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            int sent = 0;
            try {
                while (sent < 64 * 1024 * 1024) {
                    raw.send(chunk);
                    sent += 0x4000;
                }
            } catch (SocketException closed) {
                // as it should
            }
            assertThat(sent).isLessThan(32 * 1024 * 1024);
        }
        try (Raw raw = new Raw(edge)) {
            raw.send(head + "Transfer-Encoding: chunked\r\n\r\n");
            for (int count = 0; count < 20; count++) {
                raw.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            String answer = raw.response();
            assertThat(Raw.statuses(answer)).containsExactly(413);
            assertThat(answer).contains("request.too_large");
        }
    }

    @Test
    void whoExpectsToContinueIsTold() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send(head + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(raw.response()).startsWith("HTTP/1.1 100");
            assertThat(Raw.statuses(raw.send("{}").response())).containsExactly(503);
        }
        try (Raw raw = new Raw(edge)) {
            raw.send(head + "Content-Length: 2\r\nExpect: miracles\r\n\r\n{}");
            assertThat(Raw.statuses(raw.response())).containsExactly(417);
        }
    }

    @Test
    void aRefusedSmallBodyDoesNotCostTheConnection() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send(SUBMIT + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(Raw.statuses(raw.response())).containsExactly(401);
            raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(Raw.statuses(raw.response())).containsExactly(404);
        }
    }

    @Test
    void aSocketThatNeverPingsIsClosedAndOneThatPingsIsNot() {
        try (TestSocket silent = TestSocket.sockJs(edge, ticket(), null);
                TestSocket pinging = TestSocket.sockJs(edge, ticket(), null)) {
            silent.register("inbox");
            Thread pings = new Thread(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        pinging.send(new JsonObject().put("type", "ping"));
                        TimeUnit.MILLISECONDS.sleep(500);
                    }
                } catch (InterruptedException over) {
                    // as it should
                }
            });
            pings.start();
            assertThat(silent.frame().getJsonObject("body").getString("reason")).isEqualTo("silent");
            silent.isClosed();
            pings.interrupt();
            assertThat(pinging.request("nowhere", new JsonObject()).getString("type"))
                    .isEqualTo("err");
        }
    }

    private static String ticket() {
        return edge.post("/v1/realtime/ticket", edge.token("u1", "BUYER"), "{}")
                .json()
                .getString("ticket");
    }

    private static long dripUntilClosed(Raw raw, String drop) {
        long start = System.nanoTime();
        Thread drip = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    raw.send(drop);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException | InterruptedException closed) {
                // over
            }
        });
        drip.start();
        try {
            raw.untilClosed();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            drip.interrupt();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static Thread drip(Raw raw) {
        Thread drip = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    raw.send(" ");
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException | InterruptedException closed) {
                // over
            }
        });
        drip.start();
        return drip;
    }
}
