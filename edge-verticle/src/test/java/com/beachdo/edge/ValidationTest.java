package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.ListCategoriesReply;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SearchService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final String ID = UUID.randomUUID().toString();
    private static volatile SearchListingsRequest searched = SearchListingsRequest.getDefaultInstance();
    private static volatile int created;
    private static TestEdge edge;
    private static String seller;

    private static final class FakeSearch extends SearchService {
        @Override
        public Future<ListListingsReply> searchListings(SearchListingsRequest request) {
            searched = request;
            return Future.succeededFuture(ListListingsReply.getDefaultInstance());
        }

        @Override
        public Future<ListCategoriesReply> listCategories(ListCategoriesRequest request) {
            return Future.succeededFuture(ListCategoriesReply.getDefaultInstance());
        }
    }

    private static final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> createListing(CreateListingRequest request) {
            created++;
            return Future.succeededFuture(Listing.getDefaultInstance());
        }

        @Override
        public Future<Listing> getListing(GetListingRequest request) {
            return Future.succeededFuture(Listing.getDefaultInstance());
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withDefaults();
        edge.fake(Search.class, new FakeSearch());
        edge.fake(Listings.class, new FakeListings());
        seller = edge.token("u1", "BUYER", "SELLER");
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @Test
    void readsQueriesByTheirDeclaredTypes() {
        Answer answer = edge.get("/v1/listings?q=red+car%20%E0%A4%95&lat=-18.5e0&minPrice=100&condition=GOOD"
                + "&attr=brand:Maruti&attr=fuel:a%26b&limit=5");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"items\":[]}");
        assertThat(searched.getQ()).isEqualTo("red car \u0915");
        assertThat(searched.getLat()).isEqualTo(-18.5);
        assertThat(searched.getMinPrice()).isEqualTo(100);
        assertThat(searched.getAttrList()).containsExactly("brand:Maruti", "fuel:a&b");
        assertThat(searched.getLimit()).isEqualTo(5);
        assertThat(searched.hasLon()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | /query/limit | must be at least 1",
                "limit=101 | /query/limit | must be at most 100",
                "limit=ten | /query/limit | must be a whole number",
                "limit= | /query/limit | must be a whole number",
                "limit=1.5 | /query/limit | must be a whole number",
                "limit=99999999999999999999 | /query/limit | must be a whole number",
                "limit=1&limit=2 | /query/limit | is given more than once",
                "lat=NaN | /query/lat | must be a number",
                "lat=91 | /query/lat | must be at most 90",
                "lat=1e400 | /query/lat | must be a number",
                "colour=red | /query/colour | is not a known parameter",
                "condition=good | /query/condition | must be one of NEW, LIKE_NEW, GOOD, FAIR, FOR_PARTS",
                "attr=x | /query/attr/0 | does not have the right form, such as brand:Maruti",
                "attr=a:1&attr=a:2&attr=a:3&attr=a:4 | /query/attr | must have at most 3 entries",
                "cursor= | /query/cursor | must not be empty",
                "q=%FF | /query | is not properly encoded",
                "q=%C0%80 | /query | is not properly encoded",
                "q=%00 | /query/q | must not contain the character NUL"
            })
    void saysWhichParameterIsWrong(String query, String pointer, String detail) {
        assertThat(edge.get("/v1/listings?" + query)
                        .isProblem(400, "request.invalid")
                        .errors())
                .containsExactly(Map.entry(pointer, detail));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(edge.get("/v1/listings?limit=0&lat=x&a=1").errors().keySet())
                .containsExactly("/query/a", "/query/lat", "/query/limit");
    }

    @Test
    void operationsWithoutQueryTakeNone() {
        assertThat(edge.get("/v1/listings/" + ID + "?x=1")
                        .isProblem(400, "request.invalid")
                        .errors())
                .containsExactly(Map.entry("/query/x", "is not a known parameter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0000", "%C3%28", "..%2f", "' or 1=1--", "{listingId}"})
    void saysThatAPathParameterIsWrong(String id) {
        Answer answer = edge.get(
                "/v1/listings/" + id.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D"));
        assertThat(answer.isProblem(400, "request.invalid").errors())
                .containsExactly(Map.entry("/path/listingId", "must be a UUID"));
    }

    @Test
    void namesMissingFieldsByTheirOwnPointers() {
        assertThat(create(new JsonObject().put("price", new JsonObject())))
                .containsOnlyKeys(
                        "/title", "/description", "/categoryId", "/location", "/price/amount", "/price/currency")
                .allSatisfy((pointer, detail) -> assertThat(detail).isEqualTo("is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title | \"ab\" | /title | must be at least 3 characters long",
                "title | 5 | /title | must be text",
                "title | null | /title | must be text",
                "price | {\"amount\": -1, \"currency\": \"INR\"} | /price/amount | must be at least 0",
                "price | {\"amount\": 1.5, \"currency\": \"INR\"} | /price/amount | must be a whole number",
                "price | {\"amount\": 1e400, \"currency\": \"INR\"} | /price/amount | must be a whole number",
                "price | {\"amount\": 9223372036854775808, \"currency\": \"INR\"} | /price/amount | must be at most 100000000000",
                "price | {\"amount\": \"1\", \"currency\": \"INR\"} | /price/amount | must be a whole number",
                "price | {\"amount\": 1, \"currency\": \"USD\"} | /price/currency | must be one of INR",
                "price | {\"amount\": 1, \"currency\": \"INR\", \"x\": 1} | /price/x | is not a known field",
                "price | [] | /price | must be an object",
                "location | {\"city\": \"\"} | /location/city | must not be empty",
                "location | {\"city\": \"Pune\", \"pincode\": \"012345\"} | /location/pincode | does not have the right form, such as 411001",
                "location | {\"city\": \"Pune\", \"pincode\": \"411001\\n\"} | /location/pincode | must be at most 6 characters long",
                "location | {\"city\": \"Pune\", \"lat\": 91} | /location/lat | must be at most 90",
                "condition | \"good\" | /condition | must be one of NEW, LIKE_NEW, GOOD, FAIR, FOR_PARTS",
                "title | \"a\\u0000bc\" | /title | must not contain the character NUL",
                "title | \"ab\\ud800\" | /title | must be well-formed Unicode text",
                "sellerId | \"me\" | /sellerId | is not a known field",
                "x~y/z | 1 | /x~0y~1z | is not a known field",
                "attributes | {\"a\": {}} | /attributes/a | must be of another type"
            })
    void saysWhichFieldIsWrong(String field, String value, String pointer, String detail) {
        int before = created;
        String body = listing().encode();
        String broken =
                "{\"" + field + "\": " + value + "," + without(body, field).substring(1);
        assertThat(edge.post("/v1/listings", seller, broken)
                        .isProblem(400, "request.invalid")
                        .errors())
                .containsExactly(Map.entry(pointer, detail));
        assertThat(created).isEqualTo(before);
    }

    @Test
    void wholeNumbersMayBeWrittenWithAFraction() {
        assertThat(edge.post("/v1/listings", seller, listing().encode().replace("4999900", "4999900.0"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(edge.post(
                                "/v1/listings",
                                seller,
                                listing()
                                        .put("title", "\ud83d\ude97".repeat(120))
                                        .encode())
                        .status())
                .isEqualTo(201);
        assertThat(create(listing().put("title", "\ud83d\ude97".repeat(121))))
                .containsExactly(Map.entry("/title", "must be at most 120 characters long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,2", "{\"title\": \"a\", \"title\": \"b\"}", "{} {}", "nope"})
    void refusesMalformedJson(String body) {
        Answer answer = edge.post("/v1/listings", seller, body);
        if (body.isEmpty()) {
            assertThat(answer.isProblem(400, "request.invalid").errors())
                    .containsExactly(Map.entry("", "a body is required"));
        } else {
            answer.isProblem(400, "request.malformed");
        }
    }

    @Test
    void refusesBodiesThatAreNotObjects() {
        for (String body : new String[] {"[]", "null", "5", "\"x\"", "true"}) {
            assertThat(edge.post("/v1/listings", seller, body)
                            .isProblem(400, "request.invalid")
                            .errors())
                    .containsExactly(Map.entry("", "must be an object"));
        }
    }

    @Test
    void refusesDepth() {
        edge.post("/v1/listings", seller, "{\"attributes\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                .isProblem(400, "request.malformed");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] body = listing().encode().getBytes(StandardCharsets.UTF_8);
        body[12] = (byte) 0xff;
        edge.send(edge.to("/v1/listings", seller)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .isProblem(400, "request.malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "application/jsonp",
                "multipart/form-data; boundary=x",
                "application/xml"
            })
    void refusesOtherTypesOfBody(String type) {
        edge.send(edge.to("/v1/listings", seller)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(listing().encode())))
                .isProblem(415, "request.media_type");
    }

    @Test
    void refusesEncodedAndUntypedBodies() {
        edge.send(edge.to("/v1/listings", seller)
                        .POST(HttpRequest.BodyPublishers.ofString(listing().encode())))
                .isProblem(415, "request.media_type");
        edge.send(edge.to("/v1/listings", seller)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString(listing().encode())))
                .isProblem(415, "request.media_type");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String body = listing().put("description", "x".repeat(300 * 1024)).encode();
        edge.post("/v1/listings", seller, body).isProblem(413, "request.too_large");
    }

    @Test
    void operationsWithoutBodyTakeAnEmptyObjectAtMost() {
        String path = "/v1/listings/" + ID + "/submit";
        assertThat(edge.post(path, seller, "{\"x\": 1}")
                        .isProblem(400, "request.invalid")
                        .errors())
                .containsExactly(Map.entry("/x", "is not a known field"));
        assertThat(edge.send(edge.to(path, seller).POST(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(500);
    }

    private static Map<String, String> create(JsonObject body) {
        return edge.post("/v1/listings", seller, body.encode())
                .isProblem(400, "request.invalid")
                .errors();
    }

    private static String without(String body, String field) {
        JsonObject object = new JsonObject(body);
        object.remove(field);
        return object.encode();
    }

    private static JsonObject listing() {
        return new JsonObject()
                .put("title", "Maruti Swift 2015")
                .put("description", "One owner, service book")
                .put("price", new JsonObject().put("amount", 4999900).put("currency", "INR"))
                .put("categoryId", "cars")
                .put("location", new JsonObject().put("city", "Pune"));
    }
}
