package com.beachdo.platform.rpc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
    private static final int ROUNDS = 50;
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
            if (method.isReadOnly()) {
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
        return nobody.run(vertx, () -> {
                    Promise<Void> done = Promise.promise();
                    next(vertx.getOrCreateContext(), 0, end, done);
                    return done.future();
                })
                .otherwiseEmpty();
    }

    /** One call after another, and room for others between them: on this event loop, other parts may be starting. */
    private void next(Context context, int played, long end, Promise<Void> done) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (played == ROUNDS * parts.size() || left <= 0) {
            done.complete();
            return;
        }
        parts.get(played % parts.size())
                .play()
                .timeout(left, TimeUnit.MILLISECONDS)
                .onComplete(ignored -> context.runOnContext(again -> next(context, played + 1, end, done)));
    }
}
