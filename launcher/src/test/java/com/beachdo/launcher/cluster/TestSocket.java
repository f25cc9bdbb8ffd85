package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A signed-in user's socket that listens to its inbox until it is closed. */
final class TestSocket implements AutoCloseable {
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder heard = new StringBuilder();
    private final WebSocket socket;

    private TestSocket(URI uri) {
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static TestSocket connect(URI api, String ticket) {
        TestSocket connected =
                new TestSocket(URI.create("ws://" + api.getAuthority() + "/realtime/websocket?ticket=" + ticket));
        WebSocket unused = connected
                .socket
                .sendText("{\"type\":\"register\",\"address\":\"inbox\"}", true)
                .join();
        return connected;
    }

    boolean heard(String text) {
        synchronized (heard) {
            return heard.indexOf(text) >= 0;
        }
    }

    /** All it heard before it was closed. */
    String awaitClosed() {
        assertThat(closed).succeedsWithin(20, TimeUnit.SECONDS);
        return closed.join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            synchronized (heard) {
                heard.append(data);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            synchronized (heard) {
                boolean unused = closed.complete(heard.toString());
            }
            return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            synchronized (heard) {
                boolean unused = closed.complete(heard.toString());
            }
        }
    }
}
