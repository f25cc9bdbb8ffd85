package com.beachdo.platform.rpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The calls a process makes to itself before others call it: its first ones are slow, and where other nodes could have
 * answered, callers should not pay for that. Only methods without side effects are called, with empty requests, by
 * nobody in particular; what they answer does not matter.
 */
public final class Rehearsal {
    private static final int ROUNDS = 100;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Vertx vertx;
    private final List<Part<?>> parts = new ArrayList<>();

    private record Part<C>(Rpc<C> rpc, C implementation, RpcMethod method) {
        Future<?> play() {
            return rpc.invoke(implementation, method, method.request());
        }
    }

    public Rehearsal(Vertx vertx) {
        this.vertx = vertx;
    }

    public <C> void add(Class<C> contract, C implementation) {
        Rpc<C> rpc = Rpc.of(contract);
        for (RpcMethod method : rpc.methods()) {
            if (method.repeatable()) {
                parts.add(new Part<>(rpc, implementation, method));
            }
        }
    }

    /** Succeeds, whatever the calls come to, after two seconds at most. */
    public Future<Void> play() {
        long end = System.nanoTime() + NANOS;
        CallContext nobody = CallContext.ANONYMOUS
                .withSubject(new UUID(0, 0).toString(), Set.of(CallContext.SERVICE), null)
                .withDeadline(end);
        return nobody.run(vertx, () -> round(ROUNDS, end)).otherwiseEmpty();
    }

    private Future<Void> round(int left, long end) {
        if (left == 0 || System.nanoTime() > end) {
            return Future.succeededFuture();
        }
        return Future.join(parts.stream().map(Part::play).toList())
                .timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())), TimeUnit.MILLISECONDS)
                .transform(ignored -> round(left - 1, end));
    }
}
