package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** While people read and renew their tokens, the signing key changes under them, and nobody has to sign in again. */
@NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
class RotateKeysIT {
    private static final int PEOPLE = 4;
    private static final int REFRESH_EVERY = 5;

    private final BeachdoProcess process = TestBeachdo.shared();
    private final TestHttp http = new TestHttp(process);
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void logsNobodyOut() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            String before = kid(register());
            List<Future<String>> reading = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                JsonObject tokens = register();
                reading.add(people.submit(() -> readUntilNewKey(tokens, before)));
            }
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            KeysCommand.rotate(settings()::get, new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains(before);
            soon();
            for (Future<String> one : reading) {
                assertThat(one.get(3, TimeUnit.MINUTES)).isEmpty();
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(requests.get()).isGreaterThan(100);
    }

    /** Goes on with tokens of old and new keys; says what was refused. */
    private String readUntilNewKey(JsonObject first, String before) {
        JsonObject tokens = first;
        int afterwards = 0;
        for (int turn = 1; afterwards < 3 * REFRESH_EVERY; turn++) {
            HttpResponse<String> me = http.send("GET", "/v1/me", tokens.getString("accessToken"), null);
            int unused = requests.incrementAndGet();
            if (me.statusCode() != 200) {
                return "GET /v1/me: " + me.body();
            }
            if (turn % REFRESH_EVERY == 0) {
                String body = new JsonObject()
                        .put("refreshToken", tokens.getString("refreshToken"))
                        .encode();
                HttpResponse<String> renewed = http.send("POST", "/v1/auth/refresh", null, body);
                if (renewed.statusCode() != 200) {
                    return "refresh: " + renewed.body();
                }
                tokens = new JsonObject(renewed.body()).getJsonObject("tokens");
            }
            afterwards += kid(tokens).equals(before) ? 0 : 1;
        }
        return "";
    }

    /** A new key signs after a minute and a half, when every node knows it; here after ten seconds, which is harder. */
    private void soon() throws SQLException {
        URI url = URI.create(Objects.requireNonNull(process.setting("BEACHDO_DATABASE_URL")));
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection owner = DriverManager.getConnection(jdbc, user[0], user[1]);
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE identity.signing_key SET signs_from = signs_from - interval "
                            + "'80 seconds' WHERE signs_from > now()"))
                    .isEqualTo(1);
        }
    }

    private JsonObject register() {
        return http.register("rotate-" + UUID.randomUUID() + "@example.com").getJsonObject("tokens");
    }

    private Map<String, String> settings() {
        return Map.of(
                "BEACHDO_GRPC_PORT",
                Integer.toString(process.grpcPort()),
                "BEACHDO_SERVICE_TOKEN",
                Objects.requireNonNull(process.setting("BEACHDO_SERVICE_TOKEN")));
    }

    private static String kid(JsonObject tokens) {
        String header = tokens.getString("accessToken").split("\\.", 2)[0];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .getString("kid");
    }
}
