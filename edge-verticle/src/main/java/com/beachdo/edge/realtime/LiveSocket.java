package com.beachdo.edge.realtime;

import com.beachdo.edge.http.Connections;
import com.beachdo.edge.http.Problem;
import com.beachdo.edge.http.Problems;
import com.beachdo.edge.json.Json;
import com.beachdo.edge.json.MalformedJsonException;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.CallContext;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One signed-in user's socket, speaking the event-bus bridge protocol. Lives on one event loop. */
final class LiveSocket {
    static final String INBOX = "inbox";

    private static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int MAX_QUEUED_BYTES = 1024 * 1024;
    private static final int MAX_REGISTRATIONS = 50;
    private static final int MAX_ADDRESS_LENGTH = 64;
    private static final long CLOSE_MILLIS = 2_000;

    private final Vertx vertx;
    private final SockJSSocket socket;
    private final Claims claims;
    private final Supplier<CallContext> caller;
    private final SocketCalls calls;
    private final Map<String, MessageConsumer<JsonObject>> registered = new HashMap<>();
    private int registrations;
    private long queuedBytes;
    private long lastSign = System.currentTimeMillis();
    private boolean closed;

    /** @param caller makes the context of each call */
    LiveSocket(Vertx vertx, SockJSSocket socket, Claims claims, Supplier<CallContext> caller, SocketCalls calls) {
        this.vertx = vertx;
        this.socket = socket;
        this.claims = claims;
        this.caller = caller;
        this.calls = calls;
    }

    Claims claims() {
        return claims;
    }

    /** Nothing was heard of the client for too long. */
    boolean isSilent(long sinceMillis) {
        return lastSign < sinceMillis;
    }

    boolean hasExpired(long nowMillis) {
        return nowMillis >= claims.expiresAt() * 1000;
    }

    void receive(Buffer data) {
        lastSign = System.currentTimeMillis();
        if (data.length() > MAX_FRAME_BYTES) {
            refuse(null, new Problem(413, "socket.too_large", "A frame holds at most 16 KiB."));
            return;
        }
        JsonNode frame;
        try {
            frame = Json.parse(data.getBytes());
        } catch (MalformedJsonException e) {
            refuse(null, new Problem(400, "socket.malformed", "The frame can't be read. " + e.message()));
            return;
        }
        String address = frame.path("address").asString("");
        String replyAddress = frame.path("replyAddress").asString("");
        if (address.length() > MAX_ADDRESS_LENGTH || replyAddress.length() > MAX_ADDRESS_LENGTH) {
            refuse(null, new Problem(400, "socket.address_too_long", "An address is too long."));
            return;
        }
        switch (frame.path("type").asString("")) {
            case "ping" -> {}
            case "send" -> send(address, replyAddress.isEmpty() ? null : replyAddress, frame.path("body"));
            case "register" -> register(address);
            case "unregister" -> unregister(address);
            case "publish" ->
                refuse(null, new Problem(403, "socket.publish_refused", "Clients don't publish; they send."));
            default -> refuse(null, new Problem(400, "socket.type_unknown", "There is no such type of frame."));
        }
    }

    private void send(String address, @Nullable String replyAddress, JsonNode body) {
        Future<SocketCalls.Answer> answer;
        try {
            answer = calls.call(address, body, caller.get());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onComplete(done -> {
            if (done.failed()) {
                refuse(replyAddress, Problems.of(done.cause()));
            } else if (replyAddress != null) {
                write(Frames.reply(replyAddress, done.result()));
            }
        });
    }

    private void register(String address) {
        if (!address.equals(INBOX) && !address.equals(LiveEvents.address(claims.subject()))) {
            refuse(null, new Problem(403, "socket.address_unknown", "Clients register their inbox, nothing else."));
        } else if (registered.containsKey(address)) {
            refuse(null, new Problem(409, "socket.registered", "The address is registered already."));
        } else if (++registrations > MAX_REGISTRATIONS) {
            refuse(null, new Problem(429, "socket.registrations", "Too many registrations on one socket."));
        } else {
            MessageConsumer<JsonObject> consumer = vertx.eventBus()
                    .consumer(
                            LiveEvents.address(claims.subject()),
                            event -> write(Frames.event(address, event.body().toBuffer())));
            MessageConsumer<JsonObject> unused = registered.put(address, consumer);
        }
    }

    private void unregister(String address) {
        MessageConsumer<JsonObject> consumer = registered.remove(address);
        if (consumer != null) {
            Future<Void> unused = consumer.unregister();
        }
    }

    private void refuse(@Nullable String replyAddress, Problem problem) {
        write(Frames.error(replyAddress, problem));
    }

    @CanIgnoreReturnValue
    private Future<Void> write(Buffer frame) {
        if (closed) {
            return Future.succeededFuture();
        }
        int size = frame.length();
        queuedBytes += size;
        if (queuedBytes > MAX_QUEUED_BYTES) {
            cut();
            return Future.succeededFuture();
        }
        return socket.write(frame.toString(StandardCharsets.UTF_8)).onComplete(done -> queuedBytes -= size);
    }

    /** Tells the client why, and closes. */
    void end(String reason) {
        Buffer event =
                new JsonObject().put("type", "session").put("reason", reason).toBuffer();
        Future<Void> told = registered.keySet().stream()
                .sorted()
                .findFirst()
                .map(address -> write(Frames.event(address, event)))
                .orElse(Future.succeededFuture());
        forget();
        long timer = vertx.setTimer(CLOSE_MILLIS, ignored -> cut());
        Future<Void> unused = told.onComplete(done -> {
            boolean inTime = vertx.cancelTimer(timer);
            socket.close();
        });
    }

    /** The client reads too slowly to be told anything, or is to be told nothing. */
    private void cut() {
        if (!closed) {
            forget();
        }
        Connections.abort(socket.routingContext().request().connection());
    }

    void forget() {
        closed = true;
        for (MessageConsumer<JsonObject> consumer : registered.values()) {
            Future<Void> unused = consumer.unregister();
        }
        registered.clear();
    }
}
