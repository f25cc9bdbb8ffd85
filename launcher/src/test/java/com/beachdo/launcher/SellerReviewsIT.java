package com.beachdo.launcher;

import static com.beachdo.launcher.TestMarket.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A review over HTTP: from the chat it stands on to the profile it shows at, and to its removal by staff. */
class SellerReviewsIT {
    private final TestHttp http = new TestHttp(TestBeachdo.shared());
    private final TestMarket market = new TestMarket(http);

    private static JsonObject review(int stars) {
        return new JsonObject().put("stars", stars).put("text", "Came in time, as described.");
    }

    @Test
    void aReviewStandsOnAConversationAndShowsAtTheProfileUntilStaffRemoveIt() {
        String seller = market.seller();
        String sellerId = market.get("/v1/me", seller).getString("id");
        String listingId = market.publish(seller, TestMarket.bicycle("Steel bicycle, reviewed"));
        String buyer = market.buyer();
        String reviews = "/v1/listings/" + listingId + "/reviews";
        assertThat(market.post(reviews, buyer, review(4), 409).getString("code"))
                .isEqualTo("review.no_deal");
        market.talk(listingId, buyer, seller);
        assertThat(market.post(reviews, buyer, review(6), 400)
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/stars");
        JsonObject written = market.post(reviews, buyer, review(4), 201);
        String id = written.getString("id");

        assertThat(market.get("/v1/listings/" + listingId, null).encode())
                .contains("\"rating\":{\"average\":4")
                .contains("\"count\":1}");
        assertThat(market.get("/v1/listings?sellerId=" + sellerId, null).encode())
                .contains("\"rating\":{\"average\":4");
        eventually(() -> assertThat(profile(sellerId)).contains("\"rating\":{\"average\":4"));

        market.post("/v1/reviews/" + id + "/reply", seller, new JsonObject().put("text", "Thank you!"), 200);
        market.send("PATCH", "/v1/reviews/" + id, buyer, new JsonObject().put("stars", 5), 200);
        market.send("PATCH", "/v1/reviews/" + id, seller, new JsonObject().put("stars", 5), 404);
        JsonObject listed = market.get("/v1/users/" + sellerId + "/reviews", null)
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getInteger("stars")).isEqualTo(5);
        assertThat(listed.getJsonObject("reply").getString("text")).isEqualTo("Thank you!");

        JsonObject report =
                new JsonObject().put("targetType", "REVIEW").put("targetId", id).put("reason", "OFFENSIVE");
        market.post("/v1/reports", seller, report, 201);
        String admin = http.adminToken();
        JsonObject one = market.get("/v1/admin/cases?queue=REVIEW&limit=100", admin).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("targetId").equals(id))
                .findFirst()
                .orElseThrow();
        JsonObject decision = new JsonObject().put("action", "REMOVE").put("reason", "Insults.");
        market.post("/v1/admin/cases/" + one.getString("id") + "/decide", admin, decision, 200);
        eventually(() -> {
            assertThat(http.send("GET", "/v1/reviews/" + id, null, null).statusCode())
                    .isEqualTo(404);
            assertThat(profile(sellerId)).doesNotContain("rating");
        });
        assertThat(market.get("/v1/me/reviews", buyer)
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getBoolean("removed"))
                .isTrue();
    }

    private String profile(String userId) {
        return market.get("/v1/users/" + userId, null).encode();
    }
}
