package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.PriceSpread;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/**
 * Prices far from what others ask in the category: more than twice the distance of the quartiles beyond them, by the
 * logarithm, since prices differ by factors. Few listings say nothing; what is given away is not unusual.
 */
final class UnusualPrice {
    private static final int LEAST_SAMPLE = 50;
    private static final double LEAST_DISTANCE = 0.5;
    private static final double FAR = 2;

    private UnusualPrice() {}

    static final String SPREAD =
            """
            SELECT count(*)::integer AS sample,
                coalesce(percentile_disc(0.25) WITHIN GROUP (ORDER BY price_amount), 0) AS lower,
                coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY price_amount), 0) AS median,
                coalesce(percentile_disc(0.75) WITHIN GROUP (ORDER BY price_amount), 0) AS upper
            FROM (
                SELECT seller_id, price_amount FROM listing
                WHERE category_id = $1 AND status = 'ACTIVE' AND deleted_at IS NULL
                ORDER BY published_at DESC, listing_id DESC LIMIT 1000) latest
            WHERE seller_id <> $2 AND price_amount > 0
            """;

    /** What others ask, when the listing asks for something else altogether. */
    static Future<Optional<PriceSpread>> find(Tx tx, Listing listing) {
        return tx.query(
                        SPREAD,
                        listing.getCategoryId(),
                        UUID.fromString(listing.getSeller().getId()))
                .map(rows ->
                        Optional.of(spread(listing, rows.iterator().next())).filter(UnusualPrice::isUnusual));
    }

    private static PriceSpread spread(Listing listing, Row row) {
        return PriceSpread.newBuilder()
                .setPriceAmount(listing.getPrice().getAmount())
                .setLowerQuartileAmount(row.getLong("lower"))
                .setUpperQuartileAmount(row.getLong("upper"))
                .setMedianAmount(row.getLong("median"))
                .setSample(row.getInteger("sample"))
                .build();
    }

    static boolean isUnusual(PriceSpread prices) {
        if (prices.getSample() < LEAST_SAMPLE || prices.getPriceAmount() == 0) {
            return false;
        }
        double lower = Math.log((double) prices.getLowerQuartileAmount());
        double upper = Math.log((double) prices.getUpperQuartileAmount());
        double beyond = FAR * Math.max(upper - lower, LEAST_DISTANCE);
        double price = Math.log((double) prices.getPriceAmount());
        return price < lower - beyond || price > upper + beyond;
    }
}
