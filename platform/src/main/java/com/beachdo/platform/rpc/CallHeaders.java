package com.beachdo.platform.rpc;

import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link CallContext} as headers of an event-bus message. */
final class CallHeaders {
    static final String ACTION = "action";
    private static final String SUBJECT = "subject";
    private static final String ROLES = "roles";
    private static final String SESSION = "session";
    private static final String TIMEOUT_MS = "timeout-ms";
    private static final String TRACEPARENT = "traceparent";
    private static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final String CLIENT_ADDRESS = "client-address";
    private static final String USER_AGENT = "user-agent";
    private static final String RECORDING = "recording";

    private CallHeaders() {}

    static void write(CallContext context, long timeoutMillis, MultiMap headers) {
        put(headers, SUBJECT, context.subject());
        if (!context.roles().isEmpty()) {
            put(headers, ROLES, String.join(",", context.roles()));
        }
        put(headers, SESSION, context.sessionId());
        put(headers, TIMEOUT_MS, Long.toString(timeoutMillis));
        if (!context.traceparent().isEmpty()) {
            put(headers, TRACEPARENT, context.traceparent());
        }
        put(headers, IDEMPOTENCY_KEY, context.idempotencyKey());
        put(headers, CLIENT_ADDRESS, context.clientAddress());
        put(headers, USER_AGENT, context.userAgent());
        put(headers, RECORDING, context.recording());
    }

    static CallContext read(MultiMap headers) {
        String roles = headers.get(ROLES);
        String traceparent = headers.get(TRACEPARENT);
        return new CallContext(
                headers.get(SUBJECT),
                roles == null ? Set.of() : Set.of(roles.split(",", -1)),
                headers.get(SESSION),
                deadline(headers.get(TIMEOUT_MS)),
                traceparent == null ? "" : traceparent,
                headers.get(IDEMPOTENCY_KEY),
                headers.get(CLIENT_ADDRESS),
                headers.get(USER_AGENT),
                headers.get(RECORDING));
    }

    private static long deadline(@Nullable String timeout) {
        try {
            return timeout == null ? 0 : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(timeout));
        } catch (NumberFormatException e) {
            throw new RpcException(GrpcStatus.INVALID_ARGUMENT, "request.invalid", "The deadline is not a number.");
        }
    }

    private static void put(MultiMap headers, String name, @Nullable String value) {
        if (value != null) {
            MultiMap unused = headers.set(name, value);
        }
    }
}
