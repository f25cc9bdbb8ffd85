package com.beachdo.edge.realtime;

import com.beachdo.edge.contract.Operation;
import com.beachdo.edge.http.Callers;
import com.beachdo.edge.http.ClientAddress;
import com.beachdo.edge.http.Contexts;
import com.beachdo.edge.http.HttpSettings;
import com.beachdo.edge.http.OwnHandler;
import com.beachdo.edge.http.Problem;
import com.beachdo.edge.http.Problems;
import com.beachdo.edge.http.RateLimits;
import com.beachdo.edge.http.Trace;
import com.beachdo.edge.json.JsonOut;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mount {@code /realtime}: SockJS over WebSocket only, let in by a single-use ticket, from known origins only. Vert.x's
 * own bridge is not used on top: it leaves refused frames unanswered, can't deliver under the name that was registered,
 * and never notices a client that does not read.
 */
public final class Realtime {
    private static final String CLAIMS = "claims";
    private static final int MAX_HEARTBEAT_MILLIS = 10_000;
    private static final Pattern TRANSPORT = Pattern.compile("/realtime(/[^/.]+/[^/.]+)?/websocket");

    private final Vertx vertx;
    private final Tickets tickets;
    private final Sockets sockets;
    private final SocketCalls calls;
    private final LiveNode live;
    private final ClientGate gate;
    private final ClientAddress addresses;
    private final int heartbeatMillis;
    private final Set<String> origins;
    private final Inboxes inboxes;

    /** @param origins whose pages may connect */
    public Realtime(
            Vertx vertx,
            List<Operation> operations,
            RateLimits limits,
            ClientGate gate,
            Channel channel,
            int callTimeoutMillis,
            TokenVerifier verifier,
            RedisStore redis,
            LiveNode live,
            HttpSettings settings,
            Set<String> origins) {
        this.vertx = vertx;
        this.gate = gate;
        this.tickets = new Tickets(vertx, redis);
        this.sockets = new Sockets(vertx, verifier, settings.limits().pingSeconds());
        this.calls = new SocketCalls(operations, limits, channel, callTimeoutMillis);
        this.live = live;
        this.addresses = settings.clientAddress();
        this.heartbeatMillis = Math.min(MAX_HEARTBEAT_MILLIS, settings.limits().idleSeconds() * 500);
        this.origins = origins;
        this.inboxes = new Inboxes(vertx);
    }

    /** Answers the operation that gives out tickets. */
    public OwnHandler ticketHandler() {
        return (caller, claims) -> tickets.issue(claims).map(ticket -> {
            JsonOut out = JsonOut.fresh();
            out.open('{');
            out.member("ticket", ticket);
            out.member("expiresIn", Tickets.SECONDS);
            out.close('}');
            return out.toBuffer();
        });
    }

    public Router start() {
        sockets.start();
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .setRegisterWriteHandler(false)
                .setHeartbeatInterval(heartbeatMillis);
        for (Transport transport : Transport.values()) {
            if (transport != Transport.WEBSOCKET) {
                SockJSHandlerOptions unused = options.addDisabledTransport(transport.name());
            }
        }
        Router router = Router.router(vertx);
        router.route().handler(this::admit);
        router.get("/realtime/info").handler(Realtime::info);
        router.routeWithRegex(TRANSPORT.pattern()).handler(this::redeem);
        router.route("/realtime/*")
                .subRouter(SockJSHandler.create(vertx, options).socketHandler(this::opened));
        return router.errorHandler(400, context -> Problems.notFound(context.request()))
                .errorHandler(404, context -> Problems.notFound(context.request()))
                .errorHandler(500, context -> Problems.send(context.request(), Problems.of(context.failure())));
    }

    public Future<Void> stop() {
        return sockets.stop();
    }

    /** How many sockets are open. */
    public int count() {
        return sockets.count();
    }

    /** Only what a WebSocket client needs, and only from where it may come. */
    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins.contains(origin)) {
            Problems.send(request, new Problem(403, "socket.origin", "Pages of this origin may not connect."));
        } else if (!path.equals("/realtime/info") && !TRANSPORT.matcher(path).matches()) {
            Problems.notFound(request);
        } else if (request.method() != HttpMethod.GET) {
            Problems.methodNotAllowed(request, "GET");
        } else {
            context.next();
        }
    }

    private static void info(RoutingContext context) {
        JsonObject info = new JsonObject()
                .put("websocket", true)
                .put("cookie_needed", false)
                .put("origins", new JsonArray().add("*:*"))
                .put("entropy", ThreadLocalRandom.current().nextLong(1L << 32));
        Future<Void> unused = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(info.toBuffer());
    }

    private void redeem(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.canUpgradeToWebSocket()) {
            Problems.send(request, new Problem(400, "socket.upgrade", "This path takes WebSocket connections only."));
            return;
        }
        HttpServerRequest unused = request.pause();
        String ticket = request.getParam("ticket", "");
        Contexts.here(take(ticket, addresses.of(request))).onComplete(done -> {
            if (done.failed()) {
                Problems.send(request, Problems.of(done.cause()));
            } else {
                RoutingContext unusedContext = context.put(CLAIMS, done.result());
                context.next();
            }
            // only now: a request that has ended can't become a WebSocket
            HttpServerRequest unusedToo = request.resume();
        });
    }

    private Future<Claims> take(String ticket, @Nullable String address) {
        return gate.enter(Network.of(address)).compose(pass -> tickets.take(ticket)
                .map(found -> found.orElseThrow(Realtime::ticketInvalid))
                .onSuccess(ignored -> pass.giveBack()));
    }

    private static RpcException ticketInvalid() {
        return new RpcException(
                GrpcStatus.UNAUTHENTICATED, "socket.ticket_invalid", "The ticket is not valid any more.");
    }

    private void opened(SockJSSocket raw) {
        HttpServerRequest request = raw.routingContext().request();
        Claims claims = raw.routingContext().get(CLAIMS);
        if (claims == null) {
            raw.close();
            return;
        }
        String address = addresses.of(request);
        String agent = Callers.agent(request);
        LiveSocket socket = new LiveSocket(
                vertx,
                raw,
                claims,
                current -> current.on(CallContext.ANONYMOUS
                        .withTraceparent(Trace.parent(null))
                        .withClient(address, agent)),
                calls,
                tickets,
                live,
                inboxes);
        sockets.opened(raw, socket);
    }
}
