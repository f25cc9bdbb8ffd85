package com.beachdo.launcher;

import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls over gRPC: an internal tool by the service token, or staff by their access token; nobody else. */
final class ToolAuthenticator {
    private final TokenVerifier verifier;
    private final ClientGate gate;
    private final byte @Nullable [] serviceToken;

    ToolAuthenticator(TokenVerifier verifier, ClientGate gate, @Nullable String serviceToken) {
        this.verifier = verifier;
        this.gate = gate;
        this.serviceToken = serviceToken == null ? null : serviceToken.getBytes(StandardCharsets.UTF_8);
    }

    Future<CallContext> authenticate(MultiMap metadata, @Nullable String address) {
        String authorization = metadata.get("authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.failedFuture(new RpcException(
                    GrpcStatus.UNAUTHENTICATED, "auth.required", "Send authorization: Bearer <token> as metadata."));
        }
        String token = authorization.substring(7).trim();
        CallContext call = callOf(metadata);
        if (serviceToken != null && MessageDigest.isEqual(serviceToken, token.getBytes(StandardCharsets.UTF_8))) {
            return Future.succeededFuture(call.withSubject(null, Set.of(CallContext.SERVICE), null));
        }
        return verify(token, address).map(ToolAuthenticator::requireStaff).map(claims -> claims.on(call));
    }

    /** A token that was good before is no guess. */
    private Future<Claims> verify(String token, @Nullable String address) {
        Claims known = verifier.cached(token);
        return known != null
                ? Future.succeededFuture(known)
                : gate.enter(Network.of(address))
                        .compose(pass -> verifier.verify(token).onComplete(done -> {
                            if (!isWrong(done.cause())) {
                                pass.giveBack();
                            }
                        }));
    }

    private static boolean isWrong(@Nullable Throwable failure) {
        return failure instanceof RpcException refused && refused.status() == GrpcStatus.UNAUTHENTICATED;
    }

    private static Claims requireStaff(Claims claims) {
        if (claims.roles().contains("ADMIN") || claims.roles().contains("MODERATOR")) {
            return claims;
        }
        throw RpcException.denied("auth.staff_only", "Only staff and internal tools may call over gRPC.");
    }

    private static CallContext callOf(MultiMap metadata) {
        String traceparent = metadata.get("traceparent");
        String key = metadata.get("idempotency-key");
        return new CallContext(
                null,
                Set.of(),
                null,
                0,
                traceparent == null ? "" : traceparent,
                key == null || key.length() > 255 ? null : key,
                null,
                metadata.get("user-agent"),
                null);
    }
}
