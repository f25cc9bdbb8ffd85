package com.beachdo.catalog;

import com.beachdo.catalog.offers.OfferStore;
import com.beachdo.catalog.pictures.PicturesModule;
import com.beachdo.catalog.reviews.SellerReviewStore;
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
                'editsInReview', (
                    SELECT coalesce(json_agg(one ORDER BY status_at), '[]') FROM (
                        SELECT r.listing_id, r.status, r.status_at, r.title, r.description, r.price_amount,
                            r.category_id, r.city, r.pincode, r.lat, r.lon, r.condition, r.attributes
                        FROM listing_revision r JOIN listing l USING (listing_id) WHERE l.seller_id = $1) one),
                'savedListings', (
                    SELECT coalesce(json_agg(one ORDER BY saved_at), '[]') FROM (
                        SELECT listing_id, saved_at FROM saved_listing WHERE user_id = $1) one),
                'savedSearches', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT search_id, name, alert, q, category, city, lat, lon, radius_km, min_price, max_price,
                            condition, seller_id, attr, created_at, alerted_at
                        FROM saved_search WHERE user_id = $1) one),
                'offers', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT offer_id, listing_id, CASE WHEN buyer_id = $1 THEN 'BUYER' ELSE 'SELLER' END AS role,
                            state, price_amount, created_at, changed_at
                        FROM offer WHERE $1 IN (buyer_id, seller_id)) one),
                'reviews', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT review_id, listing_id, stars, body, created_at, edited_at, gone
                        FROM seller_review WHERE author_id = $1) one),
                'reviewReplies', (
                    SELECT coalesce(json_agg(one ORDER BY replied_at), '[]') FROM (
                        SELECT review_id, listing_id, reply, replied_at
                        FROM seller_review WHERE seller_id = $1 AND reply IS NOT NULL) one),
                'messagePictures', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT picture_id, status, content_type, size, created_at
                        FROM picture WHERE owner_id = $1) one),
                'autoRenewals', (
                    SELECT coalesce(json_agg(one ORDER BY listing_id), '[]') FROM (
                        SELECT a.listing_id, a.times_left, a.renewed_at
                        FROM auto_renewal a JOIN listing l USING (listing_id) WHERE l.seller_id = $1) one),
                'automaticSignals', (
                    SELECT coalesce(json_agg(one ORDER BY raised_at), '[]') FROM (
                        SELECT s.listing_id, s.kind, s.raised_at,
                            CASE WHEN s.kind IN ('UNUSUAL_PRICE', 'CONTACT_DATA') THEN s.subject END AS subject
                        FROM listing_signal s JOIN listing l USING (listing_id) WHERE l.seller_id = $1) one),
                'keptFromListingUntil', (
                    SELECT restricted_until FROM restriction WHERE user_id = $1),
                'revealedContacts', (
                    SELECT coalesce(json_agg(one ORDER BY day), '[]') FROM (
                        SELECT listing_id, day FROM contact_reveal WHERE user_id = $1) one))::text AS json
            """;

    private static final String FORGET_SAVED = "DELETE FROM saved_listing WHERE user_id = $1";
    private static final String FORGET_SEARCHES = "DELETE FROM saved_search WHERE user_id = $1";
    private static final String FORGET_REVEALED = "DELETE FROM contact_reveal WHERE user_id = $1";
    private static final String FORGET_REVISIONS =
            "DELETE FROM listing_revision r USING listing l WHERE l.listing_id = r.listing_id AND l.seller_id = $1";
    private static final String FORGET_SIGNALS =
            "DELETE FROM listing_signal s USING listing l WHERE l.listing_id = s.listing_id AND l.seller_id = $1";
    private static final String FORGET_PRINTS =
            "DELETE FROM listing_print p USING listing l WHERE l.listing_id = p.listing_id AND l.seller_id = $1";
    private static final String FORGET_SELLER =
            "UPDATE seller SET name = 'Deleted user', verified = false, suspended = true, rating_sum = 0,"
                    + " rating_count = 0 WHERE seller_id = $1 AND name IS NOT NULL";
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
                .compose(ignored -> tx.query(FORGET_SEARCHES, userId))
                .compose(ignored -> tx.query(FORGET_REVEALED, userId))
                .compose(ignored -> SellerReviewStore.forget(tx, userId))
                .compose(ignored -> Restrictions.forget(tx, userId))
                .compose(ignored -> tx.query(FORGET_SELLER, userId))
                .compose(ignored -> tx.query(FORGET_REVISIONS, userId))
                .compose(ignored -> tx.query(FORGET_SIGNALS, userId))
                .compose(ignored -> AutoRenewalStore.forget(tx, userId))
                .compose(ignored -> tx.query(FORGET_PRINTS, userId))
                .compose(ignored -> pictures.forget(tx, userId))
                .compose(ignored -> tx.query(FORGET_LISTINGS, userId))
                .compose(rows -> {
                    Future<Void> told = Future.succeededFuture();
                    for (Row row : rows) {
                        told = told.compose(ignored -> tell(tx, userId, row))
                                .compose(ignored -> OfferStore.closeOfListing(tx, row.getUUID("listing_id")));
                    }
                    return told;
                })
                .compose(ignored -> OfferStore.forget(tx, userId));
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
