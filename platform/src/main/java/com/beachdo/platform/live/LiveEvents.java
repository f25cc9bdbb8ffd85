package com.beachdo.platform.live;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * Tells signed-in users' sockets what just happened. Nothing is kept: a socket that was not there catches up from the
 * database.
 */
public final class LiveEvents {
    /** Where ended sessions are told to whoever verifies tokens or holds sockets: {@code {sessionId, userId, reason}}. */
    public static final String SESSIONS_ENDED = "beachdo.sessions.ended";

    private final Vertx vertx;

    public LiveEvents(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The event-bus address of one user's sockets. */
    public static String address(String userId) {
        return "me." + userId;
    }

    public void publish(String userId, JsonObject event) {
        io.vertx.core.eventbus.EventBus unused = vertx.eventBus().publish(address(userId), event);
    }

    public void sessionEnded(String userId, String sessionId, String reason) {
        io.vertx.core.eventbus.EventBus unused = vertx.eventBus()
                .publish(
                        SESSIONS_ENDED,
                        new JsonObject()
                                .put("userId", userId)
                                .put("sessionId", sessionId)
                                .put("reason", reason));
    }
}
