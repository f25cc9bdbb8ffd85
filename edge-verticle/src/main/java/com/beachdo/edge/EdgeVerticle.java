package com.beachdo.edge;

import com.beachdo.edge.contract.Contract;
import com.beachdo.edge.http.BackOffice;
import com.beachdo.edge.http.Docs;
import com.beachdo.edge.http.Export;
import com.beachdo.edge.http.HttpSettings;
import com.beachdo.edge.http.Origins;
import com.beachdo.edge.http.RateLimits;
import com.beachdo.edge.http.Rest;
import com.beachdo.edge.realtime.Realtime;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The edge on one event loop; several instances share the port. Wiring only. */
public final class EdgeVerticle extends VerticleBase {
    private static final long LAST_REQUESTS_SECONDS = 20;

    private final PlatformConfig platform;
    private final EdgeConfig config;
    private final Contract contract;
    private final TokenVerifier verifier;
    private final RateLimiter limiter;
    private final RedisStore redis;
    private final LiveNode live;
    private volatile boolean leaving;
    private @Nullable HttpServer server;
    private @Nullable Realtime realtime;

    /** @param contract shared by all instances, as is all that follows it */
    public EdgeVerticle(
            PlatformConfig platform,
            EdgeConfig config,
            Contract contract,
            TokenVerifier verifier,
            RateLimiter limiter,
            RedisStore redis,
            LiveNode live) {
        this.platform = platform;
        this.config = config;
        this.contract = contract;
        this.verifier = verifier;
        this.limiter = limiter;
        this.redis = redis;
        this.live = live;
    }

    @Override
    public Future<?> start() {
        HttpSettings http = config.http();
        int timeout = platform.callTimeoutMillis();
        Channel channel = new BusChannel(vertx, timeout);
        RateLimits limits = new RateLimits(limiter);
        ClientGate gate = new ClientGate(limiter, config.rateLimitScale());
        Realtime sockets = new Realtime(
                vertx,
                contract.operations(),
                limits,
                gate,
                channel,
                timeout,
                verifier,
                redis,
                live,
                http,
                pageOrigins());
        realtime = sockets;
        Rest rest = new Rest(
                contract,
                pages(),
                verifier,
                limits,
                channel,
                timeout,
                Map.of("realtimeTicket", sockets.ticketHandler(), "exportMine", new Export(vertx, channel)),
                sockets.start(),
                pageOrigins(),
                () -> leaving);
        return rest.listen(vertx, http).onSuccess(listening -> server = listening);
    }

    private Map<String, Handler<HttpServerRequest>> pages() {
        Map<String, Handler<HttpServerRequest>> pages = new HashMap<>(Docs.pages(contract));
        pages.putAll(BackOffice.pages());
        return pages;
    }

    private Set<String> pageOrigins() {
        Set<String> origins = new LinkedHashSet<>(config.http().corsOrigins());
        String own = Origins.of(platform.publicUrl().toString());
        if (own != null) {
            boolean unused = origins.add(own);
        }
        return origins;
    }

    /** The port that is open, once deployed. */
    public int actualPort() {
        return server == null ? -1 : server.actualPort();
    }

    /** How many sockets this instance holds. */
    public int socketCount() {
        return realtime == null ? 0 : realtime.count();
    }

    /** From now on every answer asks its client to connect anew. */
    public void leave() {
        leaving = true;
    }

    /** Tells sockets to connect anew, and lets requests under way end. */
    @Override
    public Future<?> stop() {
        Future<Void> sockets = realtime == null ? Future.succeededFuture() : realtime.stop();
        return sockets.eventually(() ->
                server == null ? Future.succeededFuture() : server.shutdown(LAST_REQUESTS_SECONDS, TimeUnit.SECONDS));
    }
}
