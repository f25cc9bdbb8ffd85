package com.beachdo.catalog;

import com.beachdo.catalog.v1.ListPricesReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.catalog.v1.PriceDropped;
import com.beachdo.catalog.v1.PriceSince;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The prices that everybody saw of a listing, and word of a lower one to those who saved it. */
final class Prices {
    /** How many people are told in one transaction. */
    static final int AT_ONCE = 50;

    private final Db db;

    Prices(Db db) {
        this.db = db;
    }

    /** A listing that was imported has no history; what it cost until now begins it. */
    private static final String NOTE =
            """
            WITH last AS (
                SELECT coalesce(
                    (SELECT price_amount FROM price_change WHERE listing_id = $1 ORDER BY changed_at DESC LIMIT 1),
                    $3::bigint) AS price_amount),
            begun AS (
                INSERT INTO price_change (listing_id, changed_at, price_amount)
                SELECT listing_id, published_at, $3::bigint FROM listing
                WHERE listing_id = $1 AND $3::bigint IS NOT NULL
                    AND NOT EXISTS (SELECT FROM price_change WHERE listing_id = $1)),
            added AS (
                INSERT INTO price_change (listing_id, price_amount)
                SELECT $1::uuid, $2::bigint FROM last WHERE last.price_amount IS DISTINCT FROM $2::bigint)
            SELECT price_amount FROM last WHERE price_amount > $2::bigint
            """;

    /**
     * What everybody sees now. Called under the listing's lock by those who publish a price.
     *
     * @param before what everybody saw until now; null when that is not known, or nothing
     */
    static Future<Void> note(Tx tx, Listing listing, @Nullable Money before) {
        return tx.query(
                        NOTE,
                        UUID.fromString(listing.getId()),
                        listing.getPrice().getAmount(),
                        Argument.orNull(before == null ? null : before.getAmount()))
                .compose(higher -> higher.size() == 0
                        ? Future.succeededFuture()
                        : tx.emit(
                                listing.getId(),
                                PriceDropped.newBuilder()
                                        .setListingId(listing.getId())
                                        .setPrice(listing.getPrice())
                                        .build()));
    }

    private static final String LIST =
            """
            SELECT p.price_amount, p.changed_at
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            JOIN price_change p ON p.listing_id = l.listing_id
            WHERE l.listing_id = $1 AND (%s OR l.seller_id = $2 AND l.deleted_at IS NULL)
            ORDER BY p.changed_at DESC LIMIT 50
            """
                    .formatted(ListingRow.VISIBLE);

    /** Latest first; none of a listing that this viewer may not see. */
    Future<ListPricesReply> list(UUID listing, @Nullable UUID viewer) {
        return db.query(LIST, listing, Argument.orNull(viewer)).map(found -> {
            ListPricesReply.Builder prices = ListPricesReply.newBuilder();
            for (Row row : found) {
                OffsetDateTime since = row.getOffsetDateTime(1);
                prices.addItems(PriceSince.newBuilder()
                        .setPrice(Money.newBuilder().setAmount(row.getLong(0)).setCurrency("INR"))
                        .setSince(Timestamp.newBuilder()
                                .setSeconds(since.toEpochSecond())
                                .setNanos(since.getNano())));
            }
            return prices.build();
        });
    }

    private static final String WHO_SAVED =
            """
            SELECT v.user_id, l.title
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id JOIN saved_listing v ON v.listing_id = l.listing_id
            WHERE l.listing_id = $1 AND l.price_amount = $2 AND v.user_id > $3 AND v.user_id <> l.seller_id AND %s
            ORDER BY v.user_id LIMIT %d
            """
                    .formatted(ListingRow.VISIBLE, AT_ONCE);

    /** Tells some of those who saved the listing, and leaves the others to the event that goes on from there. */
    Future<Void> dropped(Tx tx, PriceDropped event) {
        UUID after = event.getAfterUserId().isEmpty() ? new UUID(0, 0) : UUID.fromString(event.getAfterUserId());
        return tx.query(
                        WHO_SAVED,
                        UUID.fromString(event.getListingId()),
                        event.getPrice().getAmount(),
                        after)
                .compose(found -> {
                    Future<Void> told = Future.succeededFuture();
                    String last = "";
                    for (Row row : found) {
                        last = row.getUUID(0).toString();
                        NoticeDue notice = notice(event, last, row.getString(1));
                        told = told.compose(ignored -> tx.emit(event.getListingId(), notice));
                    }
                    PriceDropped rest = event.toBuilder().setAfterUserId(last).build();
                    return found.size() < AT_ONCE ? told : told.compose(ignored -> tx.emit(event.getListingId(), rest));
                });
    }

    private static NoticeDue notice(PriceDropped event, String user, String title) {
        return NoticeDue.newBuilder()
                .setUserId(user)
                .setKind(NoticeKind.NOTICE_KIND_PRICE_DROP)
                .setMatterId(event.getListingId())
                .setTitle(title)
                .setCount(1)
                .addListings(NoticeListing.newBuilder()
                        .setListingId(event.getListingId())
                        .setTitle(title)
                        .setPrice(event.getPrice()))
                .build();
    }
}
