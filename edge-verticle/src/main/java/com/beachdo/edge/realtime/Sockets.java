package com.beachdo.edge.realtime;

import com.beachdo.edge.http.Connections;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.live.LiveEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sockets of one instance of the edge: who is connected, and until when. Lives on one event loop. */
final class Sockets {
    private static final long CHECK_MILLIS = 1_000;
    /** Those of all instances of this process. */
    private static final AtomicInteger ALL = gauge();

    private final Vertx vertx;
    private final TokenVerifier verifier;
    private final long pingMillis;
    private final Set<LiveSocket> open = new LinkedHashSet<>();
    private @Nullable MessageConsumer<JsonObject> sessionsEnded;
    private @Nullable MessageConsumer<JsonObject> resync;
    private long timer;

    Sockets(Vertx vertx, TokenVerifier verifier, int pingSeconds) {
        this.vertx = vertx;
        this.verifier = verifier;
        this.pingMillis = pingSeconds * 1000L;
    }

    private static AtomicInteger gauge() {
        AtomicInteger number = new AtomicInteger();
        Gauge unused = Gauge.builder("beachdo.sockets", number, AtomicInteger::get)
                .description("Live sockets that are open, over any transport")
                .register(Metrics.globalRegistry);
        return number;
    }

    void start() {
        timer = vertx.setPeriodic(CHECK_MILLIS, ignored -> check());
        sessionsEnded = vertx.eventBus().consumer(LiveEvents.SESSIONS_ENDED, message -> {
            String sessionId = message.body().getString("sessionId");
            String reason = message.body().getString("reason", "ended");
            end(socket -> socket.claims().sessionId().equals(sessionId), reason);
        });
        resync = vertx.eventBus()
                .localConsumer(LiveEvents.RESYNC, message -> open.forEach(socket -> socket.tell("resync")));
    }

    void opened(SockJSSocket raw, LiveSocket socket) {
        if (open.add(socket)) {
            ALL.incrementAndGet();
        }
        SockJSSocket unusedSocket = raw.handler(data -> receive(socket, data))
                .exceptionHandler(ignored -> {
                    closed(socket);
                    Connections.abort(raw.routingContext().request().connection());
                })
                .closeHandler(ignored -> closed(socket));
    }

    private void receive(LiveSocket socket, Buffer data) {
        if (!open.contains(socket)) {
            return;
        }
        if (socket.hasExpired(System.currentTimeMillis())) {
            end(socket, "expired");
        } else if (verifier.hasEnded(socket.claims().sessionId())) {
            end(socket, "ended");
        } else {
            socket.receive(data);
        }
    }

    private void check() {
        long now = System.currentTimeMillis();
        end(socket -> socket.hasExpired(now), "expired");
        end(socket -> socket.isSilent(now - pingMillis), "silent");
        open.forEach(socket -> socket.remindOfTicket(now));
    }

    private void end(Predicate<LiveSocket> which, String reason) {
        List<LiveSocket> ending = new ArrayList<>();
        for (LiveSocket socket : open) {
            if (which.test(socket)) {
                ending.add(socket);
            }
        }
        ending.forEach(socket -> end(socket, reason));
    }

    private void end(LiveSocket socket, String reason) {
        remove(socket);
        socket.end(reason);
    }

    private void closed(LiveSocket socket) {
        remove(socket);
        socket.forget();
    }

    private void remove(LiveSocket socket) {
        if (open.remove(socket)) {
            ALL.decrementAndGet();
        }
    }

    int count() {
        return open.size();
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        end(socket -> true, "restart");
        return Future.all(unregister(sessionsEnded), unregister(resync)).mapEmpty();
    }

    private static Future<Void> unregister(@Nullable MessageConsumer<JsonObject> consumer) {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }
}
