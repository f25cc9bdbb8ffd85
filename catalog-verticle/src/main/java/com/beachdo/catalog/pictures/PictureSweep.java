package com.beachdo.catalog.pictures;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes pictures for messages that were never sent, or whose message is gone: first the objects, then the row, so none
 * stays behind while the object store is down. Several nodes may do it at once.
 */
final class PictureSweep {
    private static final Logger LOG = LoggerFactory.getLogger(PictureSweep.class);
    private static final long EVERY_MILLIS = 10_000;
    private static final int AT_ONCE = 20;

    private final Vertx vertx;
    private final PrivatePictureStore pictures;
    private final ObjectStore store;
    private long timer = -1;
    private Future<Void> last = Future.succeededFuture();

    PictureSweep(Vertx vertx, PrivatePictureStore pictures, ObjectStore store) {
        this.vertx = vertx;
        this.pictures = pictures;
        this.store = store;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = sweep().onFailure(failure -> LOG.warn("pictures wait to be removed: {}", failure.getMessage()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    /** Removes all that are to go. */
    Future<Void> sweep() {
        return pictures.toRemove(AT_ONCE).compose(found -> remove(found)
                .compose(ignored -> found.size() < AT_ONCE ? Future.succeededFuture() : sweep()));
    }

    private Future<Void> remove(List<Picture> found) {
        return Future.join(found.stream()
                        .map(picture -> store.remove(picture.uploadKey(), picture.mediaKeys())
                                .compose(ignored -> pictures.delete(picture.id())))
                        .toList())
                .mapEmpty();
    }
}
