package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds listings of other sellers that are nearly the same. What one look costs is bounded, however many there are. */
final class LikeListings {
    private static final int LIKE_PERCENT = 60;
    private static final int MOST = 5;
    private static final int HASH_BITS = 64;

    private LikeListings() {}

    private static final String PRINT =
            """
            WITH old AS (DELETE FROM listing_print WHERE listing_id = $1 AND band <> ALL ($3::bigint[]))
            INSERT INTO listing_print (band, seller_id, listing_id, printed_at)
            SELECT band, $2::uuid, $1::uuid, now() FROM unnest($3::bigint[]) band ORDER BY band
            ON CONFLICT ON CONSTRAINT listing_print_band_seller_id_listing_id_pkey DO NOTHING
            """;

    /** Lets others be found to be like this listing as it is now. */
    static Future<Void> print(Tx tx, Listing listing) {
        return tx.query(
                        PRINT,
                        UUID.fromString(listing.getId()),
                        UUID.fromString(listing.getSeller().getId()),
                        print(listing).bands())
                .mapEmpty();
    }

    private static TextPrint print(Listing listing) {
        return TextPrint.of(listing.getTitle(), listing.getDescription());
    }

    /** Those that said it before; at each side of the seller, so that many listings of their own hide no others. */
    static final String TEXTS =
            """
            SELECT l.listing_id, l.seller_id, l.title, l.description
            FROM (
                SELECT found.listing_id, count(*) AS bands
                FROM (SELECT band, printed_at FROM listing_print WHERE listing_id = $1) mine CROSS JOIN LATERAL (
                    (SELECT p.listing_id, p.printed_at FROM listing_print p
                        WHERE p.band = mine.band AND p.seller_id < $2 ORDER BY p.seller_id DESC LIMIT 25)
                    UNION ALL
                    (SELECT p.listing_id, p.printed_at FROM listing_print p
                        WHERE p.band = mine.band AND p.seller_id > $2 ORDER BY p.seller_id LIMIT 25)) found
                WHERE found.printed_at <= mine.printed_at
                GROUP BY found.listing_id ORDER BY bands DESC, found.listing_id DESC LIMIT 20) likely
            JOIN listing l ON l.listing_id = likely.listing_id
            WHERE l.deleted_at IS NULL AND l.status <> 'DRAFT'
            """;

    /** The likest first. */
    static Future<List<ListingLikeness>> texts(Tx tx, Listing listing) {
        TextPrint print = print(listing);
        return print.isShort()
                ? Future.succeededFuture(List.of())
                : tx.query(
                                TEXTS,
                                UUID.fromString(listing.getId()),
                                UUID.fromString(listing.getSeller().getId()))
                        .map(found -> {
                            List<ListingLikeness> like = new ArrayList<>();
                            for (Row row : found) {
                                TextPrint other = TextPrint.of(row.getString("title"), row.getString("description"));
                                like.add(likeness(row)
                                        .setPercent(print.percentOf(other))
                                        .build());
                            }
                            return likest(like, LIKE_PERCENT);
                        });
    }

    /** Those that were uploaded before. Two hashes that differ in six bits at most; all are found that differ in three, most of the others. */
    static final String PICTURES =
            """
            SELECT l.listing_id, l.seller_id, mine.picture_id AS image_id, found.picture_id AS like_image_id,
                bit_count((found.perceptual_hash # mine.perceptual_hash)::bit(64)) AS distance
            FROM (
                SELECT picture_id, perceptual_hash, created_at FROM picture
                WHERE listing_id = $1 AND ($3::uuid IS NULL OR picture_id = $3) AND perceptual_hash IS NOT NULL
                LIMIT 12) mine
            CROSS JOIN LATERAL (
                (SELECT p.picture_id, p.listing_id, p.shown_by, p.perceptual_hash, p.created_at FROM picture p
                    WHERE p.perceptual_hash & 65535 = mine.perceptual_hash & 65535
                        AND p.perceptual_hash IS NOT NULL
                    ORDER BY p.created_at DESC LIMIT 300)
                UNION
                (SELECT p.picture_id, p.listing_id, p.shown_by, p.perceptual_hash, p.created_at FROM picture p
                    WHERE p.perceptual_hash >> 16 & 65535 = mine.perceptual_hash >> 16 & 65535
                        AND p.perceptual_hash IS NOT NULL
                    ORDER BY p.created_at DESC LIMIT 300)
                UNION
                (SELECT p.picture_id, p.listing_id, p.shown_by, p.perceptual_hash, p.created_at FROM picture p
                    WHERE p.perceptual_hash >> 32 & 65535 = mine.perceptual_hash >> 32 & 65535
                        AND p.perceptual_hash IS NOT NULL
                    ORDER BY p.created_at DESC LIMIT 300)
                UNION
                (SELECT p.picture_id, p.listing_id, p.shown_by, p.perceptual_hash, p.created_at FROM picture p
                    WHERE p.perceptual_hash >> 48 & 65535 = mine.perceptual_hash >> 48 & 65535
                        AND p.perceptual_hash IS NOT NULL
                    ORDER BY p.created_at DESC LIMIT 300)) found
            JOIN listing l ON l.listing_id = coalesce(found.listing_id, found.shown_by)
            WHERE bit_count((found.perceptual_hash # mine.perceptual_hash)::bit(64)) <= 6
                AND found.created_at <= mine.created_at
                AND l.seller_id <> $2 AND l.deleted_at IS NULL AND l.status <> 'DRAFT'
            ORDER BY distance, l.listing_id LIMIT 5
            """;

    /**
     * The likest first.
     *
     * @param picture the one to look at; null for all of the listing
     */
    static Future<List<ListingLikeness>> pictures(Tx tx, Listing listing, @Nullable UUID picture) {
        return tx.query(
                        PICTURES,
                        Rows.arguments(
                                UUID.fromString(listing.getId()),
                                UUID.fromString(listing.getSeller().getId()),
                                picture))
                .map(found -> {
                    List<ListingLikeness> like = new ArrayList<>();
                    for (Row row : found) {
                        int distance = Math.toIntExact(row.getLong("distance"));
                        like.add(likeness(row)
                                .setPercent(100 * (HASH_BITS - distance) / HASH_BITS)
                                .setImageId(row.getUUID("image_id").toString())
                                .setLikeImageId(row.getUUID("like_image_id").toString())
                                .build());
                    }
                    return like;
                });
    }

    private static ListingLikeness.Builder likeness(Row row) {
        return ListingLikeness.newBuilder()
                .setListingId(row.getUUID("listing_id").toString())
                .setSellerId(row.getUUID("seller_id").toString());
    }

    private static List<ListingLikeness> likest(List<ListingLikeness> all, int least) {
        return all.stream()
                .filter(like -> like.getPercent() >= least)
                .sorted(Comparator.comparingInt(ListingLikeness::getPercent).reversed())
                .limit(MOST)
                .toList();
    }
}
