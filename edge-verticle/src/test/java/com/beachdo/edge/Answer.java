package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the edge answered. */
record Answer(HttpResponse<String> response) {
    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    JsonObject json() {
        return new JsonObject(response.body());
    }

    @Nullable
    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Its field errors, by pointer. */
    Map<String, String> errors() {
        Map<String, String> errors = new TreeMap<>();
        for (Object error : json().getJsonArray("errors", new JsonArray())) {
            String pointer = ((JsonObject) error).getString("pointer");
            assertThat(errors).as("no pointer twice").doesNotContainKey(pointer);
            errors.put(pointer, ((JsonObject) error).getString("detail"));
        }
        return errors;
    }

    /** Checks that it is a problem as they all are. */
    Answer isProblem(int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.headers().map().keySet()).containsAll(TestEdge.securityHeaders());
        JsonObject problem = json();
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("type")).isEqualTo("urn:beachdo:problem:" + code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).isEqualTo(response.uri().getRawPath());
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
        return this;
    }
}
