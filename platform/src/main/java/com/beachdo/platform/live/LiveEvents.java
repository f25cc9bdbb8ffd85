package com.beachdo.platform.live;

import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells signed-in users' sockets what just happened. Nothing is kept: a socket that was not there catches up from the
 * database. Among nodes an event goes to those that hold sockets of the user, at one address for each node; to all of them
 * while the registry that knows does not answer.
 */
public final class LiveEvents {
    /** Where ended sessions are told to whoever verifies tokens or holds sockets: {@code {sessionId, userId, reason}}. */
    public static final String SESSIONS_ENDED = "beachdo.sessions.ended";

    /** Where the sockets of this process are told that events may have passed them by. */
    public static final String RESYNC = "beachdo.live.resync";

    static final String EVERY_NODE = "beachdo.live";
    static final String USER = "user";

    private static final DeliveryOptions HERE = new DeliveryOptions().setLocalOnly(true);

    private final Vertx vertx;
    private final @Nullable PresenceRegistry registry;

    /** Among nodes, all of them are told everything. */
    public LiveEvents(Vertx vertx) {
        this.vertx = vertx;
        this.registry = null;
    }

    /** @param redis where the registry of sockets is */
    public LiveEvents(Vertx vertx, URI redis) {
        this.vertx = vertx;
        this.registry = vertx.isClustered() ? new PresenceRegistry(new RedisStore(vertx, redis)) : null;
    }

    /** The event-bus address of one user's sockets, within each process. */
    public static String address(String userId) {
        return "me." + userId;
    }

    static String node(String nodeId) {
        return EVERY_NODE + "." + nodeId;
    }

    public void publish(String userId, JsonObject event) {
        if (!vertx.isClustered()) {
            publishHere(vertx, userId, event);
            return;
        }
        DeliveryOptions options = new DeliveryOptions().addHeader(USER, userId);
        if (registry == null) {
            EventBus unused = vertx.eventBus().publish(EVERY_NODE, event, options);
            return;
        }
        registry.nodes(userId).onSuccess(nodes -> send(nodes, event, options)).onFailure(down -> vertx.eventBus()
                .publish(EVERY_NODE, event, options));
    }

    private void send(List<String> nodes, JsonObject event, DeliveryOptions options) {
        for (String nodeId : nodes) {
            EventBus unused = vertx.eventBus().send(node(nodeId), event, options);
        }
    }

    static void publishHere(Vertx vertx, String userId, JsonObject event) {
        EventBus unused = vertx.eventBus().publish(address(userId), event, HERE);
    }

    /** What tells a user's sockets to catch up: something may have passed them by. */
    public static JsonObject resync() {
        return new JsonObject().put("type", "session").put("reason", "resync");
    }

    /** Events may have passed the sockets of this process by. */
    public static void resync(Vertx vertx) {
        EventBus unused = vertx.eventBus().publish(RESYNC, new JsonObject(), HERE);
    }

    public void sessionEnded(String userId, String sessionId, String reason) {
        EventBus unused = vertx.eventBus()
                .publish(
                        SESSIONS_ENDED,
                        new JsonObject()
                                .put("userId", userId)
                                .put("sessionId", sessionId)
                                .put("reason", reason));
    }
}
