package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A seller's phone hears of a decision on a listing and of a buyer's message; who signs out hears nothing there. */
class PushPathIT {
    private final TestHttp http = new TestHttp(TestBeachdo.shared());
    private final TestMarket market = new TestMarket(http);

    @Test
    void aPhoneIsPushedToUntilItIsSomebodyElses() {
        assertThat(market.get("/v1/push-settings", null).getBoolean("fcm")).isTrue();
        String seller = market.seller();
        String phone = "phone:" + UUID.randomUUID();
        JsonObject device =
                market.send("PUT", "/v1/me/push-devices", seller, new JsonObject().put("fcmToken", phone), 200);
        assertThat(device.getString("channel")).isEqualTo("FCM");
        assertThat(device.getBoolean("current")).isTrue();

        String listing = market.publish(seller, TestMarket.bicycle("Hero cycle"));
        TestMarket.eventually(
                () -> assertThat(pushes(phone)).anyMatch(push -> kind(push).contains("LISTING_APPROVED")));

        String buyer = market.buyer();
        String chat = market.post("/v1/chats", buyer, new JsonObject().put("listingId", listing), 201)
                .getString("id");
        market.post(
                "/v1/chats/" + chat + "/messages",
                buyer,
                new JsonObject().put("clientMessageId", "m1").put("text", "meet me at the gate"),
                201);
        TestMarket.eventually(
                () -> assertThat(pushes(phone)).anyMatch(push -> kind(push).contains(chat)));
        assertThat(pushes(phone).encode()).contains("\"channel\":\"push\"").doesNotContain("gate");

        String elsewhere = market.buyer();
        JsonObject taken =
                market.send("PUT", "/v1/me/push-devices", elsewhere, new JsonObject().put("fcmToken", phone), 200);
        assertThat(devices(seller)).isEmpty();
        market.send("DELETE", "/v1/me/push-devices/" + taken.getString("id"), elsewhere, new JsonObject(), 204);
        assertThat(devices(elsewhere)).isEmpty();
        market.send(
                "PUT",
                "/v1/me/push-devices",
                elsewhere,
                new JsonObject()
                        .put(
                                "webPush",
                                new JsonObject()
                                        .put("endpoint", "https://169.254.169.254/latest")
                                        .put(
                                                "keys",
                                                new JsonObject()
                                                        .put("p256dh", "AAAA")
                                                        .put("auth", "AAAA"))),
                422);
    }

    @Test
    void whoSignsOutIsToldNothingThereAnyMore() {
        String email = "leaves-" + UUID.randomUUID() + "@example.com";
        String leaves = TestHttp.token(http.register(email));
        String stays = http.login(email, TestHttp.PASSWORD);
        JsonObject device = new JsonObject().put("fcmToken", "phone:" + UUID.randomUUID());
        market.send("PUT", "/v1/me/push-devices", leaves, device, 200);
        assertThat(devices(stays)).hasSize(1);

        market.post("/v1/auth/logout", leaves, new JsonObject(), 204);

        TestMarket.eventually(() -> assertThat(devices(stays)).isEmpty());
    }

    private JsonArray devices(String token) {
        return market.get("/v1/me/push-devices", token).getJsonArray("items");
    }

    private static String kind(Object push) {
        return ((JsonObject) push).getString("text");
    }

    private JsonArray pushes(String to) {
        return new JsonArray(http.management("/dev/messages?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                .body());
    }
}
