package com.beachdo.catalog.quality;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the texts of listings that never were handed in here, but imported, or there before: some every few seconds, along
 * their ids, so that it costs next to nothing. How far that went is one row, held while going on, so of several nodes one
 * does it.
 */
public final class PrintCatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(PrintCatchUp.class);
    private static final long EVERY_MILLIS = 10_000;
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

    private final Vertx vertx;
    private final Db db;
    private long timer = -1;
    private Future<Integer> last = Future.succeededFuture(0);

    public PrintCatchUp(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.db = db;
    }

    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = look().onFailure(failure -> LOG.warn("prints wait: {}", failure.getMessage()));
            }
        });
    }

    public Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }

    /** Looks at the next ones; how many there were. */
    public Future<Integer> look() {
        return db.transaction(tx -> tx.query(HOLD)
                .compose(watch -> watch.size() == 0
                        ? Future.succeededFuture(0)
                        : tx.query(NEXT, watch.iterator().next().getUUID(0)).compose(next -> print(tx, next))));
    }

    private static Future<Integer> print(Tx tx, RowSet<Row> next) {
        Future<Void> printed = Future.succeededFuture();
        UUID reached = null;
        for (Row row : next) {
            reached = row.getUUID("listing_id");
            if (row.getBoolean("wanted")) {
                printed = printed.compose(before -> LikeListings.print(
                        tx,
                        row.getUUID("listing_id"),
                        row.getUUID("seller_id"),
                        TextPrint.of(row.getString("title"), row.getString("description")),
                        row.getOffsetDateTime("published_at")));
            }
        }
        UUID end = reached;
        return end == null
                ? Future.succeededFuture(0)
                : printed.compose(done -> tx.query(GO_ON, end)).map(next.size());
    }
}
