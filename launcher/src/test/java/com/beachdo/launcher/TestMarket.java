package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sellers, buyers and listings over plain HTTP. */
final class TestMarket {
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

    private final TestHttp http;

    TestMarket(TestHttp http) {
        this.http = http;
    }

    /** The token of somebody new. */
    String buyer() {
        return TestHttp.token(http.register("buyer-" + UUID.randomUUID() + "@example.com"));
    }

    /** The token of somebody new who may sell. */
    String seller() {
        String email = "seller-" + UUID.randomUUID() + "@example.com";
        String token = TestHttp.token(http.register(email));
        String[] mailed = new String[1];
        eventually(() -> {
            Matcher matcher = TOKEN.matcher(http.management("/dev/messages?to=" + email.replace("@", "%40"))
                    .body());
            assertThat(matcher.find()).isTrue();
            mailed[0] = matcher.group(1);
        });
        post("/v1/auth/email/verify", null, new JsonObject().put("token", mailed[0]), 204);
        return TestHttp.token(post("/v1/me/seller", token, new JsonObject().put("acceptTerms", true), 200));
    }

    static JsonObject bicycle(String title) {
        return new JsonObject()
                .put("title", title)
                .put("description", "Well kept city bicycle with carrier and lock, ridden in Pune for two monsoons.")
                .put("price", new JsonObject().put("amount", 850_000).put("currency", "INR"))
                .put("categoryId", "bicycles")
                .put("condition", "GOOD")
                .put("attributes", new JsonObject().put("bicycleType", "City").put("gears", true))
                .put("location", new JsonObject().put("city", "Pune").put("state", "Maharashtra"));
    }

    /** The id of a listing that everybody sees. */
    String publish(String seller, JsonObject listing) {
        String id = post("/v1/listings", seller, listing, 201).getString("id");
        post("/v1/listings/" + id + "/submit", seller, new JsonObject(), 200);
        post("/v1/admin/listings/" + id + "/approve", http.adminToken(), new JsonObject(), 200);
        return id;
    }

    /** A chat about a listing in which both wrote. */
    void talk(String listingId, String buyer, String seller) {
        String chat = post("/v1/chats", buyer, new JsonObject().put("listingId", listingId), 201)
                .getString("id");
        say(chat, buyer, "Is it there?");
        say(chat, seller, "Yes.");
    }

    private void say(String chat, String by, String text) {
        JsonObject body = new JsonObject()
                .put("clientMessageId", UUID.randomUUID().toString())
                .put("text", text);
        post("/v1/chats/" + chat + "/messages", by, body, 201);
    }

    JsonObject get(String path, @Nullable String token) {
        return send("GET", path, token, new JsonObject(), 200);
    }

    @CanIgnoreReturnValue
    JsonObject post(String path, @Nullable String token, JsonObject body, int status) {
        return send("POST", path, token, body, status);
    }

    @CanIgnoreReturnValue
    JsonObject send(String method, String path, @Nullable String token, JsonObject body, int status) {
        HttpResponse<String> response = http.send(method, path, token, body.isEmpty() ? null : body.encode());
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    }

    /** Tries until it holds, for half a minute. */
    static void eventually(Runnable assertion) {
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
}
