package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every path has in common: headers, methods, origins, documents. */
class FrontTest {
    private static final String PATH = "/v1/listings/" + UUID.randomUUID();
    private static TestEdge edge;

    private static final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> getListing(GetListingRequest request) {
            return Future.succeededFuture(Listing.newBuilder()
                    .setId(request.getListingId())
                    .setVersion(3)
                    .build());
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withDefaults();
        edge.fake(Listings.class, new FakeListings());
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/listings/%id", "/nowhere", "/v1/listings?limit=0", "/docs", "/docs/swagger-ui.css",
                "/openapi.json", "/realtime/info", "/realtime/000/abc/websocket", "/realtime", "/"
            })
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        Answer answer = edge.get(path.replace("%id", UUID.randomUUID().toString()));
        assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=63072000; includeSubDomains");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("server")).isNull();
        assertThat(answer.header("set-cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v2/listings",
                "/v1/listings/a/b/c",
                "/docs/../etc/passwd",
                "/docs/index.html",
                "/health/live",
                "/metrics"
            })
    void unknownPathsAre404(String path) {
        edge.get(path).isProblem(404, "request.path_unknown");
    }

    @Test
    void unknownMethodsAre405WithAllow() {
        for (String method : List.of("PUT", "TRACE", "PROPFIND", "POST")) {
            Answer answer = edge.send(edge.to(PATH).method(method, BodyPublishers.noBody()))
                    .isProblem(405, "request.method_not_allowed");
            assertThat(answer.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        }
        assertThat(edge.send(edge.to("/docs").POST(BodyPublishers.noBody()))
                        .isProblem(405, "request.method_not_allowed")
                        .header("allow"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutTheBody() throws IOException {
        String length = String.valueOf(edge.get(PATH).header("content-length"));
        Answer head = edge.send(edge.to(PATH).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("etag")).isEqualTo("\"3\"");
        assertThat(head.header("content-length")).isEqualTo(length);
        assertThat(edge.send(edge.to("/openapi.json").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
        try (Raw raw = new Raw(edge)) {
            raw.send("HEAD /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(raw.untilClosed()).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
        }
    }

    @Test
    void optionsTellsTheMethods() {
        Answer answer = edge.send(edge.to(PATH).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        edge.send(edge.to("/nowhere").method("OPTIONS", BodyPublishers.noBody()))
                .isProblem(404, "request.path_unknown");
    }

    @Test
    void pagesOfNamedOriginsMayAskAndRead() {
        Answer preflight = edge.send(edge.to(PATH)
                .header("Origin", TestEdge.ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(TestEdge.ORIGIN);
        assertThat(preflight.header("access-control-allow-methods")).contains("PATCH");
        assertThat(preflight.header("access-control-allow-headers"))
                .contains("Authorization")
                .contains("If-Match");
        assertThat(preflight.header("access-control-allow-credentials")).isNull();
        assertThat(preflight.header("vary")).isEqualToIgnoringCase("origin");
        Answer answer =
                edge.send(edge.to(PATH).header("Origin", TestEdge.ORIGIN).GET());
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(TestEdge.ORIGIN);
        assertThat(answer.header("access-control-expose-headers")).contains("ETag");
        assertThat(edge.send(edge.to("/nowhere")
                                .header("Origin", TestEdge.ORIGIN)
                                .GET())
                        .header("access-control-allow-origin"))
                .isEqualTo(TestEdge.ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://app.beachdo.example.evil.example",
                "http://app.beachdo.example",
                "https://APP.beachdo.example",
                "https://app.beachdo.example:8443"
            })
    void pagesOfOtherOriginsMayNot(String origin) {
        Answer preflight = edge.send(edge.to(PATH)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.header("access-control-allow-origin")).isNull();
        assertThat(preflight.header("access-control-allow-methods")).isNull();
        Answer answer = edge.send(edge.to(PATH).header("Origin", origin).GET());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isNull();
        assertThat(answer.header("vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void theContractIsServedWhole() {
        JsonObject document = edge.get("/openapi.json").json();
        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("paths").fieldNames()).contains("/v1/listings", "/v1/chats");
        assertThat(document.containsKey("x-parts")).isFalse();
        assertThat(document.getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo(TestEdge.ISSUER);
        assertThat(edge.get("/openapi.yaml").header("content-type")).isEqualTo("application/yaml");
        assertThat(edge.get("/openapi.yaml").body()).contains("operationId: \"getListing\"");
        String etag = String.valueOf(edge.get("/openapi.json").header("etag"));
        assertThat(edge.send(edge.to("/openapi.json")
                                .header("If-None-Match", etag)
                                .GET())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void theDocumentsPageIsWholeAndLocal() {
        Answer page = edge.get("/docs");
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("//cdn");
        java.util.regex.Matcher links =
                java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(edge.get(links.group(1)).status()).as(links.group(1)).isEqualTo(200);
        }
        assertThat(found).isEqualTo(4);
        assertThat(edge.get("/docs/swagger-ui-bundle.js").body()).hasSizeGreaterThan(1_000_000);
        assertThat(edge.get("/docs/").body()).isEqualTo(page.body());
    }

    @Test
    void aPageShowsTwoWindowsThatChat() {
        Answer page = edge.get("/docs/chat");
        assertThat(page.header("content-security-policy")).contains("script-src 'self'");
        assertThat(page.body()).contains("/docs/chat/page.js");
        assertThat(edge.get("/docs/chat/page.js").body()).contains("./beachdo-chat.js");
        assertThat(edge.get("/docs/chat/beachdo-chat.js").body())
                .contains("class BeachdoChat", "./bus.js", "./room.js");
        assertThat(edge.get("/docs/chat/bus.js").status()).isEqualTo(200);
        assertThat(edge.get("/docs/chat/room.js").status()).isEqualTo(200);
    }
}
