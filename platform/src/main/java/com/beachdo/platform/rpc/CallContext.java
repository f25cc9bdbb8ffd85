package com.beachdo.platform.rpc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and under what terms. It belongs to one call, travels with it over either transport, and is inherited by
 * the calls made while serving it.
 *
 * @param subject id of the signed-in user; null for anonymous and service calls without a user
 * @param sessionId the session of the access token
 * @param deadlineNanos {@link System#nanoTime()} by which the call must be over; 0 for none
 * @param traceparent W3C trace context; empty for none
 * @param idempotencyKey the caller's Idempotency-Key
 * @param clientAddress IP address of the client, as far as trusted proxies say
 * @param userAgent what the client calls itself
 * @param recording URL of the front end's own recording of this session, for who looks into a failure
 */
public record CallContext(
        @Nullable String subject,
        Set<String> roles,
        @Nullable String sessionId,
        long deadlineNanos,
        String traceparent,
        @Nullable String idempotencyKey,
        @Nullable String clientAddress,
        @Nullable String userAgent,
        @Nullable String recording) {
    /** Role of calls that one part of Beachdo makes on its own behalf. */
    public static final String SERVICE = "SERVICE";

    public static final CallContext ANONYMOUS = new CallContext(null, Set.of(), null, 0, "", null, null, null, null);

    static final ContextLocal<CallContext> LOCAL = ContextLocal.registerLocal(CallContext.class);

    /** The context of the call being served; anonymous outside of any. */
    public static CallContext current() {
        Context context = Vertx.currentContext();
        CallContext attached = context == null ? null : LOCAL.get(context);
        return attached == null ? ANONYMOUS : attached;
    }

    public CallContext withSubject(@Nullable String subject, Set<String> roles, @Nullable String sessionId) {
        return new CallContext(
                subject,
                roles,
                sessionId,
                deadlineNanos,
                traceparent,
                idempotencyKey,
                clientAddress,
                userAgent,
                recording);
    }

    /** The same call as another part of Beachdo; the caller's idempotency key does not carry over. */
    public CallContext asService() {
        return new CallContext(
                subject,
                Set.of(SERVICE),
                sessionId,
                deadlineNanos,
                traceparent,
                null,
                clientAddress,
                userAgent,
                recording);
    }

    public CallContext withDeadline(long deadlineNanos) {
        return new CallContext(
                subject,
                roles,
                sessionId,
                deadlineNanos,
                traceparent,
                idempotencyKey,
                clientAddress,
                userAgent,
                recording);
    }

    public CallContext withIdempotencyKey(@Nullable String key) {
        return new CallContext(
                subject, roles, sessionId, deadlineNanos, traceparent, key, clientAddress, userAgent, recording);
    }

    public CallContext withTraceparent(String traceparent) {
        return new CallContext(
                subject,
                roles,
                sessionId,
                deadlineNanos,
                traceparent,
                idempotencyKey,
                clientAddress,
                userAgent,
                recording);
    }

    public CallContext withClient(@Nullable String clientAddress, @Nullable String userAgent) {
        return new CallContext(
                subject,
                roles,
                sessionId,
                deadlineNanos,
                traceparent,
                idempotencyKey,
                clientAddress,
                userAgent,
                recording);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** Whether the caller is staff: a moderator or an administrator. */
    public boolean isStaff() {
        return hasRole("MODERATOR") || hasRole("ADMIN");
    }

    /** The signed-in user; for methods whose access demands one. */
    public String requireSubject() {
        if (subject == null) {
            throw new RpcException(
                    io.vertx.grpc.common.GrpcStatus.UNAUTHENTICATED, "auth.required", "Sign in to do this.");
        }
        return subject;
    }

    /** Milliseconds left of the deadline, at most {@code otherwise}. */
    public long remainingMillis(long otherwise) {
        if (deadlineNanos == 0) {
            return otherwise;
        }
        return Math.min(otherwise, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
    }

    /** Makes this the context of the Vert.x context that is running, which must belong to one call. */
    public void attach() {
        Context context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("not on a Vert.x context");
        }
        LOCAL.put(context, this);
    }

    /** Runs work under this context, on a Vert.x context of its own. */
    public <T> Future<T> run(Vertx vertx, Supplier<Future<T>> work) {
        ContextInternal own = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        LOCAL.put(own, this);
        Promise<T> done = Promise.promise();
        own.runOnContext(ignored -> {
            try {
                work.get().onComplete(done);
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }
}
