package com.beachdo.edge.realtime;

import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Single-use tickets that let a socket in: kept in Redis, and in this process while Redis is away. */
final class Tickets {
    static final int SECONDS = 30;

    private static final String PREFIX = "realtime:ticket:";
    private static final int BYTES = 32;
    private static final int TEXT_LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vertx vertx;
    private final RedisStore redis;
    private final LocalMap<String, JsonObject> here;

    Tickets(Vertx vertx, RedisStore redis) {
        this.vertx = vertx;
        this.redis = redis;
        this.here = vertx.sharedData().getLocalMap("beachdo.realtime.tickets");
    }

    Future<String> issue(Claims claims) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        JsonObject content = write(claims);
        return redis.setForSeconds(PREFIX + ticket, content.encode(), SECONDS)
                .recover(down -> {
                    JsonObject unused = here.put(ticket, content);
                    long unusedTimer = vertx.setTimer(SECONDS * 1000L, ignored -> {
                        JsonObject unusedToo = here.remove(ticket);
                    });
                    return Future.succeededFuture();
                })
                .map(ticket);
    }

    /** What the ticket stood for; it is good for nothing afterwards. Fails when Redis, which may have it, does not answer. */
    Future<Optional<Claims>> take(String ticket) {
        if (ticket.length() != TEXT_LENGTH) {
            return Future.succeededFuture(Optional.empty());
        }
        JsonObject kept = here.remove(ticket);
        return kept != null
                ? Future.succeededFuture(Optional.of(read(kept)))
                : redis.take(PREFIX + ticket)
                        .map(content -> content.map(text -> read(new JsonObject(text))))
                        .recover(down -> Future.failedFuture(RpcException.unavailable(
                                "socket.ticket_unknown", "The ticket can't be looked up just now. Get another.")));
    }

    private static JsonObject write(Claims claims) {
        return new JsonObject()
                .put("sub", claims.subject())
                .put("sid", claims.sessionId())
                .put("exp", claims.expiresAt())
                .put("roles", new JsonArray(claims.roles().stream().toList()));
    }

    private static Claims read(JsonObject content) {
        Set<String> roles = new LinkedHashSet<>();
        content.getJsonArray("roles").forEach(role -> roles.add((String) role));
        return new Claims(
                content.getString("sub"), content.getString("sid"), Set.copyOf(roles), content.getLong("exp"));
    }
}
