package com.beachdo.edge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.MessagesService;
import com.beachdo.chat.v1.NotifyTypingRequest;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RealtimeTest {
    private static final String CHAT = UUID.randomUUID().toString();
    private static volatile CallContext caller = CallContext.ANONYMOUS;
    private static TestEdge edge;
    private static LiveEvents live;

    private static final class FakeMessages extends MessagesService {
        @Override
        public Future<SendMessageReply> sendMessage(SendMessageRequest request) {
            caller = CallContext.current();
            if (request.getText().equals("blocked")) {
                return Future.failedFuture(RpcException.conflict("chat.blocked", "You can't write to this user."));
            }
            return Future.succeededFuture(SendMessageReply.newBuilder()
                    .setMessage(Message.newBuilder()
                            .setChatId(request.getChatId())
                            .setClientMessageId(request.getClientMessageId())
                            .setText(request.getText())
                            .setSeq(1))
                    .build());
        }

        @Override
        public Future<Empty> notifyTyping(NotifyTypingRequest request) {
            return Future.succeededFuture(Empty.getDefaultInstance());
        }
    }

    @BeforeAll
    static void open() {
        edge = TestEdge.withDefaults();
        edge.fake(Messages.class, new FakeMessages());
        live = new LiveEvents(edge.system().vertx());
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @Test
    void sendsAsTheUserOfTheTicketAndGetsTheReplyOfTheCall() {
        try (TestSocket socket = TestSocket.sockJs(edge, ticket("u1"), TestEdge.ORIGIN)) {
            JsonObject reply = socket.request("chat.send", message("hello \ud83d\ude97"));
            assertThat(reply.getString("type")).isEqualTo("rec");
            assertThat(reply.getJsonObject("body").getJsonObject("message").getString("text"))
                    .isEqualTo("hello \ud83d\ude97");
            assertThat(reply.getJsonObject("body").getJsonObject("message").getString("chatId"))
                    .isEqualTo(CHAT);
            assertThat(caller.subject()).isEqualTo("u1");
            assertThat(caller.sessionId()).isEqualTo("session-u1");
            assertThat(caller.clientAddress()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aTicketIsGoodOnceAndInfoDoesNotUseItUp() {
        String ticket = ticket("u1");
        assertThat(edge.get("/realtime/info?ticket=" + ticket).json().getBoolean("websocket"))
                .isTrue();
        assertThat(edge.get("/realtime/info?ticket=" + ticket).status()).isEqualTo(200);
        assertThat(TestSocket.status(edge, ticket, null)).isEqualTo(101);
        // another node may have given it out, and Redis, which would know, is not there
        assertThat(TestSocket.status(edge, ticket, null)).isEqualTo(503);
        assertThat(TestSocket.status(edge, "", null)).isEqualTo(401);
    }

    @Test
    void ticketsAreForTheSignedIn() {
        edge.send(edge.to("/v1/realtime/ticket").POST(BodyPublishers.noBody())).isProblem(401, "auth.required");
        Answer answer = edge.send(
                edge.to("/v1/realtime/ticket", edge.token("u1", "BUYER")).POST(BodyPublishers.noBody()));
        assertThat(answer.json().getInteger("expiresIn")).isEqualTo(30);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void onlyPagesOfKnownOriginsConnect() {
        assertThat(TestSocket.status(edge, ticket("u1"), "https://evil.example"))
                .isEqualTo(403);
        assertThat(TestSocket.status(edge, ticket("u1"), "null")).isEqualTo(403);
        assertThat(TestSocket.status(edge, ticket("u1"), TestEdge.ORIGIN)).isEqualTo(101);
        assertThat(TestSocket.status(edge, ticket("u1"), TestEdge.ISSUER)).isEqualTo(101);
        assertThat(TestSocket.status(edge, ticket("u1"), null)).isEqualTo(101);
        Answer evil = edge.send(edge.to("/realtime/info")
                        .header("Origin", "https://evil.example")
                        .GET())
                .isProblem(403, "socket.origin");
        assertThat(evil.header("access-control-allow-origin")).isNull();
        Answer good = edge.send(
                edge.to("/realtime/info").header("Origin", TestEdge.ORIGIN).GET());
        assertThat(good.header("access-control-allow-origin")).isEqualTo(TestEdge.ORIGIN);
        assertThat(good.header("access-control-allow-credentials")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xhr", "xhr_streaming", "xhr_send", "eventsource", "htmlfile", "jsonp", "jsonp_send"})
    void thereIsNoOtherTransport(String transport) {
        edge.get("/realtime/000/abc/" + transport + "?ticket=" + ticket("u1")).isProblem(404, "request.path_unknown");
    }

    @Test
    void theMountServesNothingElse() {
        edge.get("/realtime").isProblem(404, "request.path_unknown");
        edge.get("/realtime/").isProblem(404, "request.path_unknown");
        edge.get("/realtime/iframe.html").isProblem(404, "request.path_unknown");
        edge.get("/realtime/websocket?ticket=" + ticket("u1")).isProblem(400, "socket.upgrade");
        edge.send(edge.to("/realtime/info").POST(BodyPublishers.noBody())).isProblem(405, "request.method_not_allowed");
    }

    @Test
    void refusedFramesAreAlwaysAnswered() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1"))) {
            JsonObject refused = socket.request("chat.send", message("blocked"));
            assertThat(refused.getString("type")).isEqualTo("err");
            assertThat(refused.getInteger("failureCode")).isEqualTo(409);
            assertThat(refused.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
            assertThat(refused.getString("message")).isEqualTo("You can't write to this user.");
            assertThat(refused.getString("code")).isEqualTo("chat.blocked");

            JsonObject invalid = socket.request(
                    "chat.send", new JsonObject().put("chatId", "x").put("text", ""));
            assertThat(invalid.getInteger("failureCode")).isEqualTo(400);
            assertThat(invalid.getString("message").split("; "))
                    .containsExactlyInAnyOrder(
                            "chatId must be a UUID", "clientMessageId is required", "text must not be empty");
            assertThat(invalid.getJsonArray("errors")).hasSize(3);

            assertThat(socket.request("chat.send", message("hi").put("senderId", "u2"))
                            .getString("message"))
                    .isEqualTo("senderId is not a known field");
            assertThat(socket.request("me.u2", new JsonObject()).getInteger("failureCode"))
                    .isEqualTo(403);
            assertThat(socket.request("beachdo.chat.v1.Messages", new JsonObject())
                            .getInteger("failureCode"))
                    .isEqualTo(403);
            assertThat(socket.request("chat.typing", new JsonObject().put("chatId", CHAT))
                            .getJsonObject("body"))
                    .isEqualTo(new JsonObject());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "5",
                "{}",
                "{\"type\":5}",
                "{\"type\":\"send\",\"type\":\"ping\"}",
                "{\"type\":\"publish\",\"address\":\"chat.send\",\"body\":{}}",
                "{\"type\":\"send\"}",
                "{\"type\":\"send\",\"address\":\"chat.send\"}",
                "{\"type\":\"send\",\"address\":\"chat.send\",\"body\":5}",
                "{\"type\":\"send\",\"address\":7,\"body\":{}}",
                "{\"type\":\"register\"}",
                "{\"type\":\"nonsense\",\"address\":\"x\"}"
            })
    void oddFramesAreAnsweredAndTheSocketLives(String frame) {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1"))) {
            assertThat(socket.sendText(frame).frame().getString("type")).isEqualTo("err");
            assertThat(socket.request("chat.send", message("still here")).getString("type"))
                    .isEqualTo("rec");
        }
    }

    @Test
    void eventsComeUnderTheNameThatWasRegistered() {
        try (TestSocket inbox = TestSocket.sockJs(edge, ticket("u7"), null);
                TestSocket literal = TestSocket.sockJs(edge, ticket("u7"), null);
                TestSocket other = TestSocket.sockJs(edge, ticket("u8"), null)) {
            registered(inbox.register("inbox"));
            registered(literal.register("me.u7"));
            registered(other.register("inbox"));
            JsonObject event =
                    new JsonObject().put("type", "typing").put("chatId", CHAT).put("userId", "u9");
            live.publish("u7", event);
            assertThat(inbox.frame())
                    .isEqualTo(new JsonObject()
                            .put("type", "rec")
                            .put("address", "inbox")
                            .put("body", event));
            assertThat(literal.frame().getString("address")).isEqualTo("me.u7");
            live.publish("u8", new JsonObject().put("type", "typing"));
            assertThat(other.frame().getJsonObject("body").containsKey("chatId"))
                    .isFalse();
            inbox.send(new JsonObject().put("type", "unregister").put("address", "inbox"));
            registered(inbox);
            live.publish("u7", event);
            assertThat(literal.frame().getString("address")).isEqualTo("me.u7");
            assertThat(inbox.request("chat.send", message("nothing between")).getString("type"))
                    .isEqualTo("rec");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"me.u2", "chat.send", "me.", "beachdo.sessions.ended", "INBOX", "*"})
    void nobodyRegistersAnythingElse(String address) {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1"))) {
            assertThat(socket.register(address).frame().getInteger("failureCode"))
                    .isEqualTo(403);
        }
    }

    @Test
    void registrationsAreCounted() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1"))) {
            socket.register("inbox");
            assertThat(socket.register("inbox").frame().getInteger("failureCode"))
                    .isEqualTo(409);
            for (int count = 0; count < 49; count++) {
                socket.send(new JsonObject().put("type", "unregister").put("address", "inbox"))
                        .register("inbox");
            }
            socket.send(new JsonObject().put("type", "unregister").put("address", "inbox"));
            assertThat(socket.register("inbox").frame().getInteger("failureCode"))
                    .isEqualTo(429);
        }
    }

    @Test
    void callsOverSocketsAreLimitedAsOverHttp() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("typist"))) {
            JsonObject body = new JsonObject().put("chatId", CHAT);
            for (int count = 0; count < 3; count++) {
                assertThat(socket.request("chat.typing", body).getString("type"))
                        .isEqualTo("rec");
            }
            assertThat(socket.request("chat.typing", body).getInteger("failureCode"))
                    .isEqualTo(429);
        }
        edge.post("/v1/chats/" + CHAT + "/typing", edge.token("typist", "BUYER"), "{}")
                .isProblem(429, "rate.limited");
    }

    @Test
    void theEndOfASessionEndsItsSockets() {
        try (TestSocket mine = TestSocket.sockJs(edge, ticket("u1", "s-1", 600), null);
                TestSocket other = TestSocket.sockJs(edge, ticket("u1", "s-2", 600), null)) {
            registered(mine.register("inbox"));
            live.sessionEnded("u1", "s-1", "logout");
            assertThat(mine.frame().getJsonObject("body"))
                    .isEqualTo(new JsonObject().put("type", "session").put("reason", "logout"));
            mine.isClosed();
            assertThat(other.request("chat.send", message("still in")).getString("type"))
                    .isEqualTo("rec");
        }
    }

    @Test
    void theEndOfTheTokenEndsTheSocket() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1", "s-3", 3))) {
            registered(socket.register("inbox"));
            assertThat(socket.frame().getJsonObject("body"))
                    .isEqualTo(new JsonObject().put("type", "session").put("reason", "expired"));
            socket.isClosed();
        }
    }

    @Test
    void aNewTicketLetsASocketOutliveItsToken() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u11", "s-4", 62))) {
            registered(socket.register("inbox"));
            assertThat(socket.frame().getJsonObject("body"))
                    .isEqualTo(new JsonObject().put("type", "session").put("reason", "ticket"));

            String foreign = ticket("u12");
            assertThat(renew(socket, foreign).getInteger("failureCode")).isEqualTo(403);
            assertThat(renew(socket, foreign).getInteger("failureCode"))
                    .as("used up, and Redis away")
                    .isEqualTo(503);
            assertThat(renew(socket, "").getInteger("failureCode")).isEqualTo(401);

            JsonObject renewed = renew(socket, ticket("u11", "s-5", 600));
            assertThat(renewed.getJsonObject("body").getInteger("expiresIn")).isBetween(590, 600);
            assertThat(socket.request("chat.send", message("as before")).getString("type"))
                    .isEqualTo("rec");
            assertThat(caller.sessionId()).isEqualTo("s-5");
            live.sessionEnded("u11", "s-5", "logout");
            socket.isClosed();
        }
    }

    private static JsonObject renew(TestSocket socket, String ticket) {
        return socket.request("session.ticket", new JsonObject().put("ticket", ticket));
    }

    @Test
    void aRenewedSocketEndsWithItsNewToken() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u13"))) {
            registered(socket.register("inbox"));
            assertThat(renew(socket, ticket("u13", "s-6", 3)).getString("type")).isEqualTo("rec");
            assertThat(socket.frame().getJsonObject("body").getString("reason")).isEqualTo("expired");
            socket.isClosed();
        }
    }

    @Test
    void socketsAreToldToResync() {
        try (TestSocket socket = TestSocket.sockJs(edge, ticket("u14"), null)) {
            registered(socket.register("inbox"));
            LiveEvents.resync(edge.system().vertx());
            assertThat(socket.frame().getJsonObject("body"))
                    .isEqualTo(new JsonObject().put("type", "session").put("reason", "resync"));
        }
    }

    @Test
    void framesThatAreTooLargeCloseTheSocket() throws IOException {
        try (Raw raw = upgraded("u1")) {
            byte[] frame = new byte[8 + 17 * 1024];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) 0xfe;
            frame[2] = (byte) (17 * 1024 >> 8);
            assertThat(raw.send(frame).untilClosed()).hasSizeLessThan(200);
        }
    }

    @Test
    void messagesOfSeveralFramesThatAreTooLargeAreRefused() {
        try (TestSocket socket = TestSocket.raw(edge, ticket("u1"))) {
            socket.sendPart("\"" + "x".repeat(10 * 1024)).sendText("x".repeat(10 * 1024) + "\"");
            assertThat(socket.frame().getInteger("failureCode")).isEqualTo(413);
        }
    }

    @Test
    void longEventsArriveWhole() {
        try (TestSocket socket = TestSocket.sockJs(edge, ticket("u10"), null)) {
            registered(socket.register("inbox"));
            JsonObject event = new JsonObject().put("type", "message").put("text", "\ud83d\ude97\"".repeat(10_000));
            live.publish("u10", event);
            assertThat(socket.frame().getJsonObject("body")).isEqualTo(event);
        }
    }

    @Test
    void socketsAreNotCompressed() throws IOException {
        try (Raw raw = new Raw(edge)) {
            String answer = raw.send("GET /realtime/websocket?ticket=" + ticket("u1") + " HTTP/1.1\r\nHost: a\r\n"
                            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
                    .response();
            assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOff() throws Exception {
        Eventually.within(
                30, SECONDS, () -> assertThat(edge.verticle().socketCount()).isZero());
        try (Raw raw = upgraded("slow")) {
            byte[] text =
                    "{\"type\":\"register\",\"address\":\"inbox\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] frame = new byte[6 + text.length];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | text.length);
            System.arraycopy(text, 0, frame, 6, text.length);
            raw.send(frame);
            Eventually.within(
                    30, SECONDS, () -> assertThat(edge.verticle().socketCount()).isEqualTo(1));
            JsonObject event = new JsonObject().put("type", "message").put("text", "x".repeat(60_000));
            for (int count = 0; count < 2_000 && edge.verticle().socketCount() > 0; count++) {
                live.publish("slow", event);
                Object unused = edge.get("/nowhere").status();
            }
            Eventually.within(
                    30, SECONDS, () -> assertThat(edge.verticle().socketCount()).isZero());
        }
    }

    /** A WebSocket on which a test writes the bytes itself. */
    private static Raw upgraded(String user) throws IOException {
        Raw raw = new Raw(edge);
        raw.send("GET /realtime/websocket?ticket=" + ticket(user) + " HTTP/1.1\r\nHost: a\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        assertThat(raw.response()).startsWith("HTTP/1.1 101");
        return raw;
    }

    /** A frame that was answered proves that those before it were seen. */
    private static void registered(TestSocket socket) {
        assertThat(socket.request("nowhere", new JsonObject()).getString("type"))
                .isEqualTo("err");
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("chatId", CHAT).put("clientMessageId", "c1").put("text", text);
    }

    private static String ticket(String user) {
        return ticket(user, "session-" + user, 600);
    }

    private static String ticket(String user, String session, long seconds) {
        Answer answer = edge.post("/v1/realtime/ticket", edge.tokens().token(user, session, seconds, "BUYER"), "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getString("ticket");
    }
}
