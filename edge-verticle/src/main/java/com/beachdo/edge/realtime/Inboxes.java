package com.beachdo.edge.realtime;

import com.beachdo.platform.live.LiveEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who of one instance's sockets listens to which user's events: an event is taken and written out once for all of a
 * user's sockets here. Lives on one event loop.
 */
final class Inboxes {
    private final Vertx vertx;
    private final Map<String, Inbox> open = new HashMap<>();

    /** A socket, and the name under which it wants to be told. */
    private record Listener(LiveSocket socket, String address) {}

    private record Inbox(MessageConsumer<JsonObject> consumer, Set<Listener> listeners) {}

    Inboxes(Vertx vertx) {
        this.vertx = vertx;
    }

    void join(String userId, LiveSocket socket, String address) {
        boolean unused = open.computeIfAbsent(userId, this::open).listeners().add(new Listener(socket, address));
    }

    private Inbox open(String userId) {
        Set<Listener> listeners = new LinkedHashSet<>();
        return new Inbox(
                vertx.eventBus().localConsumer(LiveEvents.address(userId), event -> tell(listeners, event.body())),
                listeners);
    }

    private static void tell(Set<Listener> listeners, JsonObject event) {
        Buffer body = event.toBuffer();
        Map<String, Frames.Written> written = new HashMap<>();
        for (Listener listener : List.copyOf(listeners)) {
            listener.socket()
                    .deliver(written.computeIfAbsent(
                            listener.address(), address -> Frames.Written.of(Frames.event(address, body))));
        }
    }

    void leave(String userId, LiveSocket socket, String address) {
        Inbox inbox = open.get(userId);
        if (inbox != null
                && inbox.listeners().remove(new Listener(socket, address))
                && inbox.listeners().isEmpty()) {
            Inbox unused = open.remove(userId);
            Future<Void> unusedToo = inbox.consumer().unregister();
        }
    }
}
