package com.beachdo.catalog.pictures;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A few threads that process pictures, and how many may wait for them. */
final class Workers {
    static final int THREADS = 2;
    static final int QUEUE = 16;

    private static final long IDLE_SECONDS = 30;
    private static final long CLOSING_SECONDS = 8;

    private final Vertx vertx;
    private final Semaphore places = new Semaphore(THREADS + QUEUE);
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    Workers(Vertx vertx) {
        this.vertx = vertx;
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "pictures-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Holds a place while the work is under way, of which parts may {@link #run}; refuses when all are taken. */
    <T> Future<T> inPlace(Supplier<Future<T>> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(
                    RpcException.unavailable("picture.busy", "Too many pictures are being processed. Try again."));
        }
        return Future.succeededFuture().compose(ignored -> work.get()).onComplete(done -> places.release());
    }

    /** Runs what blocks. */
    <T> Future<T> run(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return Future.fromCompletionStage(result, vertx.getOrCreateContext());
    }

    /** Takes no new work, and waits a while for what is under way. */
    Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    boolean unused = places.tryAcquire(THREADS + QUEUE, CLOSING_SECONDS, TimeUnit.SECONDS);
                    threads.shutdown();
                    return null;
                },
                false);
    }
}
