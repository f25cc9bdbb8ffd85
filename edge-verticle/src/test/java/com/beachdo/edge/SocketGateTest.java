package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketGateTest {
    private static final String GUESS = "A".repeat(43);

    @Test
    void whoeverTriesTicketsThatAreNoneIsStopped() {
        // 300 tries times this; a quarter of them while there is no Redis
        try (TestEdge edge = new TestEdge(Map.of("BEACHDO_RATE_LIMIT_SCALE", "0.027"))) {
            assertThat(TestSocket.status(edge, GUESS, TestEdge.ORIGIN)).isEqualTo(503);
            assertThat(TestSocket.status(edge, GUESS, TestEdge.ORIGIN)).isEqualTo(503);
            assertThat(TestSocket.status(edge, GUESS, TestEdge.ORIGIN)).isEqualTo(429);
        }
    }
}
