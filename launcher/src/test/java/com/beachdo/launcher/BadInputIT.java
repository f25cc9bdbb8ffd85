package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input on every operation of the contract: always a 4xx problem, never a 5xx, never a hang. */
class BadInputIT {
    private static final String UNKNOWN_ID = "0190f000-0000-7000-8000-00000000dead";

    private static final TestHttp HTTP = new TestHttp(TestBeachdo.shared());
    private static JsonObject contract = new JsonObject();
    private static String admin = "";

    /** An operation of the contract: where it is and what it takes. */
    record Operation(String method, String path, JsonObject spec) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean hasBody() {
            return spec.containsKey("requestBody");
        }

        String at(String id) {
            return path.replaceAll("\\{[^}]+}", id);
        }
    }

    @BeforeAll
    static void signIn() {
        // an administrator who sells as well may call everything
        JsonObject seller =
                new JsonObject(HTTP.send("POST", "/v1/me/seller", HTTP.adminToken(), "{\"acceptTerms\":true}")
                        .body());
        admin = TestHttp.token(seller);
    }

    private static JsonObject contract() {
        if (contract.isEmpty()) {
            contract =
                    new JsonObject(HTTP.send("GET", "/openapi.json", null, null).body());
        }
        return contract;
    }

    static Stream<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        JsonObject paths = contract().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (item.getValue(method) instanceof JsonObject spec && spec.containsKey("operationId")) {
                    found.add(new Operation(method.toUpperCase(Locale.ROOT), path, spec));
                }
            }
        }
        return found.stream();
    }

    static Stream<Operation> operationsWithBody() {
        return operations().filter(Operation::hasBody);
    }

    static Stream<Operation> operationsWithId() {
        return operations().filter(operation -> operation.path().contains("{"));
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void aBodyThatIsNoJsonIsRefused(Operation operation) {
        for (String body :
                List.of("", "{", "[", "nonsense", "{\"a\":1,\"a\":2}", "\u0000", "{\"a\":" + "[".repeat(2000))) {
            JsonObject unused = problem(operation, body, send(operation, UNKNOWN_ID, body));
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void aBodyOfTheWrongShapeIsRefusedWithTheFieldNamed(Operation operation) {
        for (String body : List.of("[]", "\"text\"", "17", "{\"noSuchField\":1}")) {
            JsonObject problem = problem(operation, body, send(operation, UNKNOWN_ID, body));
            assertThat(problem.getJsonArray("errors", new JsonArray()))
                    .as(operation + " " + body + " " + problem)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void eachPropertyOfTheWrongTypeIsNamed(Operation operation) {
        JsonObject properties = schema(operation).getJsonObject("properties", new JsonObject());
        for (String property : properties.fieldNames()) {
            for (Object wrong : List.of(
                    new JsonArray().add(new JsonArray()),
                    new JsonObject().put("x", new JsonObject().put("y", 1)),
                    -1.5)) {
                String body = new JsonObject().put(property, wrong).encode();
                JsonObject problem = problem(operation, body, send(operation, UNKNOWN_ID, body));
                assertThat(problem.getJsonArray("errors").stream()
                                .map(error -> ((JsonObject) error).getString("pointer"))
                                .toList())
                        .as(operation + " " + body)
                        .anyMatch(
                                pointer -> pointer.equals("/" + property) || pointer.startsWith("/" + property + "/"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithId")
    void anIdThatIsNoneIsRefused(Operation operation) {
        for (String id : List.of("x", "1", "%00", "..%2f..", "a".repeat(300), "%F0%9F%A5%A5")) {
            int status = send(operation, id, operation.hasBody() ? "{}" : null).statusCode();
            assertThat(status).as(operation + " " + id).isBetween(400, 499);
        }
    }

    @Test
    void aDomainsRefusalPointsAtTheQueryAsTheContractsDoes() {
        String refused = HTTP.send("GET", "/v1/listings?minPrice=2&maxPrice=1", null, null)
                .body();
        assertThat(new JsonObject(refused).getJsonArray("errors").getJsonObject(0))
                .as(refused)
                .isEqualTo(
                        new JsonObject().put("pointer", "/query/minPrice").put("detail", "must not be above maxPrice"));
    }

    /** All but that to which DigiLocker sends browsers, with what it pleases. */
    static Stream<Operation> operationsOfClients() {
        return operations().filter(operation -> !operation.path().endsWith("/callback"));
    }

    @ParameterizedTest
    @MethodSource("operationsOfClients")
    void aQueryParameterThatIsNotDeclaredIsRefused(Operation operation) {
        String body = operation.hasBody() ? "{}" : null;
        HttpResponse<String> response =
                HTTP.send(operation.method(), operation.at(UNKNOWN_ID) + "?noSuchParameter=1&limit=abc", admin, body);
        JsonObject unused = problem(operation, "noSuchParameter", response);
    }

    static Stream<Operation> operationsThatReadTokens() {
        return operations()
                .filter(operation -> !operation.spec().containsKey("security")
                        || !operation.spec().getJsonArray("security").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operationsThatReadTokens")
    void aTokenThatIsNoneIsRefused(Operation operation) {
        HttpResponse<String> response = HTTP.send(
                operation.method(), operation.at(UNKNOWN_ID), "no.such.token", operation.hasBody() ? "{}" : null);
        assertThat(response.statusCode()).as(operation + " " + response.body()).isBetween(400, 499);
    }

    @Test
    void anUnknownPathAnUnknownMethodAndAWrongTypeAreProblems() {
        assertThat(HTTP.send("GET", "/v1/" + UUID.randomUUID(), null, null).statusCode())
                .isEqualTo(404);
        assertThat(HTTP.send("DELETE", "/v1/categories", null, null).statusCode())
                .isEqualTo(405);
        assertThat(HTTP.send("DELETE", "/v1/categories", null, null).headers().firstValue("Allow"))
                .isPresent();
    }

    private static HttpResponse<String> send(Operation operation, String id, @Nullable String body) {
        return HTTP.send(operation.method(), operation.at(id), admin, body);
    }

    private static JsonObject problem(Operation operation, String input, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(operation + " " + input + " " + response.body())
                .isBetween(400, 499);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(operation + " " + input)
                .startsWith("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getString("code")).as(operation + " " + input).isNotBlank();
        assertThat(problem.getString("traceId")).as(operation + " " + input).isNotBlank();
        assertThat(response.body()).doesNotContain("java.", "Exception", "SELECT ", "com.beachdo");
        return problem;
    }

    private static JsonObject schema(Operation operation) {
        JsonObject schema = operation
                .spec()
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
        String ref = schema.getString("$ref");
        return ref == null
                ? schema
                : contract()
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject(ref.substring(ref.lastIndexOf('/') + 1));
    }
}
