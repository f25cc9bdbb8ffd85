package com.beachdo.platform.auth;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work of which one run at a time is enough: who asks while it runs waits for that run. */
final class SingleFlight {
    private final Supplier<Future<Void>> work;
    private @Nullable Future<Void> running;

    SingleFlight(Supplier<Future<Void>> work) {
        this.work = work;
    }

    synchronized Future<Void> run() {
        Future<Void> joined = running;
        if (joined != null) {
            return joined;
        }
        Future<Void> started = work.get();
        running = started;
        started.onComplete(ignored -> forget(started));
        return started;
    }

    private synchronized void forget(Future<Void> done) {
        if (running == done) {
            running = null;
        }
    }
}
