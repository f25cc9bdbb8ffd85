package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the socket: raw WebSocket frames, or wrapped as SockJS does. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final String CLOSED = "closed";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean sockJs;
    private @Nullable WebSocket socket;

    private TestSocket(boolean sockJs) {
        this.sockJs = sockJs;
    }

    static TestSocket raw(TestEdge edge, String ticket) {
        return new TestSocket(false).open(edge, "/realtime/websocket?ticket=" + ticket, null);
    }

    static TestSocket sockJs(TestEdge edge, String ticket, @Nullable String origin) {
        return new TestSocket(true).open(edge, "/realtime/123/abc1234/websocket?ticket=" + ticket, origin);
    }

    /** The status of a refused handshake; 101 when it is let in. */
    static int status(TestEdge edge, String ticket, @Nullable String origin) {
        try (TestSocket socket = sockJs(edge, ticket, origin)) {
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof java.net.http.WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    private TestSocket open(TestEdge edge, String path, @Nullable String origin) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI uri = URI.create("ws://127.0.0.1:" + edge.verticle().actualPort() + path);
        socket = builder.buildAsync(uri, this).join();
        if (sockJs) {
            assertThat(text()).isEqualTo("o");
        }
        return this;
    }

    TestSocket send(JsonObject frame) {
        return sendText(frame.encode());
    }

    TestSocket sendText(String frame) {
        return send(sockJs ? new JsonArray().add(frame).encode() : frame, true);
    }

    /** A piece of a message that is to be continued. */
    TestSocket sendPart(String text) {
        return send(text, false);
    }

    private TestSocket send(String text, boolean last) {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        socket.sendText(text, last).join();
        return this;
    }

    TestSocket register(String address) {
        return send(new JsonObject().put("type", "register").put("address", address));
    }

    /** Sends, and waits for the reply to it. */
    JsonObject request(String address, JsonObject body) {
        send(new JsonObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", "r1")
                .put("headers", new JsonObject().put("subject", "somebody-else"))
                .put("body", body));
        JsonObject reply = frame();
        assertThat(reply.getString("address")).isEqualTo("r1");
        return reply;
    }

    /** The next frame of the bridge. */
    JsonObject frame() {
        String text = text();
        while (text.equals("h")) {
            text = text();
        }
        if (!sockJs) {
            return new JsonObject(text);
        }
        assertThat(text).startsWith("a[");
        JsonArray frames = new JsonArray(text.substring(1));
        assertThat(frames).hasSize(1);
        return new JsonObject(frames.getString(0));
    }

    void isClosed() {
        String text = text();
        while (!text.equals(CLOSED)) {
            text = text();
        }
    }

    private String text() {
        try {
            String text = received.poll(20, TimeUnit.SECONDS);
            assertThat(text).as("a frame in time").isNotNull();
            return String.valueOf(text);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        received.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        received.add(CLOSED);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
