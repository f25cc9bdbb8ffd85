package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives on the wire in forms that a proxy might read differently. */
class FramingTest {
    private static final String PATH = "/v1/listings/" + UUID.randomUUID();
    private static final String GET = "GET " + PATH + " HTTP/1.1\r\nHost: a\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    private static TestEdge edge;
    private static String token;

    private static final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> getListing(GetListingRequest request) {
            return Future.succeededFuture(Listing.getDefaultInstance());
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withDefaults();
        edge.fake(Listings.class, new FakeListings());
        token = edge.token("u1", "SELLER");
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    /** CVE-2026-102479: any Content-?ength is taken for Content-Length by this version of Vert.x. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Xength", "Content-Length", "content-Zength"})
    void aBodyWhereNoneBelongsClosesTheConnection(String header) throws IOException {
        for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS")) {
            try (Raw raw = new Raw(edge)) {
                String all = raw.send(method + " " + PATH + " HTTP/1.1\r\nHost: a\r\n" + header + ": "
                                + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED + GET + "\r\n")
                        .untilClosed();
                assertThat(Raw.statuses(all)).as(method + " " + all).containsExactly(400);
                assertThat(all.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
            }
        }
    }

    @Test
    void anEmptyBodyIsNoBody() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send(GET + "Content-Length: 0\r\n\r\n" + GET + "Connection: close\r\n\r\n");
            assertThat(Raw.statuses(raw.untilClosed())).containsExactly(200, 200);
        }
    }

    /** Each is one request that must be refused, with a second behind it that must never be answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET %p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n1\r\nZ\r\n0\r\n\r\n",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\nab",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\nab",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\nab",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 0x2\r\n\r\nab",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Xength: 1\r\n\r\nab",
                "POST %p/submit HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked, identity\r\n\r\n0\r\n\r\n",
                "POST %p/submit HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nX\u000b: b\r\n\r\n",
                "GET %p HTTP/1.1\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\u000b: chunked\r\n\r\n",
                "GET %p HTTP/1.1\r\nHost: a\r\nX(y): b\r\n\r\n",
                "GET%p HTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void refusesAmbiguousRequestsAndTheConnection(String request) throws IOException {
        try (Raw raw = new Raw(edge)) {
            String all = raw.send(request.replace("%p", PATH)
                            .replace(
                                    "Host: a\r\n",
                                    "Host: a\r\nAuthorization: Bearer " + token
                                            + "\r\nContent-Type: application/json\r\n"))
                    .send(GET + "\r\n")
                    .untilClosed();
            assertThat(Raw.statuses(all)).as(all).hasSize(1).allMatch(status -> status >= 400 && status < 500);
            assertThat(all).contains("application/problem+json").contains("content-security-policy");
        }
    }

    /** Vert.x itself answers these, before anything of ours can. */
    @Test
    void refusesUnknownVersions() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send("GET " + PATH + " HTTP/9.9\r\nHost: a\r\n\r\n" + GET + "\r\n");
            assertThat(raw.untilClosed()).contains("501").doesNotContain("200");
        }
    }

    @Test
    void aSecondRequestBehindAChunkedOneIsItsOwn() throws IOException {
        try (Raw raw = new Raw(edge)) {
            raw.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                    + GET + "Connection: close\r\n\r\n");
            assertThat(Raw.statuses(raw.untilClosed())).containsExactly(404, 200);
        }
    }

    @Test
    void http2IsNotSpokenInClearText() throws IOException {
        try (Raw raw = new Raw(edge)) {
            String all = raw.send(
                            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000")
                    .untilClosed();
            assertThat(Raw.statuses(all)).as(all).allMatch(status -> status >= 400);
            assertThat(all).doesNotStartWith("\u0000");
        }
        try (Raw raw = new Raw(edge)) {
            String answer = raw.send(GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n")
                    .response();
            assertThat(Raw.statuses(answer)).containsExactly(200);
        }
    }

    @Test
    void refusesLongUrisAndLargeHeaders() throws IOException {
        try (Raw raw = new Raw(edge)) {
            String all = raw.send("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .untilClosed();
            assertThat(Raw.statuses(all)).containsExactly(414);
            assertThat(all).contains("\"code\":\"request.uri_too_long\"").contains("strict-transport-security");
        }
        try (Raw raw = new Raw(edge)) {
            String all = raw.send(GET + "X: " + "a".repeat(9000) + "\r\n\r\n").untilClosed();
            assertThat(Raw.statuses(all)).containsExactly(431);
            assertThat(all).contains("\"code\":\"request.headers_too_large\"").contains("strict-transport-security");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?q=%zz", "?q=%4", "?q=%", "?%zz=1"})
    void refusesBrokenEscapesInQueries(String query) throws IOException {
        for (String path : List.of("/v1/listings", PATH)) {
            try (Raw raw = new Raw(edge)) {
                String answer = raw.send("GET " + path + query + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .response();
                assertThat(Raw.statuses(answer)).as(answer).containsExactly(400);
                assertThat(answer).contains("application/problem+json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/listings/%zz",
                "/realtime/%zz",
                "/realtime/%zz/a/websocket",
                "/v1/listings/%",
                "/%00",
                "/v1/%2e%2e/openapi.json%",
                "*",
                "x",
                "http://a/%"
            })
    void answersOddTargetsWithAProblem(String target) throws IOException {
        try (Raw raw = new Raw(edge)) {
            String answer =
                    raw.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").response();
            assertThat(Raw.statuses(answer)).as(answer).hasSize(1).allMatch(status -> status == 400 || status == 404);
            assertThat(answer).contains("application/problem+json").contains("content-security-policy");
        }
    }
}
