package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.edge.contract.Contract;
import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what over the socket: every address that takes frames, against everybody who should not get through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketMatrixIT {
    private static final String TICKET = "session.ticket";
    private static final List<String> ATTACKS =
            List.of("stranger", "forged-sender", "publish", "register", "blocked", "restricted", "suspended");
    private static final int TOKEN_SECONDS = 20;

    private final BeachdoProcess process = TestBeachdo.start(
            TestBeachdo.temporary(), Map.of("BEACHDO_ACCESS_TOKEN_SECONDS", Integer.toString(TOKEN_SECONDS)));
    private final TestHttp http = new TestHttp(process);
    private final TestMarket market = new TestMarket(http);
    private final Map<String, Actor> actors = new TreeMap<>();
    private Actor seller = actor();
    private Actor reader = actor();

    /** Somebody, and the room that they are in with the seller. */
    private record Actor(String email, String id, String chatId) {}

    private Actor actor() {
        String email = "socket-" + UUID.randomUUID() + "@example.com";
        return new Actor(email, http.register(email).getJsonObject("user").getString("id"), "");
    }

    /** Tokens are short-lived here: each use gets a fresh one. */
    private String token(Actor actor) {
        return http.login(actor.email(), TestHttp.PASSWORD);
    }

    private String ticket(Actor actor) {
        return market.post("/v1/realtime/ticket", token(actor), new JsonObject(), 200)
                .getString("ticket");
    }

    private RawSocket socket(Actor actor) {
        return RawSocket.open(process.httpPort(), ticket(actor));
    }

    @BeforeAll
    void settle() {
        seller = sellerOf();
        String listing = market.publish(token(seller), TestMarket.bicycle("Bicycle " + UUID.randomUUID()));
        reader = member(listing);
        actors.put("member", reader);
        for (String who : List.of("blocked", "restricted", "suspended")) {
            actors.put(who, member(listing));
        }
        actors.put("stranger", member(listing));
        market.send("PUT", "/v1/me/blocks/" + at("blocked").id(), token(seller), new JsonObject(), 204);
        restrict(at("restricted"));
    }

    @AfterAll
    void stop() {
        process.close();
    }

    private Actor at(String who) {
        return Objects.requireNonNull(actors.get(who));
    }

    private Actor sellerOf() {
        Actor somebody = actor();
        String[] mailed = new String[1];
        TestMarket.eventually(() -> {
            Matcher matcher = Pattern.compile("token=([A-Za-z0-9_-]+)")
                    .matcher(http.management(
                                    "/dev/messages?to=" + somebody.email().replace("@", "%40"))
                            .body());
            assertThat(matcher.find()).isTrue();
            mailed[0] = matcher.group(1);
        });
        market.post("/v1/auth/email/verify", null, new JsonObject().put("token", mailed[0]), 204);
        market.post("/v1/me/seller", token(somebody), new JsonObject().put("acceptTerms", true), 200);
        return somebody;
    }

    /** Somebody in a room of theirs, to whom the seller wrote. */
    private Actor member(String listing) {
        Actor somebody = actor();
        String chat = market.post("/v1/chats", token(somebody), new JsonObject().put("listingId", listing), 201)
                .getString("id");
        market.post(
                "/v1/chats/" + chat + "/messages",
                token(seller),
                new JsonObject()
                        .put("clientMessageId", UUID.randomUUID().toString())
                        .put("text", "It is still there."),
                201);
        return new Actor(somebody.email(), somebody.id(), chat);
    }

    private void restrict(Actor actor) {
        market.post(
                "/v1/reports",
                token(seller),
                new JsonObject()
                        .put("targetType", "USER")
                        .put("targetId", actor.id())
                        .put("reason", "HARASSMENT"),
                201);
        String admin = http.adminToken();
        JsonArray cases =
                market.get("/v1/admin/cases?queue=USER&limit=100", admin).getJsonArray("items");
        String caseId = cases.stream()
                .map(item -> (JsonObject) item)
                .filter(item -> item.getString("targetId").equals(actor.id()))
                .findFirst()
                .orElseThrow()
                .getString("id");
        market.post(
                "/v1/admin/cases/" + caseId + "/decide",
                admin,
                new JsonObject()
                        .put("action", "RESTRICT")
                        .put("activities", new JsonArray(List.of("CHAT")))
                        .put(
                                "until",
                                Instant.now()
                                        .plus(2, ChronoUnit.DAYS)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString())
                        .put("reason", "Insulted others."),
                200);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        market.get("/v1/me/decisions", token(actor)).getJsonArray("items"))
                .anySatisfy(decision -> assertThat(((JsonObject) decision).getBoolean("carriedOut"))
                        .isTrue()));
    }

    /** Every address that the contract opens to sockets, and the socket's own. */
    static List<String> addresses() {
        return Stream.concat(
                        Contract.load(URI.create("http://localhost"), 1).operations().stream()
                                .map(Operation::socketAddress)
                                .filter(address -> address != null),
                        Stream.of(TICKET))
                .toList();
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (InputStream file =
                Objects.requireNonNull(SocketMatrixIT.class.getResourceAsStream("/socket-matrix.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] row = line.split(" ");
                        assertThat(rows.put(row[0] + " " + row[1], row[2])).isNull();
                    });
        }
        return rows;
    }

    @Test
    void everyAddressHasARowForEveryAttack() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyInAnyOrderElementsOf(addresses().stream()
                        .flatMap(address -> ATTACKS.stream().map(attack -> address + " " + attack))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void refusesAndWritesNothing(String address) throws IOException {
        Map<String, String> rows = rows();
        for (String attack : ATTACKS) {
            if (!attack.equals("suspended")) {
                Actor actor = attack.equals("blocked") || attack.equals("restricted") || attack.equals("stranger")
                        ? at(attack)
                        : reader;
                String room = attack.equals("stranger") ? reader.chatId() : actor.chatId();
                String expected = rows.get(address + " " + attack);
                JsonObject before = state(room, "OK".equals(expected));
                assertThat(outcome(address, attack, actor, room))
                        .as(address + " " + attack)
                        .isEqualTo(expected);
                assertThat(state(room, "OK".equals(expected)))
                        .as(address + " " + attack)
                        .isEqualTo(before);
            }
        }
    }

    private String outcome(String address, String attack, Actor actor, String room) {
        try (RawSocket socket = socket(actor)) {
            String type = attack.equals("publish") || attack.equals("register") ? attack : "send";
            JsonObject answer = socket.send(new JsonObject()
                            .put("type", type)
                            .put("address", address)
                            .put("replyAddress", "r1")
                            .put("headers", new JsonObject().put("subject", seller.id()))
                            .put("body", body(address, attack, actor, room)))
                    .answer();
            return answer.getString("type").equals("err")
                    ? answer.getInteger("failureCode").toString()
                    : "OK";
        }
    }

    private JsonObject body(String address, String attack, Actor actor, String room) {
        if (address.equals(TICKET)) {
            boolean foreign = attack.equals("stranger") || attack.equals("forged-sender");
            return new JsonObject().put("ticket", ticket(foreign ? seller : actor));
        }
        JsonObject body = new JsonObject().put("chatId", room);
        switch (address) {
            case "chat.send" ->
                body.put("clientMessageId", UUID.randomUUID().toString()).put("text", "hello");
            case "chat.read", "chat.delivered" -> body.put("seq", 1);
            default -> assertThat(address).isEqualTo("chat.typing");
        }
        return attack.equals("forged-sender") ? body.put("senderId", seller.id()) : body;
    }

    /** What the seller sees of a room; without receipts where they may move. */
    private JsonObject state(String room, boolean withoutReceipts) {
        String token = token(seller);
        JsonObject state = market.get("/v1/chats/" + room, token);
        state.getJsonObject("counterpart").remove("online");
        state.getJsonObject("counterpart").remove("seenAt");
        if (withoutReceipts) {
            for (String receipt : List.of("changeSeq", "counterpartReadSeq", "counterpartDeliveredSeq")) {
                Object unused = state.remove(receipt);
            }
        }
        return state.put(
                "messages", market.get("/v1/chats/" + room + "/messages", token).getJsonArray("items"));
    }

    @Test
    void nobodyRegistersTheAddressOfAnotherOrOfARoom() {
        for (String address : List.of("me." + seller.id(), "chat." + reader.chatId(), reader.chatId(), "me.*", "*")) {
            try (RawSocket socket = socket(reader)) {
                socket.send(new JsonObject().put("type", "register").put("address", address));
                assertThat(socket.answer().getInteger("failureCode"))
                        .as(address)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void ticketsAreGoodOnceAndEnd() {
        String used = ticket(reader);
        assertThat(RawSocket.status(process.httpPort(), used)).isEqualTo(101);
        assertThat(RawSocket.status(process.httpPort(), used)).as("replayed").isEqualTo(401);
        assertThat(RawSocket.status(process.httpPort(), "x".repeat(used.length())))
                .as("expired or made up")
                .isEqualTo(401);
        assertThat(RawSocket.status(process.httpPort(), "")).as("none").isEqualTo(401);
        try (RawSocket socket = socket(reader)) {
            JsonObject answer = socket.send(new JsonObject()
                            .put("type", "send")
                            .put("address", TICKET)
                            .put("replyAddress", "r1")
                            .put("body", new JsonObject().put("ticket", used)))
                    .answer();
            assertThat(answer.getInteger("failureCode")).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/info",
                "/websocket",
                "/1/a/websocket",
                "/1/a/xhr",
                "/1/a/xhr_send",
                "/1/a/xhr_streaming",
                "/1/a/eventsource",
                "/1/a/htmlfile",
                "/1/a/jsonp",
                "/1/a/jsonp_send",
                "/iframe.html"
            })
    void pagesOfOtherOriginsGetNothingByAnyTransport(String path) throws IOException, InterruptedException {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            for (String origin : List.of("https://evil.example", "null")) {
                HttpResponse<String> response = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.httpPort() + "/realtime"
                                                + path + "?ticket=" + ticket(reader)))
                                        .header("Origin", origin)
                                        .method(method, HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(method + " " + origin).isEqualTo(403);
                assertThat(response.headers().firstValue("access-control-allow-origin"))
                        .isEmpty();
            }
        }
    }

    @Test
    void theEndOfTheTokenEndsTheSocketAndWhatItSendsThen() {
        try (RawSocket socket = socket(reader)) {
            socket.send(new JsonObject().put("type", "register").put("address", "inbox"));
            JsonObject frame = socket.next();
            while (!"expired"
                    .equals(frame.getJsonObject("body", new JsonObject()).getString("reason"))) {
                frame = socket.next();
            }
            assertThat(socket.answer().getString("type")).isEqualTo("closed");
        }
    }

    @Test
    void whoIsSuspendedIsOutAndDoesNotComeBack() throws IOException {
        Actor actor = at("suspended");
        String token = token(actor);
        try (RawSocket socket = socket(actor)) {
            socket.send(new JsonObject().put("type", "register").put("address", "inbox"));
            JsonObject before = state(actor.chatId(), false);
            market.post(
                    "/v1/admin/users/" + actor.id() + "/suspend",
                    http.adminToken(),
                    new JsonObject().put("reason", "Fraud"),
                    200);
            assertThat(socket.answer().getString("type")).isEqualTo("closed");
            assertThat(state(actor.chatId(), false)).isEqualTo(before);
        }
        for (String address : addresses()) {
            assertThat(rows().get(address + " suspended")).isEqualTo("CLOSED");
        }
        assertThat(http.send("POST", "/v1/realtime/ticket", token, "{}").statusCode())
                .isIn(401, 403);
    }
}
