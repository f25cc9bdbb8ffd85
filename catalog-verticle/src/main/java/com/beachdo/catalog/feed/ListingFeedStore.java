package com.beachdo.catalog.feed;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.v1.ListingChange;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * The feed of changes. A change of a listing takes its number away; who reads the feed to its end numbers what has none.
 * Only what is committed can be numbered, by one after another, so no number appears below one that was read.
 */
final class ListingFeedStore {
    /** How many changes are numbered at once. */
    private static final int AT_ONCE = 1_000;

    private final Db db;
    private final ListingRow rows;

    ListingFeedStore(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
    }

    /** A listing in the feed. */
    record Entry(long position, ListingChange change) {}

    /** A number, since PostgreSQL plans badly for a limit it does not know. */
    static final String AFTER = "SELECT " + ListingRow.COLUMNS
            + """
            , f.position, f.changed_at, %s AS public
            FROM (SELECT * FROM listing_feed WHERE position > $1 ORDER BY position LIMIT 101) f
            JOIN listing l ON l.listing_id = f.listing_id JOIN seller s ON s.seller_id = l.seller_id
            ORDER BY f.position
            """
                    .formatted(ListingRow.VISIBLE);

    /** At most 101. */
    Future<List<Entry>> after(long position) {
        return db.query(AFTER, position)
                .map(found -> found.stream().map(this::entry).toList());
    }

    private Entry entry(Row row) {
        ListingChange.Builder change = ListingChange.newBuilder()
                .setListingId(ListingRow.id(row).toString())
                .setChangedAt(Rows.timestamp(row.getOffsetDateTime(ListingRow.MORE + 1)));
        if (row.getBoolean(ListingRow.MORE + 2)) {
            change.setListing(rows.toPublic(row));
        } else {
            change.setDeleted(true);
        }
        return new Entry(row.getLong(ListingRow.MORE), change.build());
    }

    private static final String LOCK = "SELECT position FROM listing_feed_head FOR UPDATE";

    /** Listings whose time ran out since the last look: nobody changed them, but they are not public any more. */
    static final String EXPIRE =
            """
            WITH expired AS (
                SELECT l.listing_id, l.expires_at FROM listing l, listing_feed_head h
                WHERE l.status = 'ACTIVE' AND l.deleted_at IS NULL AND l.expires_at <= now()
                    AND (l.expires_at, l.listing_id) > (h.expired_at, h.expired_id)
                ORDER BY l.expires_at, l.listing_id LIMIT %d),
            noted AS (
                INSERT INTO listing_feed (listing_id) SELECT listing_id FROM expired
                ON CONFLICT ON CONSTRAINT listing_feed_listing_id_pkey DO UPDATE SET position = NULL, changed_at = now())
            UPDATE listing_feed_head h SET expired_at = last.expires_at, expired_id = last.listing_id
            FROM (SELECT * FROM expired ORDER BY expires_at DESC, listing_id DESC LIMIT 1) last
            """
                    .formatted(AT_ONCE);

    /** What somebody is changing right now is left for the next time. */
    static final String NUMBER =
            """
            WITH changed AS (
                SELECT listing_id, changed_at FROM listing_feed WHERE position IS NULL
                ORDER BY changed_at, listing_id LIMIT %d FOR UPDATE SKIP LOCKED),
            numbered AS (
                UPDATE listing_feed f SET position = h.position + c.place
                FROM listing_feed_head h,
                    (SELECT listing_id, row_number() OVER (ORDER BY changed_at, listing_id) AS place FROM changed) c
                WHERE f.listing_id = c.listing_id
                RETURNING f.position)
            UPDATE listing_feed_head h SET position = last.position
            FROM (SELECT max(position) AS position FROM numbered) last WHERE last.position IS NOT NULL
            """
                    .formatted(AT_ONCE);

    /** Numbers some of what changed since the last time. */
    Future<Void> number() {
        return db.transaction(tx -> number(tx));
    }

    private static Future<Void> number(Tx tx) {
        return tx.query(LOCK)
                .compose(ignored -> tx.query(EXPIRE))
                .compose(ignored -> tx.query(NUMBER))
                .mapEmpty();
    }
}
