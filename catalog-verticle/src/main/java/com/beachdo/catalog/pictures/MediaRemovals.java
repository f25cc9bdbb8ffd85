package com.beachdo.catalog.pictures;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes published objects away whose picture is gone: what is to go is written down with the reason, deleted from the store
 * and forgotten by the CDN right after, and tried again every minute until both have happened. Several nodes may do it at
 * once.
 */
final class MediaRemovals {
    private static final Logger LOG = LoggerFactory.getLogger(MediaRemovals.class);
    private static final long EVERY_MILLIS = 10_000;
    private static final int AT_ONCE = 30;

    private static final String REQUEST =
            "INSERT INTO media_removal (object_key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING";

    private static final String CLAIM =
            """
            UPDATE media_removal SET next_try_at = now() + interval '1 minute'
            WHERE object_key IN (
                SELECT object_key FROM media_removal WHERE next_try_at <= now()
                ORDER BY next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING object_key
            """;

    private static final String DONE = "DELETE FROM media_removal WHERE object_key = ANY ($1::text[])";

    private final Vertx vertx;
    private final Db db;
    private final ObjectStore store;
    private final CdnPurge cdn;
    private long timer = -1;
    private Future<Void> last = Future.succeededFuture();

    MediaRemovals(Vertx vertx, Db db, ObjectStore store, CdnPurge cdn) {
        this.vertx = vertx;
        this.db = db;
        this.store = store;
        this.cdn = cdn;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                goOn();
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    /** What a transaction took the pictures of goes once it has committed. */
    Future<Void> request(Tx tx, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Future.succeededFuture();
        }
        tx.afterCommit(this::goOn);
        return tx.query(REQUEST, (Object) keys.toArray(new String[0])).mapEmpty();
    }

    private void goOn() {
        last = last.otherwiseEmpty()
                .compose(ignored -> sweep())
                .onFailure(failure -> LOG.warn("published pictures wait to be removed: {}", failure.getMessage()));
    }

    /** Removes all that are to go now. */
    private Future<Void> sweep() {
        return db.query(CLAIM, AT_ONCE)
                .map(rows ->
                        rows.stream().map(row -> row.getString("object_key")).toList())
                .compose(keys ->
                        remove(keys).compose(ignored -> keys.size() < AT_ONCE ? Future.succeededFuture() : sweep()));
    }

    private Future<Void> remove(List<String> keys) {
        return keys.isEmpty()
                ? Future.succeededFuture()
                : store.removePublished(keys)
                        .compose(ignored -> cdn.purge(keys))
                        .compose(ignored -> db.query(DONE, (Object) keys.toArray(new String[0])))
                        .mapEmpty();
    }
}
