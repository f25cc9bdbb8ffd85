package com.beachdo.edge.http;

import com.beachdo.edge.contract.InvalidInputException;
import com.beachdo.edge.json.MalformedJsonException;
import com.beachdo.platform.rpc.RpcException;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become problems, and problems become answers. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private Problems() {}

    public static Problem of(@Nullable Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof RpcException refused) {
            return of(refused);
        }
        if (failure instanceof InvalidInputException invalid) {
            return new Problem(400, "request.invalid", "The request breaks its contract.", invalid.errors(), 0);
        }
        if (failure instanceof MalformedJsonException malformed) {
            return new Problem(400, "request.malformed", "The body can't be read. " + malformed.message());
        }
        LOG.error("request failed", failure);
        return internal();
    }

    private static Problem of(RpcException refused) {
        return switch (refused.status().code) {
            case 3 -> problem(422, refused, 0);
            case 16 -> problem(401, refused, 0);
            case 7 -> problem(403, refused, 0);
            case 5 -> problem(404, refused, 0);
            case 6, 9 -> problem(409, refused, 0);
            case 10 -> problem(412, refused, 0);
            case 8 -> problem(429, refused, Math.max(1, refused.retryAfterSeconds()));
            case 14, 4 -> problem(503, refused, Math.max(1, refused.retryAfterSeconds()));
            case 12 -> problem(501, refused, 0);
            default -> internal();
        };
    }

    private static Problem problem(int status, RpcException refused, int retryAfter) {
        return new Problem(status, refused.code(), refused.message(), refused.fields(), retryAfter);
    }

    private static Problem internal() {
        return new Problem(500, "internal", "Something went wrong on our side.");
    }

    @CanIgnoreReturnValue
    public static Future<Void> send(HttpServerRequest request, Problem problem) {
        return send(request, problem, Trace.parent(request.getHeader("traceparent")));
    }

    @CanIgnoreReturnValue
    static Future<Void> send(HttpServerRequest request, Problem problem, String traceparent) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        log(request, problem, traceparent);
        String path = request.path() == null ? "" : request.path();
        HttpServerResponse unused =
                response.setStatusCode(problem.status()).putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (problem.status() == 401) {
            HttpServerResponse unusedToo = response.putHeader(
                    "www-authenticate",
                    problem.code().equals("auth.token_invalid") ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        if (problem.retryAfterSeconds() > 0) {
            HttpServerResponse unusedToo =
                    response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        return Answers.end(request, CONTENT_TYPE, problem.json(path, Trace.id(traceparent)));
    }

    public static void methodNotAllowed(HttpServerRequest request, String allow) {
        HttpServerResponse unused = request.response().putHeader(HttpHeaders.ALLOW, allow);
        send(request, new Problem(405, "request.method_not_allowed", "The resource does not know this method."));
    }

    public static void notFound(HttpServerRequest request) {
        send(request, new Problem(404, "request.path_unknown", "There is nothing at this path."));
    }

    private static void log(HttpServerRequest request, Problem problem, String traceparent) {
        if (problem.status() == 401 || problem.status() == 403 || problem.status() >= 500) {
            HttpMethod method = request.method();
            LOG.info("{} {} {} trace={}", problem.status(), problem.code(), method, Trace.id(traceparent));
        }
    }

    /** A problem in one sentence, for clients that get no more than that. */
    public static String sentence(Problem problem) {
        List<String> fields = problem.errors().stream()
                .map(error -> (error.pointer().startsWith("/") ? error.pointer().substring(1) : "the body") + " "
                        + error.detail())
                .toList();
        return fields.isEmpty() ? problem.detail() : String.join("; ", fields);
    }
}
