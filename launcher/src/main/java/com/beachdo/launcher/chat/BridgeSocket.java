package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.ChatServer.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's end of the event-bus bridge. Lives on one event loop. */
final class BridgeSocket {
    private static final long REPLY_MILLIS = 5_000;
    private static final long PING_MILLIS = 8_000;
    private static final String PING = new JsonObject().put("type", "ping").encode();

    private static final String INBOX = "{\"type\":\"rec\",\"address\":\"inbox\"";

    private final WebSocket socket;
    private final Map<String, Promise<JsonObject>> waiting = new HashMap<>();
    private Consumer<JsonObject> events = event -> {};
    private @Nullable Consumer<String> tap;
    private Runnable closed = () -> {};
    private long requests;

    BridgeSocket(Vertx vertx, WebSocket socket) {
        this.socket = socket;
        long pings = vertx.setPeriodic(PING_MILLIS, ignored -> write(PING));
        socket.textMessageHandler(this::receive);
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> {
            boolean unused = vertx.cancelTimer(pings);
            List<Promise<JsonObject>> unanswered = List.copyOf(waiting.values());
            waiting.clear();
            unanswered.forEach(reply -> reply.tryFail("closed"));
            closed.run();
        });
    }

    /** What comes to the inbox goes here; registers it. */
    BridgeSocket listen(Consumer<JsonObject> handler, Runnable onClose) {
        events = handler;
        closed = onClose;
        write(new JsonObject().put("type", "register").put("address", "inbox").encode());
        return this;
    }

    /** What comes to the inbox goes here as it is; registers it. */
    BridgeSocket tap(Consumer<String> frames) {
        tap = frames;
        return listen(event -> {}, () -> {});
    }

    private void receive(String text) {
        if (tap != null && text.startsWith(INBOX)) {
            tap.accept(text);
        } else {
            receive(new JsonObject(text));
        }
    }

    private void receive(JsonObject frame) {
        String address = frame.getString("address", "");
        Promise<JsonObject> reply = waiting.remove(address);
        if (reply != null && frame.getString("type").equals("rec")) {
            boolean unused = reply.tryComplete(frame.getJsonObject("body"));
        } else if (reply != null) {
            boolean unused = reply.tryFail(new RefusedException(frame.getInteger("failureCode", 500), frame.encode()));
        } else if (address.equals("inbox")) {
            events.accept(frame.getJsonObject("body"));
        }
    }

    Future<JsonObject> request(String address, JsonObject body) {
        String replyAddress = "r" + requests++;
        Promise<JsonObject> reply = Promise.promise();
        Promise<JsonObject> unused = waiting.put(replyAddress, reply);
        write(new JsonObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", replyAddress)
                .put("body", body)
                .encode());
        return reply.future()
                .timeout(REPLY_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(ignored -> waiting.remove(replyAddress));
    }

    private void write(String frame) {
        Future<Void> unused = socket.writeTextMessage(frame);
    }

    /** Without a word, as when the network goes. */
    void drop() {
        Future<Void> unused = socket.close();
    }
}
