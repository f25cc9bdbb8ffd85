package com.beachdo.edge.http;

import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.telemetry.Tracing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, and whether they may. */
public final class Callers {
    private static final int MAX_KEY = 255;
    private static final int MAX_AGENT = 200;
    private static final String RECORDING = "x-logrocket-url";
    private static final int MAX_RECORDING = 300;
    private static final Pattern RECORDING_URL = Pattern.compile("https://app\\.logrocket\\.com/[A-Za-z0-9/_.?=&%-]+");
    private static final Future<Optional<Claims>> NOBODY = Future.succeededFuture(Optional.empty());

    private final TokenVerifier verifier;
    private final ClientAddress addresses;
    private final long callNanos;

    Callers(TokenVerifier verifier, ClientAddress addresses, int callTimeoutMillis) {
        this.verifier = verifier;
        this.addresses = addresses;
        this.callNanos = TimeUnit.MILLISECONDS.toNanos(callTimeoutMillis);
    }

    /** The terms of the call that a request makes, by nobody yet. */
    CallContext anonymous(HttpServerRequest request) {
        return new CallContext(
                null,
                Set.of(),
                null,
                0,
                Trace.parent(request.getHeader("traceparent")),
                request.method() == HttpMethod.GET ? null : idempotencyKey(request.getHeader("idempotency-key")),
                addresses.of(request),
                agent(request),
                recording(request.getHeader(RECORDING)));
    }

    /** Where the front end's recording of this session is; what doesn't look like it is left out. */
    private static @Nullable String recording(@Nullable String header) {
        if (header == null
                || header.length() > MAX_RECORDING
                || !RECORDING_URL.matcher(header).matches()) {
            return null;
        }
        Tracing.note(header);
        return header;
    }

    /** What the client calls itself, cut to size. */
    public static @Nullable String agent(HttpServerRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null || agent.length() <= MAX_AGENT ? agent : agent.substring(0, MAX_AGENT);
    }

    CallContext startingNow(CallContext call) {
        return call.withDeadline(System.nanoTime() + callNanos);
    }

    /** Empty when the operation does not ask or nobody tells; fails when the token is not good. */
    Future<Optional<Claims>> signedIn(Operation operation, HttpServerRequest request) {
        if (operation.signIn() == Operation.SignIn.IGNORED) {
            return NOBODY;
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return NOBODY;
        }
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.failedFuture(new ProblemException(
                    401, "auth.scheme_unknown", "The header Authorization must hold a bearer token."));
        }
        String token = header.substring(7).trim();
        Claims known = verifier.cached(token);
        return known == null ? verifier.verify(token).map(Optional::of) : Future.succeededFuture(Optional.of(known));
    }

    /** Refuses whom the operation does not name. */
    static void requireAllowed(Operation operation, CallContext caller) {
        if (caller.subject() == null) {
            if (operation.signIn() == Operation.SignIn.REQUIRED) {
                throw new RpcException(GrpcStatus.UNAUTHENTICATED, "auth.required", "Sign in to do this.");
            }
            return;
        }
        if (operation.signIn() == Operation.SignIn.REQUIRED
                && operation.roles().stream().noneMatch(caller::hasRole)) {
            throw RpcException.denied("auth.forbidden", "Your account is not allowed to do this.");
        }
    }

    private static @Nullable String idempotencyKey(@Nullable String header) {
        if (header != null
                && (header.isEmpty()
                        || header.length() > MAX_KEY
                        || !header.chars().allMatch(c -> c >= 0x20 && c < 0x7f))) {
            throw new ProblemException(
                    400, "request.idempotency_key", "Idempotency-Key must be 1 to 255 printable ASCII characters.");
        }
        return header;
    }
}
