package com.beachdo.catalog.pictures;

import com.beachdo.catalog.PacedWork;
import com.beachdo.catalog.quality.ListingChecks;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pictures their perceptual hash that were published before there were any, from their smallest size, and has those of
 * listings looked through. How far that went is one row that one node holds for a minute at most, so it goes on there
 * whatever stops in between; a picture that can't be read is left out.
 */
final class HashCatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(HashCatchUp.class);
    private static final int AT_ONCE = 20;

    private final Db db;
    private final ObjectStore store;
    private final Workers workers;
    private final PacedWork work;

    HashCatchUp(Vertx vertx, Db db, ObjectStore store, Workers workers) {
        this.db = db;
        this.store = store;
        this.workers = workers;
        this.work = new PacedWork(vertx, "perceptual hashes", this::look);
    }

    void start() {
        work.start();
    }

    Future<Void> stop() {
        return work.stop();
    }

    private static final String HOLD =
            """
            UPDATE picture_hash_watch SET held_until = now() + interval '1 minute' WHERE held_until <= now()
            RETURNING picture_id
            """;
    static final String NEXT =
            """
            SELECT picture_id, thumb_key, status = 'READY' AND owner_id IS NULL AND perceptual_hash IS NULL AS wanted
            FROM picture WHERE picture_id > $1 ORDER BY picture_id LIMIT %d
            """
                    .formatted(AT_ONCE);
    private static final String GO_ON =
            "UPDATE picture_hash_watch SET picture_id = greatest(picture_id, $1::uuid), held_until = '-infinity'";

    /** Looks at the next ones; how many there were. */
    Future<Integer> look() {
        return db.query(HOLD)
                .compose(held -> held.size() == 0
                        ? Future.succeededFuture(0)
                        : lookAfter(held.iterator().next().getUUID("picture_id")));
    }

    private Future<Integer> lookAfter(UUID before) {
        return db.query(NEXT, before).compose(next -> each(before, next)
                .compose(reached -> db.query(GO_ON, reached))
                .map(next.size()));
    }

    /** One after the other; the last of them, or else the one before. */
    private Future<UUID> each(UUID before, RowSet<Row> next) {
        Future<UUID> done = Future.succeededFuture(before);
        for (Row row : next) {
            UUID id = row.getUUID("picture_id");
            String key = row.getString("thumb_key");
            done = row.getBoolean("wanted")
                    ? done.compose(reached -> hash(id, key)).map(id)
                    : done.map(id);
        }
        return done;
    }

    private Future<Void> hash(UUID id, String key) {
        return workers.run(() -> hashOf(key))
                .compose(hash -> hash.isEmpty() ? Future.succeededFuture() : save(id, hash.get()));
    }

    /** Empty when there is nothing to see. Blocks; fails when the store does not answer. */
    private Optional<Long> hashOf(String key) {
        Optional<byte[]> data = store.getPublished(key);
        if (data.isEmpty()) {
            LOG.debug("{} is not there", key);
            return Optional.empty();
        }
        try {
            PictureHeader header = PictureHeader.read(data.get());
            return Optional.ofNullable(PerceptualHash.of(
                    Shrinker.fit(PictureDecoder.decode(data.get(), header), Rendition.THUMB.longestSide())));
        } catch (BadPictureException bad) {
            LOG.debug("{} can't be read: {}", key, bad.failure());
            return Optional.empty();
        }
    }

    private static final String SAVE =
            """
            UPDATE picture SET perceptual_hash = $2 WHERE picture_id = $1 AND perceptual_hash IS NULL
            RETURNING listing_id
            """;

    private Future<Void> save(UUID id, long hash) {
        return db.transaction(tx -> tx.query(SAVE, id, hash).compose(saved -> check(tx, id, Rows.first(saved))));
    }

    /** Those of imports are only what others are compared to. */
    private static Future<Void> check(Tx tx, UUID picture, @Nullable Row saved) {
        return saved == null || !Rows.has(saved, "listing_id")
                ? Future.succeededFuture()
                : ListingChecks.pictureDue(tx, Objects.requireNonNull(saved.getUUID("listing_id")), picture);
    }
}
