package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may call what. {@code access-matrix.txt} has a row for every operation with the least role it needs; every
 * operation is tried by every actor.
 */
class AccessMatrixIT {
    private static final String UNKNOWN_ID = "0190f000-0000-7000-8000-00000000dead";
    private static final TestHttp HTTP = new TestHttp(TestBeachdo.shared());
    private static final Map<String, String> MATRIX = matrix();
    private static final Map<String, Operation> OPERATIONS = new TreeMap<>();
    private static String buyer = "";
    private static String admin = "";

    private record Operation(String method, String path, boolean hasBody) {
        HttpResponse<String> call(@Nullable String token) {
            return HTTP.send(method, path.replaceAll("\\{[^}]+}", UNKNOWN_ID), token, hasBody ? "{}" : null);
        }
    }

    @BeforeAll
    static void readContract() {
        JsonObject paths =
                new JsonObject(HTTP.send("GET", "/openapi.json", null, null).body()).getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (item.getValue(method) instanceof JsonObject spec && spec.containsKey("operationId")) {
                    OPERATIONS.put(
                            spec.getString("operationId"),
                            new Operation(method.toUpperCase(Locale.ROOT), path, spec.containsKey("requestBody")));
                }
            }
        }
        buyer = TestHttp.token(HTTP.register("matrix-" + UUID.randomUUID() + "@example.com"));
        admin = HTTP.adminToken();
    }

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() {
        assertThat(MATRIX.keySet()).isEqualTo(OPERATIONS.keySet());
    }

    @Test
    void anonymousCallersGetPastPublicOperationsOnly() {
        OPERATIONS.forEach((id, operation) -> {
            int status = operation.call(null).statusCode();
            if ("ANYONE".equals(MATRIX.get(id))) {
                assertThat(status).as(id).isNotIn(401, 403);
            } else {
                assertThat(status).as(id).isEqualTo(401);
            }
        });
    }

    @Test
    void aBuyerGetsNoFurtherThanBuyersMay() {
        OPERATIONS.forEach((id, operation) -> {
            if (Set.of("SELLER", "MODERATOR", "ADMIN", "INTEGRATOR").contains(MATRIX.get(id))) {
                HttpResponse<String> response = operation.call(buyer);
                assertThat(response.statusCode()).as(id).isEqualTo(403);
            }
        });
    }

    @Test
    void anAdministratorIsLetInWhereStaffAre() {
        OPERATIONS.forEach((id, operation) -> {
            if (Set.of("MODERATOR", "ADMIN", "INTEGRATOR").contains(MATRIX.get(id))) {
                assertThat(operation.call(admin).statusCode()).as(id).isNotIn(401, 403);
            }
        });
    }

    @Test
    void anEndedOrForgedTokenOpensNothing() {
        String ended = TestHttp.token(HTTP.register("ended-" + UUID.randomUUID() + "@example.com"));
        assertThat(HTTP.send("POST", "/v1/auth/logout", ended, null).statusCode())
                .isEqualTo(204);
        String forged = buyer.substring(0, buyer.lastIndexOf('.') + 1) + "AAAA";
        OPERATIONS.forEach((id, operation) -> {
            if (!"ANYONE".equals(MATRIX.get(id))) {
                assertThat(operation.call(ended).statusCode()).as(id + " ended").isEqualTo(401);
                assertThat(operation.call(forged).statusCode())
                        .as(id + " forged")
                        .isEqualTo(401);
            }
        });
    }

    private static Map<String, String> matrix() {
        Map<String, String> rows = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AccessMatrixIT.class.getResourceAsStream("/access-matrix.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.trim().split("\\s+");
                        rows.put(parts[0], parts[1]);
                    });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
