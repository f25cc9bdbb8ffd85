package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefreshCookieTest {
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.withTheContract();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void aPageGetsTheNextTokenAsACookieThatNoScriptCanRead() {
        Answer answer = edge.send(refresh("__Host-refresh=rt_one").header("Origin", TestEdge.ORIGIN));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("set-cookie"))
                .isEqualTo("__Host-refresh=rt_two; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000");
        assertThat(answer.json().getJsonObject("tokens").getString("accessToken"))
                .isEqualTo("at");
        assertThat(answer.body()).doesNotContain("rt_two", "refreshToken");
        assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
    }

    @Test
    void theOriginMustBeKnown() {
        edge.send(refresh("__Host-refresh=rt_one")).isProblem(403, "auth.origin");
        edge.send(refresh("__Host-refresh=rt_one").header("Origin", "https://evil.example"))
                .isProblem(403, "auth.origin");
        edge.send(refresh("__Host-refresh=rt_one").header("Origin", "null")).isProblem(403, "auth.origin");
        assertThat(edge.send(refresh("__Host-refresh=rt_one").header("Origin", TestEdge.ISSUER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCookieAloneHasNoEffect() {
        Answer answer = edge.send(edge.to("/v1/auth/refresh")
                .header("Cookie", "__Host-refresh=rt_one")
                .header("Origin", TestEdge.ORIGIN)
                .POST(HttpRequest.BodyPublishers.noBody()));

        answer.isProblem(400, "request.invalid");
        assertThat(answer.errors()).containsOnlyKeys("/refreshToken");
        assertThat(answer.header("set-cookie")).isNull();
        assertThat(answer.header("access-control-allow-credentials")).isNull();
    }

    @Test
    void theBodyDoesNotStandInForTheCookieAndTwoCookiesAreNone() {
        edge.send(edge.to("/v1/auth/refresh")
                        .header("Refresh-Mode", "cookie")
                        .header("Origin", TestEdge.ORIGIN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"refreshToken\": \"rt_one\"}")))
                .isProblem(401, "auth.refresh_invalid");
        edge.send(refresh("__Host-refresh=rt_one; __Host-refresh=rt_two").header("Origin", TestEdge.ORIGIN))
                .isProblem(401, "auth.refresh_invalid");
    }

    @Test
    void appsHaveTheTokenInTheJson() {
        Answer answer = edge.send(edge.to("/v1/auth/refresh")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"refreshToken\": \"rt_one\"}")));

        assertThat(answer.json().getJsonObject("tokens").getString("refreshToken"))
                .isEqualTo("rt_two");
        assertThat(answer.header("set-cookie")).isNull();
    }

    @Test
    void loggingOutEndsTheCookie() {
        HttpRequest.Builder logout = edge.to("/v1/auth/logout", edge.token("asha", "BUYER"))
                .header("Refresh-Mode", "cookie")
                .POST(HttpRequest.BodyPublishers.noBody());
        edge.send(logout.copy()).isProblem(403, "auth.origin");

        Answer answer = edge.send(logout.header("Origin", TestEdge.ORIGIN));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("set-cookie")).startsWith("__Host-refresh=; ").endsWith("Max-Age=0");
    }

    @Test
    void anotherModeIsRefused() {
        edge.send(edge.to("/v1/auth/refresh")
                        .header("Refresh-Mode", "local")
                        .header("Origin", TestEdge.ORIGIN)
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .isProblem(400, "request.refresh_mode");
    }

    @Test
    void theBrowserIsToldThatItMayAsk() {
        Answer preflight = edge.send(edge.to("/v1/auth/refresh")
                .header("Origin", TestEdge.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,refresh-mode")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(preflight.header("access-control-allow-headers")).contains("Refresh-Mode");
        assertThat(preflight.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(TestEdge.ORIGIN);
    }

    private static HttpRequest.Builder refresh(String cookie) {
        return edge.to("/v1/auth/refresh")
                .header("Refresh-Mode", "cookie")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.noBody());
    }
}
