package com.beachdo.catalog.pictures;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has uploads processed; who asked hears how far it is before the call's time is up. */
final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);
    private static final long PATIENCE_MILLIS = 1_500;
    private static final long AGAIN_MILLIS = 250;

    private final Vertx vertx;
    private final Processing processing;

    Completion(Vertx vertx, Processing processing) {
        this.vertx = vertx;
        this.processing = processing;
    }

    /**
     * READY or FAILED; PROCESSING when that takes longer, and goes on in the background.
     *
     * @param present looks the picture up for whoever asks
     */
    Future<Picture> complete(Supplier<Future<Picture>> present) {
        return present.get()
                .compose(picture -> picture.isWaiting() ? process(picture, present) : Future.succeededFuture(picture));
    }

    private Future<Picture> process(Picture waiting, Supplier<Future<Picture>> present) {
        Promise<Picture> reply = Promise.promise();
        answerInTime(reply, present, PATIENCE_MILLIS);
        processing
                .process(waiting)
                .compose(done -> done.map(Future::succeededFuture).orElseGet(present))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        reply.tryComplete(done.result());
                    } else if (!reply.tryFail(done.cause())) {
                        LOG.warn("picture {} waits to be completed again", waiting.id(), done.cause());
                    }
                });
        return reply.future();
    }

    /** Once its processing began. */
    private void answerInTime(Promise<Picture> reply, Supplier<Future<Picture>> present, long millis) {
        long unused = vertx.setTimer(millis, late -> {
            if (!reply.future().isComplete()) {
                present.get().onSuccess(picture -> {
                    if (picture.isWaiting()) {
                        answerInTime(reply, present, AGAIN_MILLIS);
                    } else {
                        reply.tryComplete(picture);
                    }
                });
            }
        });
    }
}
