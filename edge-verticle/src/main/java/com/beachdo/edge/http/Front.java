package com.beachdo.edge.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where every request comes in: headers that all answers carry, refusals that need no operation, then the way on. */
public final class Front implements Handler<HttpServerRequest> {
    private static final String REALTIME = "/realtime";

    private final Map<HttpMethod, Router> routers;
    private final Map<String, Handler<HttpServerRequest>> pages;
    private final Router realtime;
    private final Paths paths;
    private final Cors cors;
    private final FirstRequest firstRequest;
    private final BooleanSupplier leaving;

    /** @param leaving whether clients had better connect anew, to another process */
    Front(
            Map<HttpMethod, Router> routers,
            Map<String, Handler<HttpServerRequest>> pages,
            Router realtime,
            Paths paths,
            Cors cors,
            FirstRequest firstRequest,
            BooleanSupplier leaving) {
        this.routers = routers;
        this.pages = pages;
        this.realtime = realtime;
        this.paths = paths;
        this.cors = cors;
        this.firstRequest = firstRequest;
        this.leaving = leaving;
        for (Router router : routers.values()) {
            Router unused = router.errorHandler(404, context -> unknown(context.request()));
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        firstRequest.arrived(request.connection());
        SecurityHeaders.put(request.response().headers());
        cors.put(request);
        Problem refused = Guard.check(request);
        if (refused != null) {
            refuse(request, refused);
            return;
        }
        try {
            pass(request, request.path() == null ? "" : request.path());
        } catch (RuntimeException e) {
            Problems.send(request, Problems.of(e));
        }
    }

    private void pass(HttpServerRequest request, String path) {
        Handler<HttpServerRequest> page = pages.get(path);
        if (page != null) {
            page(request, page);
        } else if (path.startsWith(REALTIME) && (path.length() == 9 || path.charAt(9) == '/')) {
            realtime.handle(request);
        } else if (request.method() == HttpMethod.OPTIONS) {
            options(request, paths.allow(path));
        } else {
            route(request);
        }
    }

    private void route(HttpServerRequest request) {
        if (leaving.getAsBoolean() && request.version() != HttpVersion.HTTP_2) {
            HttpServerResponse unused = request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Router router = routers.get(request.method());
        if (router == null) {
            unknown(request);
        } else {
            router.handle(request);
        }
    }

    /** A path or a method that no operation has. */
    private void unknown(HttpServerRequest request) {
        String allow = paths.allow(request.path() == null ? "" : request.path());
        if (allow.isEmpty()) {
            Problems.notFound(request);
        } else {
            Problems.methodNotAllowed(request, allow);
        }
    }

    private void page(HttpServerRequest request, Handler<HttpServerRequest> page) {
        if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            page.handle(request);
        } else if (request.method() == HttpMethod.OPTIONS) {
            options(request, "GET, HEAD, OPTIONS");
        } else {
            Problems.methodNotAllowed(request, "GET, HEAD, OPTIONS");
        }
    }

    private void options(HttpServerRequest request, String allow) {
        if (allow.isEmpty()) {
            Problems.notFound(request);
            return;
        }
        if (Cors.isPreflight(request)) {
            cors.putPreflight(request, allow);
        }
        HttpServerResponse response =
                request.response().putHeader(HttpHeaders.ALLOW, allow).setStatusCode(204);
        Future<Void> unused = response.end();
    }

    /** A request that is not even HTTP as it should be; its connection is of no more use. */
    void malformed(HttpServerRequest request) {
        firstRequest.arrived(request.connection());
        SecurityHeaders.put(request.response().headers());
        refuse(request, Malformed.problem(request.decoderResult().cause()));
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        HttpServerResponse unused = request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        HttpConnection connection = request.connection();
        Future<Void> unusedEnd = Problems.send(request, problem).eventually(connection::close);
    }

    private static final class Malformed {
        static Problem problem(@Nullable Throwable cause) {
            String name = cause == null ? "" : cause.getClass().getSimpleName();
            return switch (name) {
                case "TooLongHttpLineException" -> new Problem(414, "request.uri_too_long", "The URI is too long.");
                case "TooLongHttpHeaderException" ->
                    new Problem(431, "request.headers_too_large", "The headers are too large.");
                default -> new Problem(400, "request.malformed", "The request is not valid HTTP.");
            };
        }
    }
}
