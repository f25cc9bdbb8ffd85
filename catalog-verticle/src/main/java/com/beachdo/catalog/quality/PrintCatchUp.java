package com.beachdo.catalog.quality;

import com.beachdo.catalog.PacedWork;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Prints the texts of listings that never were handed in here, but imported, or there before, along their ids. How far
 * that went is one row, held while going on, so of several nodes one does it.
 */
public final class PrintCatchUp {
    private static final int AT_ONCE = 100;

    private static final String HOLD = "SELECT listing_id FROM print_watch FOR UPDATE SKIP LOCKED";
    static final String NEXT =
            """
            SELECT l.listing_id, l.seller_id, l.title, l.description, l.published_at,
                l.on_sale AND printed.listing_id IS NULL AS wanted
            FROM (
                SELECT listing_id, seller_id, title, description, published_at,
                    status = 'ACTIVE' AND deleted_at IS NULL AND expires_at > now() AS on_sale
                FROM listing WHERE listing_id > $1 ORDER BY listing_id LIMIT %d) l
            LEFT JOIN LATERAL (
                SELECT p.listing_id FROM listing_print p WHERE p.listing_id = l.listing_id LIMIT 1) printed ON true
            ORDER BY l.listing_id
            """
                    .formatted(AT_ONCE);
    private static final String GO_ON = "UPDATE print_watch SET listing_id = $1";

    private static final String PRINT =
            """
            INSERT INTO listing_print (band, seller_id, listing_id, printed_at)
            SELECT band, seller_id, listing_id, coalesce(printed_at, now())
            FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::timestamptz[])
                AS r (band, seller_id, listing_id, printed_at)
            ORDER BY band
            ON CONFLICT ON CONSTRAINT listing_print_band_seller_id_listing_id_pkey DO NOTHING
            """;

    private final Db db;
    private final PacedWork work;

    public PrintCatchUp(Vertx vertx, Db db) {
        this.db = db;
        this.work = new PacedWork(vertx, "prints", this::look);
    }

    public void start() {
        work.start();
    }

    public Future<Void> stop() {
        return work.stop();
    }

    /** Looks at the next ones; how many there were. */
    public Future<Integer> look() {
        return db.transaction(tx -> tx.query(HOLD)
                .compose(watch -> watch.size() == 0
                        ? Future.succeededFuture(0)
                        : tx.query(NEXT, watch.iterator().next().getUUID(0)).compose(next -> print(tx, next))));
    }

    private static Future<Integer> print(Tx tx, RowSet<Row> next) {
        List<Long> bands = new ArrayList<>();
        List<UUID> sellers = new ArrayList<>();
        List<UUID> listings = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        UUID reached = null;
        for (Row row : next) {
            reached = row.getUUID("listing_id");
            if (row.getBoolean("wanted")) {
                for (Long band : TextPrint.of(row.getString("title"), row.getString("description"))
                        .bands()) {
                    bands.add(band);
                    sellers.add(row.getUUID("seller_id"));
                    listings.add(reached);
                    times.add(row.getOffsetDateTime("published_at"));
                }
            }
        }
        UUID end = reached;
        if (end == null) {
            return Future.succeededFuture(0);
        }
        return tx.query(
                        PRINT,
                        bands.toArray(Long[]::new),
                        sellers.toArray(UUID[]::new),
                        listings.toArray(UUID[]::new),
                        times.toArray(OffsetDateTime[]::new))
                .compose(printed -> tx.query(GO_ON, end))
                .map(next.size());
    }
}
