package com.beachdo.catalog;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.UUID;

/**
 * What sellers want live listings to say, while others see what was approved. Who changes one holds the lock of its
 * listing, whose version counts these changes too.
 */
public final class RevisionStore {
    private static final String FROM_OWN =
            "SELECT " + ListingRow.COLUMNS + "FROM own_listing l JOIN seller s ON s.seller_id = l.seller_id ";

    private final Db db;
    private final ListingRow rows;

    RevisionStore(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
    }

    private static final String OWN = FROM_OWN + "WHERE l.listing_id = $1 AND l.deleted_at IS NULL";

    /** A listing as its seller sees it. */
    Future<Listing> own(UUID listing) {
        return db.query(OWN, listing).map(found -> first(found).orElseThrow(ListingStore::notFound));
    }

    /** The same within a transaction. */
    Future<Listing> own(Tx tx, UUID listing) {
        return tx.query(OWN, listing).map(found -> first(found).orElseThrow(ListingStore::notFound));
    }

    /** The same, if there is such a listing still. */
    Future<Optional<Listing>> owned(Tx tx, UUID listing) {
        return tx.query(OWN, listing).map(this::first);
    }

    private static final String APPROVED = "SELECT " + ListingRow.COLUMNS
            + "FROM listing l JOIN seller s ON s.seller_id = l.seller_id WHERE l.listing_id = $1 AND l.deleted_at IS NULL";

    /** A listing as others see it when it is on sale. */
    Future<Listing> approved(UUID listing) {
        return db.query(APPROVED, listing)
                .map(found -> found.stream().map(rows::toPublic).findFirst().orElseThrow(ListingStore::notFound));
    }

    private static final String WAITS = "SELECT FROM listing_revision WHERE listing_id = $1";

    Future<Boolean> exists(UUID listing) {
        return db.query(WAITS, listing).map(found -> found.size() > 0);
    }

    private static final String PROPOSE =
            """
            INSERT INTO listing_revision (listing_id, title, description, price_amount, category_id, parent_category_id,
                category_name, city, state, pincode, lat, lon, condition, attributes)
            SELECT $1::uuid, $2::text, $3::text, $4::bigint, category_id, parent_id, name, $6::text, $7::text, $8::text,
                $9::float8, $10::float8, $11::text, $12::text::jsonb
            FROM category WHERE category_id = $5 FOR SHARE
            ON CONFLICT ON CONSTRAINT listing_revision_listing_id_pkey DO UPDATE
            SET title = EXCLUDED.title, description = EXCLUDED.description, price_amount = EXCLUDED.price_amount,
                category_id = EXCLUDED.category_id, parent_category_id = EXCLUDED.parent_category_id,
                category_name = EXCLUDED.category_name, city = EXCLUDED.city, state = EXCLUDED.state,
                pincode = EXCLUDED.pincode, lat = EXCLUDED.lat, lon = EXCLUDED.lon, condition = EXCLUDED.condition,
                attributes = EXCLUDED.attributes
            """;
    private static final String COUNT_UP = "UPDATE listing SET version = version + 1 WHERE listing_id = $1";

    /** Puts what the listing is to say beside what it says; it waits for review, or goes on waiting for its seller. */
    Future<Listing> propose(Tx tx, UUID listing, ListingContent content) {
        return tx.query(PROPOSE, content.argumentsAfter(listing))
                .compose(ignored -> tx.query(COUNT_UP, listing))
                .compose(ignored -> own(tx, listing));
    }

    private static final String PROPOSE_PICTURES =
            """
            INSERT INTO listing_revision (listing_id, title, description, price_amount, category_id, parent_category_id,
                category_name, city, state, pincode, lat, lon, condition, attributes)
            SELECT listing_id, title, description, price_amount, category_id, parent_category_id,
                category_name, city, state, pincode, lat, lon, condition, attributes
            FROM listing WHERE listing_id = $1
            ON CONFLICT ON CONSTRAINT listing_revision_listing_id_pkey DO NOTHING
            """;

    /** A live listing has new pictures, which wait for review with whatever else waits; or with nothing else. */
    public static Future<Void> proposePictures(Tx tx, UUID listing) {
        return tx.query(PROPOSE_PICTURES, listing).mapEmpty();
    }

    private static final String SET_STATUS =
            "UPDATE listing_revision SET status = $2, status_at = now() WHERE listing_id = $1 AND status = $3";
    private static final String SET_NOTE =
            "UPDATE listing SET version = version + 1, review_note = coalesce($2, review_note) WHERE listing_id = $1";

    /** From one status to another; empty when there is none in that status. */
    Future<Optional<Listing>> move(Tx tx, UUID listing, String from, String to, Optional<String> note) {
        return tx.query(SET_STATUS, listing, to, from)
                .compose(moved -> moved.rowCount() == 0 ? none() : note(tx, listing, note));
    }

    private Future<Optional<Listing>> note(Tx tx, UUID listing, Optional<String> note) {
        return tx.query(SET_NOTE, listing, Argument.orNull(note.orElse(null)))
                .compose(ignored -> own(tx, listing))
                .map(Optional::of);
    }

    private static final String DISCARD_WAITING =
            "DELETE FROM listing_revision WHERE listing_id = $1 AND status = 'PENDING_REVIEW'";

    private static final String DISCARD_PICTURES =
            """
            UPDATE listing SET images = (
                SELECT coalesce(jsonb_agg(image ORDER BY place), '[]')
                FROM jsonb_array_elements(images) WITH ORDINALITY shown (image, place)
                WHERE NOT image @> '{"unreviewed": true}')
            WHERE listing_id = $1 AND images @> '[{"unreviewed": true}]'
            """;

    /** The listing stays as it was approved; empty when nothing waits for review. */
    Future<Optional<Listing>> reject(Tx tx, UUID listing, String note) {
        return tx.query(DISCARD_WAITING, listing)
                .compose(gone -> gone.rowCount() == 0
                        ? none()
                        : tx.query(DISCARD_PICTURES, listing).compose(ignored -> note(tx, listing, Optional.of(note))));
    }

    private static final String APPLY =
            """
            WITH r AS (DELETE FROM listing_revision WHERE listing_id = $1 AND status = 'PENDING_REVIEW' RETURNING *),
            l AS (
                UPDATE listing SET title = r.title, description = r.description, price_amount = r.price_amount,
                    category_id = r.category_id, parent_category_id = r.parent_category_id,
                    category_name = r.category_name, city = r.city, state = r.state, pincode = r.pincode, lat = r.lat,
                    lon = r.lon, condition = r.condition, attributes = r.attributes, review_note = NULL,
                    images = (
                        SELECT coalesce(jsonb_agg(image - 'unreviewed' ORDER BY place), '[]')
                        FROM jsonb_array_elements(images) WITH ORDINALITY shown (image, place)),
                    version = version + 1
                FROM r WHERE listing.listing_id = r.listing_id
                RETURNING listing.*)
            """
                    + ListingRow.SELECT_CHANGED;

    /** The listing says what was proposed; empty when nothing waits for review. */
    Future<Optional<Listing>> approve(Tx tx, UUID listing) {
        return tx.query(APPLY, listing).map(this::first);
    }

    private static final String DISCARD = "DELETE FROM listing_revision WHERE listing_id = $1";

    static Future<Void> discard(Tx tx, UUID listing) {
        return tx.query(DISCARD, listing)
                .compose(ignored -> tx.query(DISCARD_PICTURES, listing))
                .mapEmpty();
    }

    private static Future<Optional<Listing>> none() {
        return Future.succeededFuture(Optional.empty());
    }

    private Optional<Listing> first(RowSet<Row> found) {
        return found.stream().map(rows::toFull).findFirst();
    }
}
