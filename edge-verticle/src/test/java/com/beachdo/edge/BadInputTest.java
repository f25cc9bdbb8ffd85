package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract of this build, asked in ways that the contract does not allow. */
class BadInputTest {
    private static TestEdge edge;
    private static JsonObject contract = new JsonObject();
    private static String everything;

    /** One operation, as the served document has it. */
    record Target(String method, String path, JsonObject operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        JsonObject body() {
            JsonObject schema = operation
                    .getJsonObject("requestBody", new JsonObject())
                    .getJsonObject("content", new JsonObject())
                    .getJsonObject("application/json", new JsonObject())
                    .getJsonObject("schema", new JsonObject());
            return resolve(schema);
        }

        String url() {
            return path.replaceAll("\\{[^}]*Id}", UUID.randomUUID().toString()).replaceAll("\\{[^}]*}", "x");
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withTheContract();
        contract = edge.get("/openapi.json").json();
        everything = edge.token(UUID.randomUUID().toString(), "BUYER", "SELLER", "MODERATOR", "ADMIN");
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    static Stream<Target> operations() {
        List<Target> targets = new ArrayList<>();
        for (String path : contract.getJsonObject("paths").fieldNames()) {
            JsonObject item = contract.getJsonObject("paths").getJsonObject(path);
            JsonArray shared = item.getJsonArray("parameters", new JsonArray());
            for (String method : List.of("get", "put", "post", "patch", "delete")) {
                if (item.containsKey(method)) {
                    JsonObject operation = item.getJsonObject(method).copy();
                    JsonArray own = operation.getJsonArray("parameters", new JsonArray());
                    operation.put("parameters", shared.copy().addAll(own));
                    targets.add(new Target(method.toUpperCase(Locale.ROOT), path, operation));
                }
            }
        }
        assertThat(targets).hasSizeGreaterThan(60);
        return targets.stream();
    }

    /** All but those to which others than our clients come, with what they please. */
    static Stream<Target> operationsOfClients() {
        return operations().filter(target -> !target.operation().containsKey("x-query"));
    }

    @ParameterizedTest
    @MethodSource("operationsOfClients")
    void unknownParametersAreNamed(Target target) {
        Answer answer = ask(target, target.url() + "?zzz=1", target.body().isEmpty() ? null : "{}", "application/json");
        assertThat(answer.isProblem(400, "request.invalid").errors())
                .containsEntry("/query/zzz", "is not a known parameter");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void badParametersAreNamed(Target target) {
        for (Object one : target.operation().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = resolve((JsonObject) one);
            String type = resolve(parameter.getJsonObject("schema")).getString("type");
            String name = parameter.getString("name");
            if (parameter.getString("in").equals("query")
                    && Set.of("integer", "number", "boolean").contains(type)) {
                Answer answer = ask(target, target.url() + "?" + name + "=zzz", null, "");
                assertThat(answer.isProblem(400, "request.invalid").errors()).containsKey("/query/" + name);
            } else if (parameter.getString("in").equals("query")) {
                String value = "%00".repeat(3000 / 3);
                Answer answer = ask(target, target.url() + "?" + name + "=" + value, null, "");
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            } else if (parameter.getString("in").equals("path")) {
                String url = target.path()
                        .replace("{" + name + "}", "%00~%F0%9F%98%80")
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                Answer answer = ask(target, url, target.body().isEmpty() ? null : "{}", "application/json");
                assertThat(answer.isProblem(400, "request.invalid").errors()).containsKey("/path/" + name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void badBodiesAreRefused(Target target) {
        boolean ignored = target.operation().getString("x-body", "").equals("ignored");
        if (ignored || !Set.of("POST", "PUT", "PATCH").contains(target.method())) {
            return;
        }
        ask(target, target.url(), "{", "application/json").isProblem(400, "request.malformed");
        ask(target, target.url(), "{}", "text/plain").isProblem(415, "request.media_type");
        ask(target, target.url(), "[]", "application/json").isProblem(400, "request.invalid");
        assertThat(ask(target, target.url(), "{\"zzz\":1}", "application/json")
                        .isProblem(400, "request.invalid")
                        .errors())
                .containsEntry("/zzz", "is not a known field");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void badFieldsAreNamed(Target target) {
        JsonObject schema = target.body();
        Set<String> known = schema.getJsonObject("properties", new JsonObject()).fieldNames();
        for (String name : known) {
            for (String value : List.of(
                    "{\"zzz\":[[]]}",
                    "[{}]",
                    "null",
                    "1e400",
                    "\"\\u0000\"",
                    "-9e99",
                    "\"" + "x".repeat(100_000) + "\"")) {
                Answer answer = ask(target, target.url(), "{\"" + name + "\":" + value + "}", "application/json");
                assertThat(answer.isProblem(400, "request.invalid").errors().keySet())
                        .as(name + " = " + value)
                        .anyMatch(pointer -> pointer.equals("/" + name)
                                || pointer.startsWith("/" + name + "/")
                                || isMissing(schema, pointer));
            }
        }
        if (schema.containsKey("required")) {
            Answer answer = ask(target, target.url(), "{}", "application/json");
            for (Object name : schema.getJsonArray("required")) {
                assertThat(answer.isProblem(400, "request.invalid").errors()).containsEntry("/" + name, "is required");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoIsNotSignedInIsToldSo(Target target) {
        if (target.operation().containsKey("security")) {
            return;
        }
        edge.send(edge.to(target.url()).method(target.method(), BodyPublishers.noBody()))
                .isProblem(401, "auth.required");
        edge.send(edge.to(target.url(), edge.token("u1", "NOBODY")).method(target.method(), BodyPublishers.noBody()))
                .isProblem(403, "auth.forbidden");
    }

    /** A free-form field can hold much; then the request fails for what else it lacks. */
    private static boolean isMissing(JsonObject schema, String pointer) {
        return schema.getJsonArray("required", new JsonArray()).contains(pointer.substring(1));
    }

    private static Answer ask(Target target, String url, @Nullable String body, String type) {
        HttpRequest.Builder request = edge.to(url, everything);
        if (body == null) {
            return edge.send(request.method(target.method(), BodyPublishers.noBody()));
        }
        return edge.send(request.header("Content-Type", type).method(target.method(), BodyPublishers.ofString(body)));
    }

    private static JsonObject resolve(JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = contract;
        for (String segment : reference.substring(2).split("/", -1)) {
            found = found.getJsonObject(segment);
        }
        return resolve(found);
    }
}
