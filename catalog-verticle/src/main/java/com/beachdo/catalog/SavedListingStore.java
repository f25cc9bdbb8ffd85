package com.beachdo.catalog;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wish lists. */
final class SavedListingStore {
    private final Db db;
    private final ListingRow rows;

    SavedListingStore(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
    }

    private static final String SAVE =
            """
            WITH target AS (
                SELECT l.listing_id FROM listing l JOIN seller s ON s.seller_id = l.seller_id
                WHERE l.listing_id = $2 AND %s),
            added AS (
                INSERT INTO saved_listing (user_id, listing_id) SELECT $1, listing_id FROM target
                ON CONFLICT ON CONSTRAINT saved_listing_user_id_listing_id_pkey DO NOTHING RETURNING listing_id),
            noted AS (SELECT note_interest(listing_id, 1, 0, 0) AS noted FROM added)
            SELECT (SELECT count(noted) FROM noted) > 0 OR EXISTS (SELECT FROM target)
                OR EXISTS (SELECT FROM saved_listing WHERE user_id = $1 AND listing_id = $2)
            """
                    .formatted(ListingRow.VISIBLE);

    /** False when there is no such visible listing and it was not saved before. */
    Future<Boolean> save(UUID user, UUID listing) {
        return db.query(SAVE, user, listing)
                .map(found -> Boolean.TRUE.equals(found.iterator().next().getBoolean(0)));
    }

    private static final String FORGET = "DELETE FROM saved_listing WHERE user_id = $1 AND listing_id = $2";

    Future<Void> forget(UUID user, UUID listing) {
        return db.query(FORGET, user, listing).mapEmpty();
    }

    private static final String LIST = "SELECT " + ListingRow.COLUMNS
            + """
            , v.saved_at
            FROM saved_listing v JOIN listing l ON l.listing_id = v.listing_id
            JOIN seller s ON s.seller_id = l.seller_id
            WHERE v.user_id = $1 AND (v.saved_at, v.listing_id) < ($2, $3) AND %s
            ORDER BY v.saved_at DESC, v.listing_id DESC LIMIT 101
            """
                    .formatted(ListingRow.VISIBLE);

    /** What is visible of a wish list, last saved first. */
    Future<ListListingsReply> list(UUID user, int limit, @Nullable String cursor) {
        String list = "saved " + user;
        List<String> after = db.cursor().decode(list, cursor, 2);
        return db.query(
                        LIST,
                        user,
                        after == null ? OffsetDateTime.MAX : OffsetDateTime.parse(after.get(0)),
                        after == null ? new UUID(-1, -1) : UUID.fromString(after.get(1)))
                .map(found -> ListingPage.of(found, limit, rows::toPublic, row -> cursor(list, row)));
    }

    private String cursor(String list, Row row) {
        String savedAt = String.valueOf(row.getOffsetDateTime(ListingRow.MORE));
        return db.cursor().encode(list, List.of(savedAt, ListingRow.id(row).toString()));
    }
}
