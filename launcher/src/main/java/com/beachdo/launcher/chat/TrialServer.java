package com.beachdo.launcher.chat;

import com.beachdo.embedded.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of this build in a process of its own, that can be killed and started again at the same place. */
final class TrialServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final int LAST_LINES = 20;
    private static final long POLL_NANOS = 100_000_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> settings;
    private final Path log;
    private final int http = TestServices.freePort();
    private final int management = TestServices.freePort();
    private final int grpc = TestServices.freePort();
    private @Nullable Process process;

    TrialServer(Map<String, String> services, Path log) {
        this.log = log;
        this.settings = new HashMap<>(services);
        this.settings.putAll(Map.of(
                "BEACHDO_BIND",
                "127.0.0.1",
                "BEACHDO_HTTP_PORT",
                Integer.toString(http),
                "BEACHDO_MANAGEMENT_PORT",
                Integer.toString(management),
                "BEACHDO_GRPC_PORT",
                Integer.toString(grpc),
                "BEACHDO_PUBLIC_URL",
                "http://127.0.0.1:" + http,
                "BEACHDO_STAFF_SECOND_FACTOR",
                "off",
                "BEACHDO_RATE_LIMIT_SCALE",
                "100000",
                "BEACHDO_BCRYPT_COST",
                "4"));
    }

    URI api() {
        return ChatCheck.loopback(http);
    }

    int grpcPort() {
        return grpc;
    }

    /** Returns when it is ready. */
    void start() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "com.beachdo.launcher.Main"));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("BEACHDO_"));
        builder.environment().putAll(settings);
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not get ready. Its last words:\n" + lastWords());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The log itself goes with the folder of the trial. */
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(
                        ChatCheck.loopback(management).resolve("/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** At once, by kill -9. */
    void kill() {
        Process running = process;
        if (running != null) {
            Process unused = running.destroyForcibly();
            Process ended = running.onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
