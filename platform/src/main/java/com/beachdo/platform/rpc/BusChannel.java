package com.beachdo.platform.rpc;

import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls over the event bus: the address is the service, the header {@code action} the method. Between nodes a call gets a
 * second try: at once when nobody took it, and, if it is repeatable, when the node that took it does not answer.
 */
public final class BusChannel implements Channel {
    /** How long a node may be silent before a repeatable call goes to another. */
    private static final long FIRST_TRY_MILLIS = 900;

    /** For the news of a node that has just left or come. */
    private static final long PAUSE_MILLIS = 50;

    /** Under way at once: when everything is slow, asking twice would make it slower. */
    private static final int MAX_SECOND_TRIES = 64;

    private final Vertx vertx;
    private final EventBus bus;
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger secondTries = new AtomicInteger();
    private final long timeoutMillis;
    private final boolean triesAgain;

    public BusChannel(Vertx vertx, long timeoutMillis) {
        this(vertx, timeoutMillis, vertx.isClustered());
    }

    BusChannel(Vertx vertx, long timeoutMillis, boolean triesAgain) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.timeoutMillis = timeoutMillis;
        this.triesAgain = triesAgain;
        MessageCodecs.registerDefault(bus, RpcFailure.class, RpcFailure.CODEC);
    }

    @Override
    public Future<Message> call(RpcMethod method, Message request, CallContext context) {
        long remaining = context.remainingMillis(timeoutMillis);
        if (remaining <= 0) {
            return Future.failedFuture(Failures.deadlineExceeded());
        }
        know(method.request());
        // a node that never served the contract reads replies of it all the same
        know(method.reply());
        Future<Message> reply =
                triesAgain ? twice(method, request, context, remaining) : send(method, request, context, remaining);
        return reply.recover(failure -> Future.failedFuture(Failures.ofBus(failure)));
    }

    private Future<Message> twice(RpcMethod method, Message request, CallContext context, long remaining) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(remaining);
        long first = method.isRepeatable() ? Math.min(FIRST_TRY_MILLIS, (remaining + 1) / 2) : remaining;
        return send(method, request, context, first).recover(failure -> {
            long pause = failed(failure, ReplyFailure.NO_HANDLERS) ? PAUSE_MILLIS : 0;
            boolean again = pause > 0 || method.isRepeatable() && failed(failure, ReplyFailure.TIMEOUT);
            return again ? again(method, request, context, pause, end, failure) : Future.failedFuture(failure);
        });
    }

    private Future<Message> again(
            RpcMethod method, Message request, CallContext context, long pause, long end, Throwable failure) {
        if (secondTries.incrementAndGet() > MAX_SECOND_TRIES) {
            int unused = secondTries.decrementAndGet();
            return Future.failedFuture(failure);
        }
        Future<?> paused = pause == 0 ? Future.succeededFuture() : vertx.timer(pause, TimeUnit.MILLISECONDS);
        return paused.compose(ignored -> {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    return left <= 0 ? Future.failedFuture(failure) : send(method, request, context, left);
                })
                .onComplete(ignored -> {
                    int unused = secondTries.decrementAndGet();
                });
    }

    private Future<Message> send(RpcMethod method, Message request, CallContext context, long patience) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(patience).addHeader(CallHeaders.ACTION, method.name());
        CallHeaders.write(context, patience, options.getHeaders());
        return bus.<Message>request(method.service(), request, options).map(io.vertx.core.eventbus.Message::body);
    }

    /** Whether the event bus itself says so; what an implementation says is a {@link RpcFailure}. */
    private static boolean failed(Throwable failure, ReplyFailure how) {
        return failure instanceof ReplyException reply && reply.failureType() == how;
    }

    private void know(Message type) {
        if (known.add(type.getClass())) {
            MessageCodecs.register(bus, type);
        }
    }
}
