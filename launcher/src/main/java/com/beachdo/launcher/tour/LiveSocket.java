package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A signed-in client of the live bridge, over its plain WebSocket transport. */
final class LiveSocket implements AutoCloseable {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<JsonObject> received = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private LiveSocket(HttpClient client, URI uri) {
        this.socket = client.newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Connects with a fresh ticket and registers for the user's own events. */
    static LiveSocket connect(HttpClient client, Api api) {
        String ticket = api.post("/v1/realtime/ticket", new JsonObject(), 200).getString("ticket");
        URI base = api.base();
        String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
        LiveSocket socket = new LiveSocket(
                client, URI.create(scheme + "://" + base.getAuthority() + "/realtime/websocket?ticket=" + ticket));
        socket.frame(new JsonObject().put("type", "register").put("address", "inbox"));
        return socket;
    }

    /** Sends to an address and waits for the reply. */
    JsonObject request(String address, JsonObject body) {
        String reply = "reply-" + System.nanoTime();
        frame(new JsonObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", reply)
                .put("body", body));
        return await("a reply of " + address, frame -> reply.equals(frame.getString("address")));
    }

    /** Waits for an event of one's own inbox and returns it. */
    JsonObject event(String type, Predicate<JsonObject> matches) {
        JsonObject frame = await("an event " + type, candidate -> {
            JsonObject body = candidate.getValue("body") instanceof JsonObject event ? event : new JsonObject();
            return type.equals(body.getString("type")) && matches.test(body);
        });
        return frame.getJsonObject("body");
    }

    private JsonObject await(String what, Predicate<JsonObject> matches) {
        long end = System.nanoTime() + WAIT_NANOS;
        synchronized (received) {
            while (true) {
                for (JsonObject frame : received) {
                    if (matches.test(frame)) {
                        received.remove(frame);
                        return frame;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new TourFailedException("waited in vain for " + what + "; got " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new TourFailedException("interrupted");
                }
            }
        }
    }

    private void frame(JsonObject frame) {
        WebSocket unused = socket.sendText(frame.encode(), true).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            synchronized (received) {
                partial.append(data);
                if (last) {
                    received.add(new JsonObject(partial.toString()));
                    partial.setLength(0);
                    received.notifyAll();
                }
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }
    }
}
