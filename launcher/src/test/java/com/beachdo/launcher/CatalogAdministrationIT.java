package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Over HTTP: categories changed while they are in use, the feed of changes, and why a listing is found. */
class CatalogAdministrationIT {
    private final TestHttp http = new TestHttp(TestBeachdo.shared());
    private final TestMarket market = new TestMarket(http);
    private final String admin = http.adminToken();

    private static JsonObject option(String name, String... options) {
        return new JsonObject()
                .put("name", name)
                .put("label", name)
                .put("type", "OPTION")
                .put("required", true)
                .put("filterable", true)
                .put("options", new JsonArray(List.of(options)));
    }

    private List<String> found(String query) {
        return market.get("/v1/listings?" + query, null).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    @Test
    void aCategoryIsMadeChangedAndRetired() {
        String id = "carts-" + UUID.randomUUID().toString().substring(0, 8);
        JsonObject creation = new JsonObject()
                .put("id", id)
                .put("parentId", "hobbies")
                .put("name", "Carts")
                .put("attributes", new JsonArray().add(option("cartDrive", "Ox", "Horse")));
        JsonObject wrong = creation.copy().put("attributes", new JsonArray().add(option("two words", "a")));
        assertThat(market.post("/v1/admin/categories", admin, wrong, 422)
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/attributes/0/name");
        market.post("/v1/admin/categories", admin, creation, 201);
        JsonObject cart = TestMarket.bicycle("Painted cart")
                .put("categoryId", id)
                .put("attributes", new JsonObject().put("cartDrive", "Ox"));
        String listing = market.publish(market.seller(), cart);
        assertThat(found("category=" + id + "&attr=cartDrive:ox")).containsExactly(listing);
        JsonObject why = market.get("/v1/listings?q=painted%20city&explain=true&category=" + id, null)
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonObject("explanation");
        assertThat(why.getJsonArray("titleTerms")).containsExactly("painted");
        assertThat(why.getJsonArray("otherTerms")).containsExactly("city");
        assertThat(why.getBoolean("promoted")).isFalse();

        market.send(
                "PUT",
                "/v1/admin/categories/" + id + "/attributes",
                admin,
                new JsonObject().put("attributes", new JsonArray().add(option("cartDrive", "Horse"))),
                200);
        assertThat(market.get("/v1/listings/" + listing, null)
                        .getJsonObject("attributes")
                        .getString("cartDrive"))
                .isEqualTo("Ox");
        market.send("PATCH", "/v1/admin/categories/" + id, admin, new JsonObject().put("name", "Carriages"), 200);
        market.post("/v1/admin/categories/" + id + "/retire", admin, new JsonObject(), 200);
        assertThat(market.get("/v1/categories", null).encode()).doesNotContain(id);
        assertThat(market.get("/v1/categories?retired=true", null).encode()).contains("Carriages");
        assertThat(found("category=" + id)).containsExactly(listing);
        assertThat(market.post("/v1/listings", market.seller(), cart, 422).getString("code"))
                .isEqualTo("listing.category_unknown");
    }

    @Test
    void theFeedIsForAdministratorsAndGoesOnWhereItEnded() {
        String since = "";
        JsonObject page;
        do {
            page = market.get("/v1/feed/listings?limit=100" + since, admin);
            since = "&since=" + page.getString("nextCursor");
        } while (page.getBoolean("more"));
        String seller = market.seller();
        assertThat(http.send("GET", "/v1/feed/listings", seller, null).statusCode())
                .isEqualTo(403);
        String listing = market.publish(seller, TestMarket.bicycle("Bicycle in the feed"));
        JsonObject came = market.get("/v1/feed/listings?limit=100" + since, admin);
        assertThat(change(came, listing).getJsonObject("listing").getString("title"))
                .isEqualTo("Bicycle in the feed");
        market.post("/v1/listings/" + listing + "/withdraw", seller, new JsonObject(), 200);
        JsonObject gone = market.get("/v1/feed/listings?limit=100&since=" + came.getString("nextCursor"), admin);
        assertThat(change(gone, listing).getBoolean("deleted")).isTrue();
        assertThat(change(gone, listing).containsKey("listing")).isFalse();
        assertThat(http.send("GET", "/v1/feed/listings?since=nonsense", admin, null)
                        .statusCode())
                .isEqualTo(422);
    }

    private static JsonObject change(JsonObject page, String listing) {
        return page.getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("listingId").equals(listing))
                .findFirst()
                .orElseThrow();
    }
}
