package com.beachdo.launcher.cluster;

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

/** Plain HTTP against a node or a balancer. */
final class TestClient {
    private static final String PASSWORD = "sunny-day-at-Juhu-9";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    TestClient(URI base) {
        this.base = base;
    }

    HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
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
            throw new IllegalStateException(e);
        }
    }

    /** The JSON answer, which must be a success. */
    JsonObject json(String method, String path, @Nullable String token, @Nullable JsonObject body) {
        HttpResponse<String> response = send(method, path, token, body);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + " answered " + response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    /** Registers somebody and returns the access token. */
    String register(String email) {
        JsonObject account =
                new JsonObject().put("email", email).put("password", PASSWORD).put("name", "Somebody");
        return token(json("POST", "/v1/auth/register", null, account));
    }

    String login(String email, String password) {
        JsonObject account = new JsonObject().put("email", email).put("password", password);
        return token(json("POST", "/v1/auth/login", null, account));
    }

    String ticket(String token) {
        return json("POST", "/v1/realtime/ticket", token, new JsonObject()).getString("ticket");
    }

    static String token(JsonObject signedIn) {
        return signedIn.getJsonObject("tokens").getString("accessToken");
    }
}
