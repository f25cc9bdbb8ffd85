package com.beachdo.catalog.pictures;

import com.beachdo.platform.http.OutboundHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the CDN in front of published pictures forget some, by the request that Cloudflare takes. */
final class CdnPurge {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final OutboundHttp http;
    private final @Nullable PurgeConfig config;
    private final String mediaUrl;

    /** @param config null when there is no CDN, or one that is not told */
    CdnPurge(Vertx vertx, @Nullable PurgeConfig config, String mediaUrl) {
        this.http = new OutboundHttp(
                vertx, TIMEOUT_MILLIS, new PoolOptions().setHttp1MaxSize(2).setMaxWaitQueueSize(10));
        this.config = config;
        this.mediaUrl = mediaUrl.endsWith("/") ? mediaUrl : mediaUrl + "/";
    }

    /** Fails when one of these objects may still be served. Thirty at most, as Cloudflare takes them. */
    Future<Void> purge(Collection<String> keys) {
        if (config == null) {
            return Future.succeededFuture();
        }
        JsonArray files = new JsonArray(keys.stream().map(mediaUrl::concat).toList());
        return http.post(
                        config.url(),
                        Map.of("Authorization", "Bearer " + config.token().value(), "Content-Type", "application/json"),
                        new JsonObject().put("files", files).toBuffer())
                .compose(reply -> reply.isTaken()
                        ? Future.succeededFuture()
                        : Future.failedFuture("the CDN answers a purge with " + reply.status()));
    }

    Future<Void> close() {
        return http.close();
    }
}
