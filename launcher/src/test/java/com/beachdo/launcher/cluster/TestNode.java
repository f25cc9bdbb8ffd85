package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One Beachdo in a Java process of its own. */
final class TestNode {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final String name;
    private final Map<String, String> settings;
    private final List<String> prefix;
    private final String host;
    private final Path log;
    private @Nullable Process process;

    /**
     * @param settings its whole environment that is Beachdo's
     * @param host where its API and management are reached
     * @param prefix what to start it with, for example in another network namespace
     */
    TestNode(String name, Map<String, String> settings, String host, List<String> prefix) {
        this.name = name;
        this.settings = settings;
        this.prefix = prefix;
        this.host = host;
        this.log = logFile(name);
    }

    private static Path logFile(String name) {
        try {
            return Files.createTempFile("beachdo-" + name + "-", ".log");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void start() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + System.getProperty("cluster.tier", "1"),
                "-cp",
                System.getProperty("java.class.path"),
                "com.beachdo.launcher.Main"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("BEACHDO_"));
        builder.environment().putAll(settings);
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitReady() {
        eventually(() -> {
            assertThat(running().isAlive()).as("%s runs, see %s", name, log).isTrue();
            return isReady();
        });
    }

    boolean isReady() {
        return health().statusCode() == 200;
    }

    /** What it says of its health; status 0 when it says nothing. */
    Answer health() {
        return get(management(), "/health/ready");
    }

    JsonObject info() {
        return new JsonObject(get(management(), "/info").body());
    }

    record Answer(int statusCode, String body) {}

    private static Answer get(URI base, String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofSeconds(3))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI api() {
        return URI.create("http://" + host + ":" + port("BEACHDO_HTTP_PORT"));
    }

    URI management() {
        return URI.create("http://" + host + ":" + port("BEACHDO_MANAGEMENT_PORT"));
    }

    String host() {
        return host;
    }

    int port(String variable) {
        return Integer.parseInt(Objects.requireNonNull(settings.get(variable)));
    }

    /** Asks it to stop and waits; its exit status. */
    int stop() {
        running().destroy();
        return awaitExit();
    }

    int awaitExit() {
        try {
            assertThat(running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends, see %s", name, log)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return running().exitValue();
    }

    void kill() {
        Process started = process;
        if (started != null) {
            Process unused = started.destroyForcibly();
            Process unusedToo = started.onExit().join();
        }
    }

    void signal(String signal) {
        try {
            Process sent = new ProcessBuilder(
                            "kill", "-" + signal, Long.toString(running().pid()))
                    .start();
            assertThat(sent.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "not started");
    }

    static void eventually(BooleanSupplier holds) {
        within(PATIENCE, holds);
    }

    static void within(Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    public String toString() {
        return name + " (" + log + ")";
    }
}
