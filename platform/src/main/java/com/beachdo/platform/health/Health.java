package com.beachdo.platform.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether the process lives, and whether it can serve: each dependency by name. */
public final class Health {
    private static final long TIMEOUT_MILLIS = 1_000;

    private final HealthChecks ready;
    private volatile boolean draining;

    public Health(Vertx vertx) {
        this.ready = HealthChecks.create(vertx);
        HealthChecks unused =
                ready.register("accepting", promise -> promise.complete(draining ? Status.KO() : Status.OK()));
    }

    /** A dependency without which requests fail. */
    public void require(String name, Supplier<Future<?>> probe) {
        HealthChecks unused = ready.register(name, TIMEOUT_MILLIS * 2, promise -> asked(probe)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(done -> promise.complete(done.succeeded() ? Status.OK() : Status.KO())));
    }

    /** A dependency without which the process still serves, less well: reported, never unready. */
    public void watch(String name, Supplier<Future<?>> probe) {
        HealthChecks unused = ready.register(name, TIMEOUT_MILLIS * 2, promise -> asked(probe)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(done -> promise.complete(
                        Status.OK(new io.vertx.core.json.JsonObject().put("available", done.succeeded())))));
    }

    /** What a part of the process knows of itself; it makes the process unready when it says so. */
    public void report(String name, Supplier<Status> state) {
        HealthChecks unused = ready.register(name, promise -> promise.complete(state.get()));
    }

    /** A probe that throws has failed. */
    private static Future<?> asked(Supplier<Future<?>> probe) {
        return Future.succeededFuture().compose(ignored -> probe.get().mapEmpty());
    }

    /** From now on the process says that it takes no new work. */
    public void drain() {
        draining = true;
    }

    public HealthChecks checks() {
        return ready;
    }
}
