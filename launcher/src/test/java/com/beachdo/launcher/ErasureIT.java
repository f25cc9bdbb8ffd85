package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of somebody: shown as one archive, and forgotten in every domain. */
class ErasureIT {
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");
    private static final String SECRET = "Zanzibar Quartz";

    private final BeachdoProcess process = TestBeachdo.shared();
    private final TestHttp http = new TestHttp(process);

    @Test
    void everyDomainShowsAndForgetsTheOwner() {
        String seller = seller();
        String sellerId = get("/v1/me", seller).getString("id");
        String buyer = TestHttp.token(http.register("buyer-" + UUID.randomUUID() + "@example.com"));
        String listingId = listing(seller);
        String chatId = post("/v1/chats", buyer, new JsonObject().put("listingId", listingId), 201)
                .getString("id");
        message(chatId, buyer, "Is it there?");
        message(chatId, seller, SECRET);
        message(chatId, seller, SECRET + " again");
        String threadId = thread(seller);
        String comments = "/v1/forum/threads/" + threadId + "/comments";
        post(comments, buyer, new JsonObject().put("body", "An answer"), 201);
        post(comments, seller, new JsonObject().put("body", SECRET), 201);

        Map<String, String> archive = archive(seller);

        assertThat(archive.keySet())
                .containsExactly("catalog.json", "chat.json", "forum.json", "identity.json", "moderation.json");
        assertThat(archive.get("catalog.json")).contains(listingId).contains(SECRET);
        assertThat(archive.get("chat.json")).contains(SECRET).doesNotContain("Is it there?");
        assertThat(archive.get("forum.json")).contains(threadId).contains(SECRET);
        assertThat(archive.get("identity.json")).contains(sellerId);

        assertThat(http.send("DELETE", "/v1/me", seller, null).statusCode()).isEqualTo(202);

        eventually(() -> {
            assertThat(http.send("GET", "/v1/users/" + sellerId, null, null).statusCode())
                    .isEqualTo(404);
            assertThat(http.send("GET", "/v1/listings/" + listingId, null, null).statusCode())
                    .isEqualTo(404);
            assertThat(http.send("GET", "/v1/forum/threads/" + threadId, buyer, null)
                            .statusCode())
                    .isEqualTo(404);
            String messages = http.send("GET", "/v1/chats/" + chatId + "/messages", buyer, null)
                    .body();
            assertThat(messages).contains("Is it there?").doesNotContain(SECRET);
        });
        assertThat(http.send("GET", "/v1/me", seller, null).statusCode()).isEqualTo(401);
        JsonArray changes =
                get("/v1/chats/" + chatId + "/changes?since=3", buyer).getJsonArray("items");
        assertThat(changes.stream().filter(change -> change.toString().contains("deletedAt")))
                .hasSize(2);
    }

    /** Tries until it holds, for half a minute. */
    private static void eventually(Runnable assertion) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private String seller() {
        String email = "seller-" + UUID.randomUUID() + "@example.com";
        String token = TestHttp.token(http.register(email));
        String[] mailed = new String[1];
        eventually(() -> {
            Matcher matcher = TOKEN.matcher(http.management("/dev/messages?to=" + email.replace("@", "%40"))
                    .body());
            assertThat(matcher.find()).isTrue();
            mailed[0] = matcher.group(1);
        });
        assertThat(http.send(
                                "POST",
                                "/v1/auth/email/verify",
                                null,
                                new JsonObject().put("token", mailed[0]).encode())
                        .statusCode())
                .isEqualTo(204);
        return TestHttp.token(post("/v1/me/seller", token, new JsonObject().put("acceptTerms", true), 200));
    }

    private String listing(String seller) {
        JsonObject body = new JsonObject()
                .put("title", "Steel bicycle " + SECRET)
                .put("description", "Well kept city bicycle with carrier and lock, ridden in Pune for two monsoons.")
                .put("price", new JsonObject().put("amount", 850_000).put("currency", "INR"))
                .put("categoryId", "bicycles")
                .put("condition", "GOOD")
                .put("attributes", new JsonObject().put("bicycleType", "City").put("gears", true))
                .put("location", new JsonObject().put("city", "Pune").put("state", "Maharashtra"));
        String id = post("/v1/listings", seller, body, 201).getString("id");
        post("/v1/listings/" + id + "/submit", seller, new JsonObject(), 200);
        post("/v1/admin/listings/" + id + "/approve", http.adminToken(), new JsonObject(), 200);
        return id;
    }

    private String thread(String author) {
        String boardId = get("/v1/forum/boards", author)
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        JsonObject body = new JsonObject()
                .put("boardId", boardId)
                .put("title", "About " + SECRET)
                .put("body", SECRET);
        return post("/v1/forum/threads", author, body, 201).getString("id");
    }

    private void message(String chatId, String sender, String text) {
        JsonObject body = new JsonObject()
                .put("clientMessageId", UUID.randomUUID().toString())
                .put("text", text);
        post("/v1/chats/" + chatId + "/messages", sender, body, 201);
    }

    private Map<String, String> archive(String token) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + process.httpPort() + "/v1/me/export"))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<byte[]> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value).contains("beachdo-export.zip"));
            Map<String, String> files = new TreeMap<>();
            ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonObject get(String path, String token) {
        HttpResponse<String> response = http.send("GET", path, token, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    @CanIgnoreReturnValue
    private JsonObject post(String path, @Nullable String token, JsonObject body, int status) {
        HttpResponse<String> response = http.send("POST", path, token, body.isEmpty() ? null : body.encode());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    }
}
