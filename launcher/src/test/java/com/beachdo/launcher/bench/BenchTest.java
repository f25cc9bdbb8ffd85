package com.beachdo.launcher.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A measurement ends when there is nothing left to measure. */
@Timeout(60)
class BenchTest {
    private static final String PAGE = "{\"items\":[{\"id\":\"0192d3e0-0000-7000-8000-000000000001\"}]}";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + PAGE.length() + "\r\n\r\n" + PAGE;

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        Void unused = TestSystem.await(vertx.close());
    }

    /** Answers so many requests, and none after them. */
    private void bench(int answers) {
        int[] answered = {0};
        NetServer server = TestSystem.await(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> {
                    if (answered[0]++ < answers) {
                        socket.write(ANSWER);
                    }
                }))
                .listen(0, "127.0.0.1"));
        String port = Integer.toString(server.actualPort());
        Map<String, String> settings = Map.of("BEACHDO_HTTP_PORT", port, "BEACHDO_MANAGEMENT_PORT", port);
        Bench.run(variable -> settings.getOrDefault(variable, ""), nowhere, 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void endsWithAnErrorWhenTheServerGoesSilent(int answers) {
        assertThatThrownBy(() -> bench(answers)).isInstanceOf(CompletionException.class);
    }

    @Test
    void endsWithAnErrorWhenThereIsNoServer() {
        NetServer server = TestSystem.await(
                vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        String port = Integer.toString(server.actualPort());
        Void unused = TestSystem.await(server.close());
        assertThatThrownBy(() -> Bench.run(variable -> variable.equals("BEACHDO_HTTP_PORT") ? port : "", nowhere, 500))
                .isInstanceOf(CompletionException.class);
    }
}
