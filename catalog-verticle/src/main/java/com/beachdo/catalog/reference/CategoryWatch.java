package com.beachdo.catalog.reference;

import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this process's categories as they are in the database, whoever changes them: it asks every second. */
public final class CategoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CategoryWatch.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final CategoryStore store;
    private final Categories categories;
    private long known;
    private long timer = -1;

    private CategoryWatch(Vertx vertx, Db db, Categories categories) {
        this.vertx = vertx;
        this.store = new CategoryStore(db);
        this.categories = categories;
    }

    /** Succeeds once they are as they are there. */
    public static Future<CategoryWatch> start(Vertx vertx, Db db, Categories categories) {
        CategoryWatch watch = new CategoryWatch(vertx, db, categories);
        return watch.load().map(ignored -> {
            watch.timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> {
                Future<Void> unused = watch.look();
            });
            return watch;
        });
    }

    public Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    /** Always succeeds: what fails now is tried again in a second. */
    Future<Void> look() {
        return store.version()
                .compose(version -> version == known ? Future.<Void>succeededFuture() : load())
                .onFailure(failure -> LOG.debug("categories stay as they are: {}", failure.getMessage()))
                .otherwiseEmpty();
    }

    private Future<Void> load() {
        return store.load().map(loaded -> {
            if (loaded.number() > known) {
                categories.replace(loaded.nodes());
                known = loaded.number();
            }
            return null;
        });
    }
}
