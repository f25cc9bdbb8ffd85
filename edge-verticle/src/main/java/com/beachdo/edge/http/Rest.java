package com.beachdo.edge.http;

import com.beachdo.edge.contract.Contract;
import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.rpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The HTTP side of the edge, put together.
 *
 * @param own handlers of the edge's own operations, by their names in the contract
 * @param realtime serves everything under {@code /realtime}
 * @param pageOrigins whose pages may open sockets and have a refresh cookie
 * @param leaving whether the process is about to stop
 */
public record Rest(
        Contract contract,
        Map<String, Handler<HttpServerRequest>> pages,
        TokenVerifier verifier,
        RateLimits limits,
        Channel channel,
        int callTimeoutMillis,
        Map<String, OwnHandler> own,
        Router realtime,
        Set<String> pageOrigins,
        BooleanSupplier leaving) {
    private static final int SOCKET_FRAME_BYTES = 16 * 1024;
    /** Bounds what goes out too, in one message of several frames. */
    private static final int SOCKET_MESSAGE_BYTES = 256 * 1024;

    public Future<HttpServer> listen(Vertx vertx, HttpSettings settings) {
        Callers callers = new Callers(verifier, settings.clientAddress(), callTimeoutMillis);
        Bodies bodies = new Bodies(vertx, settings.limits());
        RefreshCookie cookie = new RefreshCookie(pageOrigins);
        return Routers.create(
                        vertx,
                        contract.operations(),
                        operation -> new OperationHandler(
                                operation, callers, limits, bodies, channel, cookie, handlerOf(operation)))
                .compose(routers -> listen(vertx, settings, routers));
    }

    private @org.jspecify.annotations.Nullable OwnHandler handlerOf(Operation operation) {
        if (operation.handler() == null) {
            return null;
        }
        OwnHandler handler = own.get(operation.handler());
        if (handler == null) {
            throw new IllegalStateException(operation.id() + " names no handler: " + operation.handler());
        }
        return handler;
    }

    private Future<HttpServer> listen(Vertx vertx, HttpSettings settings, Map<HttpMethod, Router> routers) {
        FirstRequest firstRequest = new FirstRequest(vertx, settings.limits().requestSeconds());
        Front front = new Front(
                routers,
                pages,
                realtime,
                new Paths(contract.operations()),
                new Cors(settings.corsOrigins()),
                firstRequest,
                leaving);
        return vertx.createHttpServer(options(settings))
                .connectionHandler(firstRequest::opened)
                .invalidRequestHandler(front::malformed)
                .requestHandler(front)
                .listen();
    }

    private static HttpServerOptions options(HttpSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.bind())
                .setPort(settings.port())
                .setIdleTimeout(settings.limits().idleSeconds())
                .setMaxInitialLineLength(settings.limits().maxUriBytes())
                .setMaxHeaderSize(settings.limits().maxHeaderBytes())
                .setHttp2ClearTextEnabled(settings.http2ClearText())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(SOCKET_FRAME_BYTES)
                .setMaxWebSocketMessageSize(SOCKET_MESSAGE_BYTES);
    }
}
