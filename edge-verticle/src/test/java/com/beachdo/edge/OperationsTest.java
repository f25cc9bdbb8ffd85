package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final String ID = UUID.randomUUID().toString();
    private static final String LISTING =
            """
            {"title": "Maruti Swift 2015", "description": "One owner, service book",
             "price": {"amount": 32000000, "currency": "INR"}, "categoryId": "cars",
             "location": {"city": "Pune", "lat": 18.52}, "condition": "GOOD",
             "attributes": {"year": 2015, "fuel": "petrol", "airbags": true}}
            """;
    private static volatile CallContext caller = CallContext.ANONYMOUS;
    private static volatile Object received = "";
    private static TestEdge edge;
    private static String seller;

    /** Answers what it is told, and fails as it is told. */
    private static final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> createListing(CreateListingRequest request) {
            seen(request);
            return Future.succeededFuture(Listing.newBuilder()
                    .setId(ID)
                    .setStatus(ListingStatus.LISTING_STATUS_DRAFT)
                    .setTitle(request.getTitle())
                    .setPrice(request.getPrice())
                    .setAttributes(request.getAttributes())
                    .setVersion(1)
                    .build());
        }

        @Override
        public Future<Listing> getListing(GetListingRequest request) {
            seen(request);
            return Future.succeededFuture(Listing.newBuilder()
                    .setId(request.getListingId())
                    .setVersion(7)
                    .build());
        }

        @Override
        public Future<Listing> updateListing(UpdateListingRequest request) {
            seen(request);
            return Future.succeededFuture(Listing.newBuilder().setVersion(8).build());
        }

        @Override
        public Future<Empty> deleteListing(DeleteListingRequest request) {
            seen(request);
            return Future.succeededFuture(Empty.getDefaultInstance());
        }

        @Override
        public Future<Listing> submitListing(SubmitListingRequest request) {
            int status = Integer.parseInt(
                    request.getListingId().substring(request.getListingId().length() - 2));
            if (status == 99) {
                throw new IllegalStateException("secret text");
            }
            return Future.failedFuture(new RpcException(
                    GrpcStatus.valueOf(status),
                    "listing.refused",
                    "Not now.",
                    List.of(new FieldError("/x", "bad")),
                    9));
        }

        private static void seen(Object request) {
            caller = CallContext.current();
            received = request;
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withDefaults();
        edge.fake(Listings.class, new FakeListings());
        seller = edge.token("u1", "BUYER", "SELLER");
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @Test
    void createsWhatTheBodySays() {
        Answer answer = edge.post("/v1/listings", seller, LISTING);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("etag")).isEqualTo("\"1\"");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        CreateListingRequest request = (CreateListingRequest) received;
        assertThat(request.getLocation().getLat()).isEqualTo(18.52);
        assertThat(request.getCondition().name()).isEqualTo("CONDITION_GOOD");
        assertThat(request.getAttributes().getFieldsOrThrow("year").getNumberValue())
                .isEqualTo(2015);
        assertThat(answer.json().getJsonObject("price").encode())
                .isEqualTo("{\"amount\":32000000,\"currency\":\"INR\"}");
        assertThat(answer.json().getString("status")).isEqualTo("DRAFT");
        assertThat(answer.json().getJsonObject("attributes").getValue("year")).isEqualTo(2015);
        assertThat(answer.json().getJsonArray("images")).isEmpty();
        assertThat(answer.json().containsKey("publishedAt")).isFalse();
    }

    @Test
    void tellsTheDomainWhoCallsAndOnWhatTerms() {
        Answer answer = edge.send(edge.to("/v1/listings", seller)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", "k-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("User-Agent", "a".repeat(300))
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(HttpRequest.BodyPublishers.ofString(LISTING)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(caller.subject()).isEqualTo("u1");
        assertThat(caller.roles()).containsExactlyInAnyOrder("BUYER", "SELLER");
        assertThat(caller.sessionId()).isEqualTo("session-u1");
        assertThat(caller.idempotencyKey()).isEqualTo("k-1");
        assertThat(caller.traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(caller.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(caller.userAgent()).hasSize(200);
        assertThat(caller.deadlineNanos()).isNotZero();
    }

    @Test
    void optionalSignInIsAnonymousWithoutATokenAndSignedInWithOne() {
        Answer anonymous = edge.get("/v1/listings/" + ID);
        assertThat(anonymous.status()).isEqualTo(200);
        assertThat(caller.subject()).isNull();
        assertThat(anonymous.header("cache-control")).isNull();
        assertThat(edge.get("/v1/listings/" + ID, seller).header("cache-control"))
                .isEqualTo("no-store");
        assertThat(caller.subject()).isEqualTo("u1");
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        Answer answer = edge.get("/v1/listings/" + ID, "not.a.token").isProblem(401, "auth.token_invalid");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        edge.get("/v1/listings/" + ID, edge.tokens().token("u1", "s", -60, "BUYER"))
                .isProblem(401, "auth.token_invalid");
        edge.send(edge.to("/v1/listings/" + ID)
                        .header("Authorization", "Basic dTpw")
                        .GET())
                .isProblem(401, "auth.scheme_unknown");
    }

    @Test
    void refusesWhoIsNotSignedInOrHasNotTheRole() {
        Answer answer = edge.send(edge.to("/v1/listings").POST(HttpRequest.BodyPublishers.ofString(LISTING)))
                .isProblem(401, "auth.required");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        edge.post("/v1/listings", edge.token("u2", "BUYER"), LISTING).isProblem(403, "auth.forbidden");
    }

    @Test
    void changesOnlyTheVersionThatIfMatchNames() {
        String path = "/v1/listings/" + ID;
        String token = edge.token("patcher", "SELLER");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"title\": \"Swift, red\"}");
        HttpRequest.Builder request = edge.to(path, token).header("Content-Type", "application/json");
        edge.send(request.copy().header("If-Match", "\"x\"").method("PATCH", body))
                .isProblem(400, "request.if_match");
        assertThat(edge.send(request.copy().header("If-Match", "\"7\"").method("PATCH", body))
                        .header("etag"))
                .isEqualTo("\"8\"");
        UpdateListingRequest seen = (UpdateListingRequest) received;
        assertThat(seen.getExpectedVersion()).isEqualTo(7);
        assertThat(seen.getTitle()).isEqualTo("Swift, red");
        assertThat(seen.hasDescription()).isFalse();
        assertThat(seen.getListingId()).isEqualTo(ID);
    }

    @Test
    void limitsHowOftenOneUserCallsAndSaysSo() {
        String token = edge.token("eager", "SELLER");
        HttpRequest.Builder request = edge.to("/v1/listings/" + ID, token)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"title\": \"Swift\"}"));
        Answer first = edge.send(request);
        assertThat(first.header("ratelimit-policy")).isEqualTo("\"updateListing\";q=2;w=60");
        assertThat(first.header("ratelimit")).matches("\"updateListing\";r=1;t=(29|30)");
        assertThat(edge.send(request).status()).isEqualTo(200);
        Answer third = edge.send(request).isProblem(429, "rate.limited");
        assertThat(Integer.parseInt(String.valueOf(third.header("retry-after"))))
                .isBetween(1, 30);
        assertThat(third.header("ratelimit")).startsWith("\"updateListing\";r=0;t=");
        assertThat(edge.send(request.copy().setHeader("Authorization", "Bearer " + edge.token("other", "SELLER")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersDeletionWithNothing() {
        Answer answer = edge.send(edge.to("/v1/listings/" + ID, seller).DELETE());
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("content-type")).isNull();
    }

    @Test
    void eachStatusHasItsProblem() {
        Map<Integer, Integer> statuses =
                Map.of(3, 422, 16, 401, 7, 403, 5, 404, 6, 409, 9, 409, 10, 412, 8, 429, 14, 503, 12, 501);
        statuses.forEach((grpc, http) -> {
            Answer answer = submit(grpc).isProblem(http, "listing.refused");
            assertThat(answer.json().getString("detail")).isEqualTo("Not now.");
            assertThat(answer.errors()).containsExactly(Map.entry("/x", "bad"));
            assertThat(answer.header("retry-after")).isEqualTo(http == 429 || http == 503 ? "9" : null);
        });
    }

    @Test
    void whatNobodyExpectedIsA500ThatSaysNothing() {
        assertThat(submit(99).isProblem(500, "internal").body()).doesNotContain("secret");
        submit(13).isProblem(500, "internal");
        submit(2).isProblem(500, "internal");
    }

    @Test
    void aDomainThatIsNotThereIs503() {
        String path = "/v1/listings/" + ID + "/images/order";
        Answer answer = edge.send(edge.to(path, seller)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"imageIds\": [\"" + ID + "\"]}")))
                .isProblem(503, "service.unavailable");
        assertThat(answer.header("retry-after")).isNotNull();
        assertThat(answer.header("ratelimit-policy"))
                .isEqualTo("\"orderImages-ip\";q=5000;w=60, \"orderImages-imageIds\";q=100000;w=60");
    }

    @Test
    void theTraceOfTheRequestIsTheTraceOfItsProblem() {
        Answer answer = edge.send(edge.to("/v1/listings/" + ID, "bad")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .GET());
        assertThat(answer.json().getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void refusesALongIdempotencyKey() {
        edge.send(edge.to("/v1/listings", seller)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "k".repeat(256))
                        .POST(HttpRequest.BodyPublishers.ofString(LISTING)))
                .isProblem(400, "request.idempotency_key");
    }

    /** The last two digits of the id say how to fail. */
    private static Answer submit(int status) {
        String id = ID.substring(0, 34) + String.format("%02d", status);
        return edge.post("/v1/listings/" + id + "/submit", seller, "{}");
    }
}
