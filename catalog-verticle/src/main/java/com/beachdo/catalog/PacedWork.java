package com.beachdo.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is left to do piece by piece until there is none. After each piece it rests three times as long as that took, so
 * it has a quarter of the time at most, and less when the database has more to do.
 */
public final class PacedWork {
    private static final Logger LOG = LoggerFactory.getLogger(PacedWork.class);
    private static final long IDLE_MILLIS = 10_000;
    private static final int RESTS = 3;
    private static final long LEAST_MILLIS = 10;

    private final Vertx vertx;
    private final String name;
    private final Supplier<Future<Integer>> piece;
    private long timer = -1;
    private boolean stopped;
    private Future<Integer> last = Future.succeededFuture(0);

    /**
     * @param name of what waits when a piece fails
     * @param piece how much there was; 0 when there is no more for now
     */
    public PacedWork(Vertx vertx, String name, Supplier<Future<Integer>> piece) {
        this.vertx = vertx;
        this.name = name;
        this.piece = piece;
    }

    public void start() {
        timer = vertx.setTimer(IDLE_MILLIS, ignored -> go());
    }

    private void go() {
        long started = System.nanoTime();
        last = Future.succeededFuture().compose(ignored -> piece.get()).onComplete(done -> {
            if (done.failed()) {
                LOG.warn("{} wait: {}", name, done.cause().getMessage());
            }
            if (!stopped) {
                long pause = pause(done.succeeded() ? done.result() : 0, System.nanoTime() - started);
                timer = vertx.setTimer(pause, ignored -> go());
            }
        });
    }

    /** Milliseconds until the next piece. */
    static long pause(int done, long nanos) {
        return done == 0 ? IDLE_MILLIS : Math.min(IDLE_MILLIS, Math.max(LEAST_MILLIS, nanos / 1_000_000 * RESTS));
    }

    public Future<Void> stop() {
        stopped = true;
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }
}
