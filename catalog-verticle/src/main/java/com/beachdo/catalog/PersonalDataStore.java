package com.beachdo.catalog;

import com.beachdo.catalog.pictures.PicturesModule;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** The SQL of what is known about one person: to show it, and to forget it. */
final class PersonalDataStore {
    private static final String EXPORT =
            """
            SELECT json_build_object(
                'listings', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT listing_id, status, title, description, price_amount, price_currency, category_id, city,
                            pincode, lat, lon, condition, attributes, images, created_at, published_at, deleted_at
                        FROM listing WHERE seller_id = $1) one),
                'savedListings', (
                    SELECT coalesce(json_agg(one ORDER BY saved_at), '[]') FROM (
                        SELECT listing_id, saved_at FROM saved_listing WHERE user_id = $1) one),
                'revealedContacts', (
                    SELECT coalesce(json_agg(one ORDER BY day), '[]') FROM (
                        SELECT listing_id, day FROM contact_reveal WHERE user_id = $1) one))::text AS json
            """;

    private static final String FORGET_SAVED = "DELETE FROM saved_listing WHERE user_id = $1";
    private static final String FORGET_REVEALED = "DELETE FROM contact_reveal WHERE user_id = $1";
    private static final String FORGET_SELLER =
            "UPDATE seller SET name = 'Deleted user', verified = false, suspended = true"
                    + " WHERE seller_id = $1 AND name IS NOT NULL";
    /** The place is cut to the city. */
    private static final String FORGET_LISTINGS =
            """
            UPDATE listing SET title = 'Deleted listing', description = '', pincode = NULL, lat = city.lat, lon = city.lon,
                attributes = '{}', images = '[]', review_note = NULL, deleted_at = coalesce(deleted_at, now()),
                version = version + 1
            FROM city WHERE city.name = listing.city AND seller_id = $1
            RETURNING listing_id, version
            """;

    private final Db db;
    private final PicturesModule pictures;

    PersonalDataStore(Db db, PicturesModule pictures) {
        this.db = db;
        this.pictures = pictures;
    }

    /** A JSON object. */
    Future<String> export(UUID userId) {
        return db.query(EXPORT, userId).map(rows -> rows.iterator().next().getString("json"));
    }

    /** Listings go with their pictures; others see them as withdrawn. */
    Future<Void> forget(Tx tx, AccountErased event) {
        UUID userId = UUID.fromString(event.getUserId());
        return tx.query(FORGET_SAVED, userId)
                .compose(ignored -> tx.query(FORGET_REVEALED, userId))
                .compose(ignored -> tx.query(FORGET_SELLER, userId))
                .compose(ignored -> pictures.forget(tx, userId))
                .compose(ignored -> tx.query(FORGET_LISTINGS, userId))
                .compose(rows -> {
                    Future<Void> told = Future.succeededFuture();
                    for (Row row : rows) {
                        told = told.compose(ignored -> tell(tx, userId, row));
                    }
                    return told;
                });
    }

    private static Future<Void> tell(Tx tx, UUID sellerId, Row row) {
        String listingId = row.getUUID("listing_id").toString();
        return tx.emit(
                listingId,
                ListingChanged.newBuilder()
                        .setListingId(listingId)
                        .setSellerId(sellerId.toString())
                        .setTitle("Deleted listing")
                        .setStatus("WITHDRAWN")
                        .setVersion(row.getLong("version"))
                        .setTransition("DELETE")
                        .build());
    }
}
