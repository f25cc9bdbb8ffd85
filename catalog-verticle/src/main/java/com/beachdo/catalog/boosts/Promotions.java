package com.beachdo.catalog.boosts;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.platform.db.Cursor;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Boosts that run, where listings are shown. */
public final class Promotions {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Db db;
    private final ListingRow rows;
    private final Cursor signer;
    private volatile Set<Placement> running = EnumSet.noneOf(Placement.class);
    private volatile long lookAt = System.nanoTime();

    public Promotions(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
        this.signer = db.cursor();
    }

    private static final String RUNNING =
            "SELECT DISTINCT placement FROM boost b WHERE " + Placement.RUNNING.formatted("b");

    /** Whether any boost has this placement, as of a few seconds ago: most of the time none has, and nobody asks. */
    public Future<Boolean> any(Placement placement) {
        if (lookAt - System.nanoTime() > 0) {
            return Future.succeededFuture(running.contains(placement));
        }
        lookAt = System.nanoTime() + LOOK_EVERY_NANOS;
        return db.query(RUNNING).map(found -> {
            Set<Placement> placements = EnumSet.noneOf(Placement.class);
            for (Row row : found) {
                placements.add(Placement.valueOf(row.getString(0)));
            }
            running = placements;
            return placements.contains(placement);
        });
    }

    /** A change of boosts in this process is seen at once. */
    void changed() {
        lookAt = System.nanoTime();
    }

    /** The listing of a row whose next column after the listing's is its boost, marked. */
    public Listing promoted(Row row) {
        UUID boost = row.getUUID(ListingRow.MORE);
        return rows.toPublic(row).toBuilder()
                .setPromoted(true)
                .setPromotionToken(Promotion.now(boost, ListingRow.id(row)).token(signer))
                .build();
    }
}
