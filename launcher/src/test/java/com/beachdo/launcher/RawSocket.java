package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket whose frames a test writes itself. */
final class RawSocket implements WebSocket.Listener, AutoCloseable {
    private static final String CLOSED = "{\"type\":\"closed\"}";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /** Fails with a {@link WebSocketHandshakeException} inside when it is not let in. */
    static RawSocket open(int port, String ticket) {
        RawSocket opened = new RawSocket();
        opened.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/realtime/websocket?ticket=" + ticket), opened)
                .join();
        return opened;
    }

    /** The status that answers a handshake. */
    static int status(int port, String ticket) {
        try (RawSocket opened = open(port, ticket)) {
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    @CanIgnoreReturnValue
    RawSocket send(JsonObject frame) {
        if (socket != null) {
            socket.sendText(frame.encode(), true).join();
        }
        return this;
    }

    /** The next frame that is no event; of type closed at the end. */
    JsonObject answer() {
        JsonObject frame = next();
        while (frame.getString("type").equals("rec")
                && frame.getString("address").equals("inbox")) {
            frame = next();
        }
        return frame;
    }

    JsonObject next() {
        try {
            String text = received.poll(30, TimeUnit.SECONDS);
            assertThat(text).as("a frame in time").isNotNull();
            return new JsonObject(String.valueOf(text));
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
