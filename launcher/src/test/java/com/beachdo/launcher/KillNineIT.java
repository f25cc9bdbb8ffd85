package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.TestServices;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there after everything was killed, and the next start needs nobody. */
class KillNineIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final int WRITES = 15;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path dataDir = TestBeachdo.temporary();
    private final int http = TestServices.freePort();
    private final int management = TestServices.freePort();
    private final int grpc = TestServices.freePort();
    private @Nullable Process process;

    @AfterEach
    void cleanUp() {
        killAll();
        EmbeddedServices.forget(dataDir);
    }

    @Test
    void noAcknowledgedWriteIsLost() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            start();
            for (String email : acknowledged) {
                assertThat(post("/v1/auth/login", email))
                        .as("%s after round %d", email, round)
                        .isEqualTo(200);
            }
            for (int write = 0; write < WRITES; write++) {
                String email = "kill-" + round + "-" + write + "@example.com";
                if (post("/v1/auth/register", email) == 201) {
                    acknowledged.add(email);
                }
            }
            killAll();
        }
        start();
        assertThat(acknowledged).hasSize(ROUNDS * WRITES);
        for (String email : acknowledged) {
            assertThat(post("/v1/auth/login", email)).as(email).isEqualTo(200);
        }
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "com.beachdo.launcher.Main",
                "--no-demo",
                "--data-dir=" + dataDir,
                "--http-port=" + http,
                "--management-port=" + management,
                "--grpc-port=" + grpc);
        builder.environment().put("BEACHDO_BCRYPT_COST", "4");
        builder.environment().put("BEACHDO_RATE_LIMIT_SCALE", "1000");
        File log = dataDir.resolveSibling(dataDir.getFileName() + ".log").toFile();
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        process = started;
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!ready()) {
            assertThat(started.isAlive()).as("running, see " + log).isTrue();
            assertThat(System.nanoTime()).as("ready in time, see " + log).isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }

    private boolean ready() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + management + "/health/ready"))
                                            .timeout(Duration.ofSeconds(3))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the process and all it started, at once. */
    private void killAll() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
            Process unused = running.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            Process unusedToo = running.onExit().join();
        }
    }

    private int post(String path, String email) throws IOException, InterruptedException {
        JsonObject body = new JsonObject().put("email", email).put("password", TestHttp.PASSWORD);
        if (path.endsWith("register")) {
            body.put("name", "Killed");
        }
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.encode()))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
