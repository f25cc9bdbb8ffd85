package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The REST surface as one caller: sends, checks the status, and prints the request as a command to repeat. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final URI base;
    private final PrintStream out;
    private final @Nullable String token;

    Api(HttpClient client, URI base, PrintStream out, @Nullable String token) {
        this.client = client;
        this.base = base;
        this.out = out;
        this.token = token;
    }

    /** The same surface as somebody signed in. */
    Api as(String accessToken) {
        return new Api(client, base, out, accessToken);
    }

    /** The same caller without a word: for asking again and again. */
    Api quiet() {
        return new Api(
                client, base, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), token);
    }

    URI base() {
        return base;
    }

    JsonObject get(String path) {
        return send("GET", path, null, 200);
    }

    JsonObject post(String path, JsonObject body, int status) {
        return send("POST", path, body, status);
    }

    JsonObject put(String path, int status) {
        return send("PUT", path, null, status);
    }

    JsonObject patch(String path, JsonObject body) {
        return send("PATCH", path, body, 200);
    }

    JsonObject send(String method, String path, @Nullable JsonObject body, int... statuses) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        print(method, path, body);
        HttpResponse<String> response = exchange(request.build());
        for (int status : statuses) {
            if (response.statusCode() == status) {
                return json(response.body());
            }
        }
        throw new TourFailedException(
                method + " " + path + " answered " + response.statusCode() + ": " + response.body());
    }

    /** What another server answers. */
    String text(URI uri) {
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build());
        if (response.statusCode() != 200) {
            throw new TourFailedException("GET " + uri + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** Uploads bytes by a signed request. */
    void upload(JsonObject upload, byte[] bytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upload.getString("url")))
                .timeout(TIMEOUT)
                .method(upload.getString("method"), BodyPublishers.ofByteArray(bytes));
        JsonObject headers = upload.getJsonObject("headers");
        for (String name : headers.fieldNames()) {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
                request.header(name, headers.getString(name));
            }
        }
        out.println("    curl -X " + upload.getString("method") + " --data-binary @picture.jpg -H 'Content-Type: "
                + headers.getString("Content-Type", "image/jpeg") + "' '<upload.url>'");
        HttpResponse<String> response = exchange(request.build());
        if (response.statusCode() >= 300) {
            throw new TourFailedException("upload answered " + response.statusCode() + ": " + response.body());
        }
    }

    /** The bytes of a public address. */
    byte[] download(String url) {
        try {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new TourFailedException("GET " + url + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new TourFailedException("GET " + url + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailedException("interrupted");
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TourFailedException(
                    "No answer from " + base.resolve("/") + "; is Beachdo running there? Start it with ./beachdo");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailedException("interrupted");
        }
    }

    private void print(String method, String path, @Nullable JsonObject body) {
        StringBuilder command = new StringBuilder("    curl");
        if (!method.equals("GET")) {
            command.append(" -X ").append(method);
        }
        if (token != null) {
            command.append(" -H \"Authorization: Bearer $TOKEN\"");
        }
        if (body != null) {
            command.append(" -H 'Content-Type: application/json' -d '")
                    .append(hidden(body).encode().replace("'", "'\\''"))
                    .append('\'');
        }
        out.println(command.append(" '").append(base.resolve(path)).append('\''));
    }

    /** Tokens from mails are not printed whole: a terminal's history is a log too. */
    private static JsonObject hidden(JsonObject body) {
        return body.containsKey("token") ? body.copy().put("token", "<token from the mail>") : body;
    }

    private static JsonObject json(String body) {
        return body.isEmpty() ? new JsonObject() : new JsonObject(body);
    }
}
