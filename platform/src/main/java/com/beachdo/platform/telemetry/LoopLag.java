package com.beachdo.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How late an event loop does what is due: whoever blocks it shows here. */
final class LoopLag implements Runnable {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventExecutor loop;
    private final Timer lag;
    private long due;

    private LoopLag(EventExecutor loop, Timer lag) {
        this.loop = loop;
        this.lag = lag;
    }

    static void watch(Vertx vertx, MeterRegistry registry) {
        Timer lag = Timer.builder("beachdo.event.loop.lag")
                .description("How late event loops did what was due, asked of each every second")
                .register(registry);
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loop -> new LoopLag(loop, lag).again());
    }

    private void again() {
        due = System.nanoTime() + EVERY_NANOS;
        Future<?> unused = loop.schedule(this, EVERY_NANOS, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
        if (!loop.isShuttingDown()) {
            again();
        }
    }
}
