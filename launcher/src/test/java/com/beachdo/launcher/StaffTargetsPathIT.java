package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A moderator and an administrator, over REST: who may keep whom out. */
class StaffTargetsPathIT {
    private final BeachdoProcess process = TestBeachdo.shared();
    private final TestHttp http = new TestHttp(process);

    /** Somebody of staff: their id and their token. */
    private String[] staff(String role) throws SQLException {
        String email = role.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@example.com";
        String id = http.register(email).getJsonObject("user").getString("id");
        URI url = URI.create(Objects.requireNonNull(process.setting("BEACHDO_DATABASE_URL")));
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection owner = DriverManager.getConnection(jdbc, user[0], user[1]);
                PreparedStatement grant = owner.prepareStatement(
                        "UPDATE identity.account SET roles = ARRAY['BUYER', ?] WHERE account_id = ?::uuid")) {
            grant.setString(1, role);
            grant.setString(2, id);
            assertThat(grant.executeUpdate()).isEqualTo(1);
        }
        return new String[] {id, http.login(email, TestHttp.PASSWORD)};
    }

    private HttpResponse<String> send(String path, String token, JsonObject body) {
        return http.send("POST", path, token, body.encode());
    }

    @Test
    void aModeratorKeepsNoAdministratorOutNeitherByHandNorByACase() throws SQLException {
        String moderator = staff("MODERATOR")[1];
        String[] administrator = staff("ADMIN");
        String target = administrator[0];
        JsonObject reason = new JsonObject().put("reason", "I want to be alone.");
        for (String way : List.of("suspend", "ban")) {
            HttpResponse<String> byHand = send("/v1/admin/users/" + target + "/" + way, moderator, reason);
            assertThat(byHand.statusCode()).isEqualTo(409);
            assertThat(byHand.body()).contains("user.is_staff");
        }
        String reporter = TestHttp.token(http.register("reporter-" + UUID.randomUUID() + "@example.com"));
        JsonObject report = new JsonObject()
                .put("targetType", "USER")
                .put("targetId", target)
                .put("reason", "HARASSMENT");
        assertThat(send("/v1/reports", reporter, report).statusCode()).isEqualTo(201);
        String caseId = caseAbout(target, moderator);
        for (String action : List.of("SUSPEND", "BAN")) {
            HttpResponse<String> byCase = send(
                    "/v1/admin/cases/" + caseId + "/decide",
                    moderator,
                    reason.copy().put("action", action));
            assertThat(byCase.statusCode()).isEqualTo(403);
            assertThat(byCase.body()).contains("case.target_is_staff");
        }
        assertThat(http.send("GET", "/v1/me", administrator[1], null).statusCode())
                .as("the administrator is still signed in")
                .isEqualTo(200);
        HttpResponse<String> byAdministrator = send(
                "/v1/admin/cases/" + caseId + "/decide",
                http.adminToken(),
                reason.copy().put("action", "SUSPEND"));
        assertThat(byAdministrator.statusCode()).isEqualTo(200);
    }

    private String caseAbout(String target, String moderator) {
        String cursor = "";
        while (true) {
            JsonObject page =
                    new JsonObject(http.send("GET", "/v1/admin/cases?queue=USER&limit=100" + cursor, moderator, null)
                            .body());
            for (Object item : page.getJsonArray("items")) {
                if (((JsonObject) item).getString("targetId").equals(target)) {
                    return ((JsonObject) item).getString("id");
                }
            }
            cursor = "&cursor=" + page.getString("nextCursor");
        }
    }
}
