package com.beachdo.launcher;

import com.beachdo.chat.v1.Presence;
import com.beachdo.chat.v1.RecordPresenceRequest;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.Rpc;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells chat who comes and goes. */
final class Presences {
    private static final Logger LOG = LoggerFactory.getLogger(Presences.class);

    /** Somebody who reloads a page or changes networks was not away. */
    private static final long GRACE_MILLIS = 10_000;

    private Presences() {}

    /** This process as one that holds sockets. */
    static LiveNode node(Vertx vertx, RedisStore redis, int callTimeoutMillis) {
        Presence presence = Rpc.of(Presence.class).serviceClient(new BusChannel(vertx, callTimeoutMillis));
        return new LiveNode(
                vertx, new PresenceRegistry(redis), GRACE_MILLIS, (userId, online) -> presence.recordPresence(
                                RecordPresenceRequest.newBuilder()
                                        .setUserId(userId)
                                        .setOnline(online)
                                        .build())
                        .onFailure(failure -> LOG.debug("presence was not told: {}", failure.toString())));
    }
}
