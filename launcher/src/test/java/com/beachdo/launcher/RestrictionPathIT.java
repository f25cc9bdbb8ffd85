package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Staff keep somebody from some things: the other domains do it, and say so. */
class RestrictionPathIT {
    private final TestHttp http = new TestHttp(TestBeachdo.shared());
    private final String admin = http.adminToken();

    @Test
    void whoIsRestrictedReadsUntilWhenAndMayNoMore() {
        JsonObject registered = http.register("restricted-" + UUID.randomUUID() + "@example.com");
        String user = TestHttp.token(registered);
        String userId = registered.getJsonObject("user").getString("id");
        String until = Instant.now()
                .plus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        assertThat(thread(user).statusCode()).isEqualTo(201);
        String caseId = caseAbout(userId);
        JsonObject verdict = new JsonObject()
                .put("action", "RESTRICT")
                .put("activities", new JsonArray(List.of("POST", "CHAT")))
                .put("until", until)
                .put("reason", "Insulted others.");

        assertThat(decide(caseId, verdict.copy().put("until", "2020-01-01T00:00:00Z"))
                        .body())
                .contains("/until");
        JsonObject decided = new JsonObject(decide(caseId, verdict).body());

        assertThat(decided.getJsonObject("decision").getJsonArray("effects").size())
                .isEqualTo(2);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(get("/v1/me/decisions", user)
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getBoolean("carriedOut"))
                .isTrue());
        HttpResponse<String> refused = thread(user);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("account.restricted").contains(until);
        JsonObject standing = get("/v1/me/standing", user);
        assertThat(standing.getJsonArray("restrictions").size()).isEqualTo(2);
        assertThat(standing.getInteger("points")).isEqualTo(3);
        assertThat(get("/v1/admin/users/" + userId + "/standing", admin)).isEqualTo(standing);
        assertThat(get("/v1/admin/cases/" + caseId, admin)
                        .getJsonObject("decision")
                        .getJsonArray("effects"))
                .allSatisfy(effect -> assertThat(effect.toString()).contains("doneAt"));
    }

    /** Shows a second factor in a session of the administrator, who has none before and after. */
    private void steppedUp(Consumer<String> work) {
        JsonObject password = new JsonObject().put("currentPassword", http.adminPassword());
        String secret = new JsonObject(http.send("POST", "/v1/me/factors/totp", admin, password.encode())
                        .body())
                .getString("secret");
        JsonObject code = new JsonObject().put("code", Totp.code(secret, Instant.now()));
        String token =
                TestHttp.token(new JsonObject(http.send("POST", "/v1/me/factors/totp/confirm", admin, code.encode())
                        .body()));
        try {
            work.accept(token);
        } finally {
            assertThat(http.send("DELETE", "/v1/me/factors/totp", token, null).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void thePoliciesAreReplacedOnlyByWhoShowedASecondFactorLately() {
        List<String> paths = List.of("/v1/admin/policies/strikes", "/v1/admin/policies/review");
        for (String path : paths) {
            HttpResponse<String> refused =
                    http.send("PUT", path, admin, policy(path).encode());
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body()).contains("auth.step_up_required");
        }
        steppedUp(token -> paths.forEach(path -> {
            long version = get(path, token).getLong("version");
            HttpResponse<String> replaced =
                    http.send("PUT", path, token, policy(path).encode());
            assertThat(replaced.statusCode()).as(path).isEqualTo(200);
            assertThat(new JsonObject(replaced.body()).getLong("version")).isEqualTo(version + 1);
        }));
    }

    private JsonObject policy(String path) {
        JsonObject policy = get(path, admin);
        Object unused = policy.remove("version");
        return policy;
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefusedAtItsField() {
        JsonObject same = policy("/v1/admin/policies/strikes");
        same.getJsonArray("rules").getJsonObject(0).put("points", 0);
        assertThat(http.send("PUT", "/v1/admin/policies/strikes", admin, same.encode())
                        .body())
                .contains("/rules/0/points");
    }

    private String caseAbout(String userId) {
        String reporter = TestHttp.token(http.register("reporter-" + UUID.randomUUID() + "@example.com"));
        JsonObject report = new JsonObject()
                .put("targetType", "USER")
                .put("targetId", userId)
                .put("reason", "HARASSMENT");
        assertThat(http.send("POST", "/v1/reports", reporter, report.encode()).statusCode())
                .isEqualTo(201);
        String cursor = "";
        while (true) {
            JsonObject page = get("/v1/admin/cases?queue=USER&limit=100" + cursor, admin);
            for (Object item : page.getJsonArray("items")) {
                if (((JsonObject) item).getString("targetId").equals(userId)) {
                    return ((JsonObject) item).getString("id");
                }
            }
            cursor = "&cursor=" + page.getString("nextCursor");
        }
    }

    private HttpResponse<String> decide(String caseId, JsonObject verdict) {
        return http.send("POST", "/v1/admin/cases/" + caseId + "/decide", admin, verdict.encode());
    }

    private HttpResponse<String> thread(String author) {
        String board = get("/v1/forum/boards", author)
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        return http.send(
                "POST",
                "/v1/forum/threads",
                author,
                new JsonObject()
                        .put("boardId", board)
                        .put("title", "Is this new? " + UUID.randomUUID())
                        .put("body", "It " + UUID.randomUUID() + " may be.")
                        .encode());
    }

    private JsonObject get(String path, String token) {
        HttpResponse<String> response = http.send("GET", path, token, null);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }
}
