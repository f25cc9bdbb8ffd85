package com.beachdo.edge.realtime;

import com.beachdo.edge.http.Connections;
import com.beachdo.edge.http.Contexts;
import com.beachdo.edge.http.Problem;
import com.beachdo.edge.http.Problems;
import com.beachdo.edge.json.Json;
import com.beachdo.edge.json.MalformedJsonException;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.rpc.CallContext;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One signed-in user's socket, speaking the event-bus bridge protocol. Lives on one event loop. */
final class LiveSocket {
    static final String INBOX = "inbox";
    static final String TICKET = "session.ticket";

    private static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int MAX_QUEUED_BYTES = 1024 * 1024;
    private static final int MAX_REGISTRATIONS = 50;
    private static final int MAX_ADDRESS_LENGTH = 64;
    private static final long CLOSE_MILLIS = 2_000;
    private static final long REMIND_MILLIS = 60_000;

    private final Vertx vertx;
    private final SockJSSocket socket;
    private final Function<Claims, CallContext> caller;
    private final SocketCalls calls;
    private final Tickets tickets;
    private final LiveNode live;
    private final Future<Void> entered;
    private final Inboxes inboxes;
    private final Set<String> registered = new TreeSet<>();
    private Claims claims;
    private boolean reminded;
    private int registrations;
    private long queuedBytes;
    private long lastSign = System.currentTimeMillis();
    private boolean closed;

    /** @param caller makes the context of each call */
    LiveSocket(
            Vertx vertx,
            SockJSSocket socket,
            Claims claims,
            Function<Claims, CallContext> caller,
            SocketCalls calls,
            Tickets tickets,
            LiveNode live,
            Inboxes inboxes) {
        this.vertx = vertx;
        this.socket = socket;
        this.claims = claims;
        this.caller = caller;
        this.calls = calls;
        this.tickets = tickets;
        this.live = live;
        this.inboxes = inboxes;
        this.entered = live.entered(claims.subject());
        this.reminded = isLate(System.currentTimeMillis());
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

    private boolean isLate(long nowMillis) {
        return nowMillis >= claims.expiresAt() * 1000 - REMIND_MILLIS;
    }

    /** In the last minute, once; a socket that came so late knows. */
    void remindOfTicket(long nowMillis) {
        if (!reminded && isLate(nowMillis)) {
            reminded = true;
            tell("ticket");
        }
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
            case "send" -> {
                String to = replyAddress.isEmpty() ? null : replyAddress;
                if (address.equals(TICKET)) {
                    renew(to, frame.path("body").path("ticket").asString(""));
                } else {
                    send(address, to, frame.path("body"));
                }
            }
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
            answer = calls.call(address, body, caller.apply(claims));
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

    /** The socket goes on until the token ends that the new ticket was got with. */
    private void renew(@Nullable String replyAddress, String ticket) {
        Contexts.here(tickets.take(ticket)).onComplete(done -> {
            Claims fresh = done.succeeded() ? done.result().orElse(null) : null;
            if (done.failed()) {
                refuse(replyAddress, Problems.of(done.cause()));
            } else if (fresh == null) {
                refuse(replyAddress, new Problem(401, "socket.ticket_invalid", "The ticket is not valid any more."));
            } else if (!fresh.subject().equals(claims.subject())) {
                refuse(replyAddress, new Problem(403, "socket.ticket_foreign", "The ticket is somebody else's."));
            } else {
                claims = fresh;
                long now = System.currentTimeMillis();
                reminded = isLate(now);
                if (replyAddress != null) {
                    JsonObject body = new JsonObject().put("expiresIn", Math.max(0, fresh.expiresAt() - now / 1000));
                    write(Frames.event(replyAddress, body.toBuffer()));
                }
            }
        });
    }

    private void register(String address) {
        if (!address.equals(INBOX) && !address.equals(LiveEvents.address(claims.subject()))) {
            refuse(null, new Problem(403, "socket.address_unknown", "Clients register their inbox, nothing else."));
        } else if (registered.contains(address)) {
            refuse(null, new Problem(409, "socket.registered", "The address is registered already."));
        } else if (++registrations > MAX_REGISTRATIONS) {
            refuse(null, new Problem(429, "socket.registrations", "Too many registrations on one socket."));
        } else {
            boolean unused = registered.add(address);
            inboxes.join(claims.subject(), this, address);
            if (!entered.isComplete()) {
                entered.onSuccess(ignored -> tell("resync"));
            }
        }
    }

    private void unregister(String address) {
        if (registered.remove(address)) {
            inboxes.leave(claims.subject(), this, address);
        }
    }

    private void refuse(@Nullable String replyAddress, Problem problem) {
        write(Frames.error(replyAddress, problem));
    }

    @CanIgnoreReturnValue
    private Future<Void> write(Buffer frame) {
        return deliver(Frames.Written.of(frame));
    }

    /** Frames that the client does not read are kept up to a bound. */
    @CanIgnoreReturnValue
    Future<Void> deliver(Frames.Written frame) {
        if (closed) {
            return Future.succeededFuture();
        }
        int size = frame.bytes();
        queuedBytes += size;
        if (queuedBytes > MAX_QUEUED_BYTES) {
            cut();
            return Future.succeededFuture();
        }
        return socket.write(frame.text()).onComplete(done -> queuedBytes -= size);
    }

    /** Tells the client how its session is: what to do, or why it is over. */
    @CanIgnoreReturnValue
    Future<Void> tell(String reason) {
        Buffer event =
                new JsonObject().put("type", "session").put("reason", reason).toBuffer();
        return registered.stream()
                .findFirst()
                .map(address -> write(Frames.event(address, event)))
                .orElse(Future.succeededFuture());
    }

    /** Tells the client why, and closes. */
    void end(String reason) {
        Future<Void> told = tell(reason);
        forget();
        long timer = vertx.setTimer(CLOSE_MILLIS, ignored -> cut());
        Future<Void> unused = told.onComplete(done -> {
            boolean inTime = vertx.cancelTimer(timer);
            socket.close();
        });
    }

    /** The client reads too slowly to be told anything, or is to be told nothing. */
    private void cut() {
        forget();
        Connections.abort(socket.routingContext().request().connection());
    }

    void forget() {
        if (closed) {
            return;
        }
        closed = true;
        live.left(claims.subject());
        registered.forEach(address -> inboxes.leave(claims.subject(), this, address));
        registered.clear();
    }
}
