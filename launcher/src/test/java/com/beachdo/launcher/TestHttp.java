package com.beachdo.launcher;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plain HTTP against a test's own Beachdo. */
final class TestHttp {
    static final String PASSWORD = "sunny-day-at-Juhu-9";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final BeachdoProcess process;

    TestHttp(BeachdoProcess process) {
        this.process = process;
    }

    HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String body) {
        return send(process.httpPort(), method, path, token, body);
    }

    HttpResponse<String> management(String path) {
        return send(process.managementPort(), "GET", path, null, null);
    }

    private HttpResponse<String> send(
            int port, String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Registers somebody and returns the reply: {@code {user, tokens}}. */
    JsonObject register(String email) {
        HttpResponse<String> response = send(
                "POST",
                "/v1/auth/register",
                null,
                new JsonObject()
                        .put("email", email)
                        .put("password", PASSWORD)
                        .put("name", "Somebody")
                        .encode());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    String login(String email, String password) {
        HttpResponse<String> response = send(
                "POST",
                "/v1/auth/login",
                null,
                new JsonObject().put("email", email).put("password", password).encode());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return token(new JsonObject(response.body()));
    }

    String adminToken() {
        return login(String.valueOf(process.setting("BEACHDO_ADMIN_EMAIL")), adminPassword());
    }

    String adminPassword() {
        return String.valueOf(process.setting("BEACHDO_ADMIN_PASSWORD"));
    }

    static String token(JsonObject signedIn) {
        return signedIn.getJsonObject("tokens").getString("accessToken");
    }
}
