package com.beachdo.catalog;

import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.common.v1.Money;
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
 * Tells sellers three days ahead that a listing expires, unless it will renew itself, so that they can renew it. How far that went is one row, held
 * while going on from there, so of several nodes one does it. A renewed listing expires later and is told of again.
 */
final class ExpiryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final long EVERY_MILLIS = 30_000;
    private static final int AT_ONCE = 50;
    private static final String HOLD = "SELECT expires_at, listing_id FROM expiry_watch FOR UPDATE SKIP LOCKED";
    private static final String EXPIRING =
            """
            SELECT l.listing_id, l.seller_id, l.title, l.price_amount, l.expires_at
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            WHERE l.status = 'ACTIVE' AND l.deleted_at IS NULL AND (l.expires_at, l.listing_id) > ($1, $2)
                AND l.expires_at > now() AND l.expires_at <= now() + interval '3 days'
                AND (s.suspended OR NOT EXISTS (SELECT FROM auto_renewal a WHERE a.listing_id = l.listing_id)
                    OR EXISTS (
                        SELECT FROM restriction r WHERE r.user_id = l.seller_id AND r.restricted_until > now()))
            ORDER BY l.expires_at, l.listing_id LIMIT %d
            """
                    .formatted(AT_ONCE);
    private static final String GO_ON = "UPDATE expiry_watch SET expires_at = $1, listing_id = $2";

    private final Vertx vertx;
    private final Db db;
    private long timer = -1;
    private Future<Void> last = Future.succeededFuture();

    ExpiryWarnings(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.db = db;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = warn().onFailure(failure -> LOG.warn("expiry warnings wait: {}", failure.getMessage()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    /** Tells of all that is due. */
    Future<Void> warn() {
        return db.transaction(tx -> tx.query(HOLD)
                        .compose(watch -> watch.size() == 0
                                ? Future.succeededFuture(0)
                                : warn(tx, watch.iterator().next())))
                .compose(told -> told < AT_ONCE ? Future.succeededFuture() : warn());
    }

    private static Future<Integer> warn(Tx tx, Row from) {
        return tx.query(EXPIRING, from.getOffsetDateTime(0), from.getUUID(1))
                .compose(expiring -> tell(tx, expiring).map(expiring.size()));
    }

    private static Future<Void> tell(Tx tx, RowSet<Row> expiring) {
        Future<Void> told = Future.succeededFuture();
        for (Row row : expiring) {
            UUID listing = row.getUUID("listing_id");
            told = told.compose(ignored -> tx.emit(listing.toString(), notice(row, listing.toString())))
                    .compose(ignored -> tx.query(GO_ON, row.getOffsetDateTime("expires_at"), listing))
                    .mapEmpty();
        }
        return told;
    }

    private static NoticeDue notice(Row row, String listing) {
        return NoticeDue.newBuilder()
                .setUserId(row.getUUID("seller_id").toString())
                .setKind(NoticeKind.NOTICE_KIND_LISTING_EXPIRING)
                .setMatterId(listing)
                .setTitle(row.getString("title"))
                .setCount(1)
                .addListings(NoticeListing.newBuilder()
                        .setListingId(listing)
                        .setTitle(row.getString("title"))
                        .setPrice(Money.newBuilder()
                                .setAmount(row.getLong("price_amount"))
                                .setCurrency("INR")))
                .setMail(true)
                .build();
    }
}
