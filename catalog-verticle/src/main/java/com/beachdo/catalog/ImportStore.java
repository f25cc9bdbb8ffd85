package com.beachdo.catalog;

import com.beachdo.catalog.search.TitleWords;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stores many listings by few statements: a column of all of them is one argument. */
final class ImportStore {
    /** A listing to be stored as it is. */
    record Entry(
            UUID id,
            UUID sellerId,
            String sellerName,
            boolean sellerVerified,
            OffsetDateTime sellerSince,
            ListingContent content,
            String status,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime publishedAt,
            @Nullable OffsetDateTime expiresAt,
            @Nullable UUID pictureId) {}

    /** How many were new. */
    Future<Integer> put(Tx tx, List<Entry> entries) {
        return requirePictures(tx, entries)
                .compose(ignored -> putSellers(tx, entries))
                .compose(ignored -> TitleWords.remember(
                        tx,
                        entries.stream()
                                .filter(entry -> entry.status().equals("ACTIVE"))
                                .map(entry -> entry.content().title())
                                .toList()))
                .compose(ignored -> putListings(tx, entries))
                .compose(imported -> notePictures(tx, entries).map(imported))
                .compose(imported -> tx.query(NOTE_IN_FEED, column(entries, Entry::id, UUID[]::new))
                        .map(imported));
    }

    private static final String HAS_OUTGROWN =
            """
            SELECT pg_relation_size(oid) > 2 * current_setting('block_size')::bigint * greatest(relpages, 100) AS outgrown
            FROM pg_class WHERE oid = 'listing'::regclass
            """;

    /** Of what lists are found and ordered by. */
    private static final String ANALYZE =
            """
            ANALYZE listing (listing_id, seller_id, status, price_amount, category_id, parent_category_id, city, lat, lon,
                condition, published_at, expires_at, deleted_at)
            """;

    /**
     * Lets PostgreSQL look at the listings when there are more than twice as many as it knows of. By itself it does so a
     * minute later, and connections may keep the plans that they made until then, which sort all listings for one page.
     */
    static Future<Void> acquaint(Db db) {
        return db.query(HAS_OUTGROWN)
                .compose(rows -> rows.iterator().next().getBoolean("outgrown")
                        ? db.query(ANALYZE).mapEmpty()
                        : Future.succeededFuture());
    }

    private static final String UNKNOWN_PICTURE =
            """
            SELECT wanted.position FROM unnest($1::uuid[]) WITH ORDINALITY wanted (picture_id, position)
            WHERE wanted.picture_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM picture_image p WHERE p.picture_id = wanted.picture_id AND p.status = 'READY')
            LIMIT 1
            """;

    private static Future<Void> requirePictures(Tx tx, List<Entry> entries) {
        return tx.query(UNKNOWN_PICTURE, column(entries, Entry::pictureId, UUID[]::new))
                .map(found -> {
                    for (Row row : found) {
                        throw RpcException.invalid(
                                "import.picture_unknown",
                                "/listings/" + (row.getLong(0) - 1) + "/pictureId",
                                "is not a picture that is ready");
                    }
                    return null;
                });
    }

    private static final String PUT_SELLERS =
            """
            INSERT INTO seller AS old (seller_id, name, verified, since)
            SELECT DISTINCT ON (card.seller_id) card.seller_id, card.name, card.verified, card.since
            FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[])
                AS card (seller_id, name, verified, since)
            ORDER BY card.seller_id
            ON CONFLICT ON CONSTRAINT seller_seller_id_pkey DO UPDATE
            SET name = EXCLUDED.name, verified = EXCLUDED.verified, since = EXCLUDED.since
            WHERE old.name IS NULL
            """;

    private static Future<?> putSellers(Tx tx, List<Entry> entries) {
        return tx.query(
                PUT_SELLERS,
                column(entries, Entry::sellerId, UUID[]::new),
                column(entries, Entry::sellerName, String[]::new),
                column(entries, Entry::sellerVerified, Boolean[]::new),
                column(entries, Entry::sellerSince, OffsetDateTime[]::new));
    }

    private static final String PUT_LISTINGS =
            """
            INSERT INTO listing (listing_id, seller_id, status, title, description, price_amount, category_id,
                parent_category_id, category_name, city, state, pincode, lat, lon, condition, attributes, created_at,
                status_at, published_at, expires_at, images)
            SELECT r.listing_id, r.seller_id, r.status, r.title, r.description, r.price_amount, r.category_id,
                r.parent_category_id, r.category_name, r.city, r.state, r.pincode, r.lat, r.lon, r.condition,
                r.attributes::jsonb, r.created_at, coalesce(r.published_at, r.created_at), r.published_at,
                r.expires_at,
                coalesce((SELECT jsonb_build_array(p.image) FROM picture_image p WHERE p.picture_id = r.picture_id),
                    '[]')
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[],
                    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::double precision[],
                    $14::double precision[], $15::text[], $16::text[], $17::timestamptz[], $18::timestamptz[],
                    $19::timestamptz[], $20::uuid[])
                AS r (listing_id, seller_id, status, title, description, price_amount, category_id,
                    parent_category_id, category_name, city, state, pincode, lat, lon, condition, attributes,
                    created_at, published_at, expires_at, picture_id)
            ON CONFLICT ON CONSTRAINT listing_listing_id_pkey DO NOTHING
            """;

    private static Future<Integer> putListings(Tx tx, List<Entry> entries) {
        return tx.query(
                        PUT_LISTINGS,
                        column(entries, Entry::id, UUID[]::new),
                        column(entries, Entry::sellerId, UUID[]::new),
                        column(entries, Entry::status, String[]::new),
                        column(entries, entry -> entry.content().title(), String[]::new),
                        column(entries, entry -> entry.content().description(), String[]::new),
                        column(entries, entry -> entry.content().priceAmount(), Long[]::new),
                        column(entries, entry -> entry.content().category().id(), String[]::new),
                        column(entries, entry -> entry.content().category().parentId(), String[]::new),
                        column(entries, entry -> entry.content().category().name(), String[]::new),
                        column(entries, entry -> entry.content().location().getCity(), String[]::new),
                        column(entries, entry -> entry.content().location().getState(), String[]::new),
                        column(entries, entry -> entry.content().pincode(), String[]::new),
                        column(entries, entry -> entry.content().location().getLat(), Double[]::new),
                        column(entries, entry -> entry.content().location().getLon(), Double[]::new),
                        column(entries, entry -> entry.content().conditionName(), String[]::new),
                        column(
                                entries,
                                entry -> StructJson.write(entry.content().attributes()),
                                String[]::new),
                        column(entries, Entry::createdAt, OffsetDateTime[]::new),
                        column(entries, Entry::publishedAt, OffsetDateTime[]::new),
                        column(entries, Entry::expiresAt, OffsetDateTime[]::new),
                        column(entries, Entry::pictureId, UUID[]::new))
                .map(inserted -> inserted.rowCount());
    }

    /** Each is noted once, however many show it. */
    private static final String NOTE_PICTURES =
            """
            UPDATE picture SET shown_by = r.listing_id
            FROM (
                SELECT DISTINCT ON (picture_id) picture_id, listing_id
                FROM unnest($1::uuid[], $2::uuid[]) AS r (picture_id, listing_id)
                WHERE picture_id IS NOT NULL ORDER BY picture_id, listing_id) r
            WHERE picture.picture_id = r.picture_id AND picture.source_hash IS NOT NULL AND picture.shown_by IS NULL
            """;

    private static Future<?> notePictures(Tx tx, List<Entry> entries) {
        return tx.query(
                NOTE_PICTURES, column(entries, Entry::pictureId, UUID[]::new), column(entries, Entry::id, UUID[]::new));
    }

    /** Of what is made a draft a trigger does so, when it becomes public. */
    private static final String NOTE_IN_FEED =
            """
            INSERT INTO listing_feed (listing_id)
            SELECT listing_id FROM listing WHERE listing_id = ANY ($1) AND published_at IS NOT NULL
            ON CONFLICT ON CONSTRAINT listing_feed_listing_id_pkey DO NOTHING
            """;

    /** One value of an entry. */
    private interface Value<T> {
        @Nullable
        T of(Entry entry);
    }

    private static <T> Object column(List<Entry> entries, Value<T> value, IntFunction<T[]> array) {
        Object[] column = array.apply(entries.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = Argument.orNull(value.of(entries.get(i)));
        }
        return column;
    }
}
