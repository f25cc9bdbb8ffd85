package com.beachdo.catalog;

import com.beachdo.catalog.offers.OfferStore;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.search.TitleWords;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.ListingPublished;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listings one by one: making, reading, changing. Every change is under the row's lock and tells others of it. */
final class ListingStore {
    private final Db db;
    private final ListingRow rows;
    private final Categories categories;

    ListingStore(Db db, ListingRow rows, Categories categories) {
        this.db = db;
        this.rows = rows;
        this.categories = categories;
    }

    private static final String GET = "SELECT " + ListingRow.COLUMNS
            + """
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            WHERE l.listing_id = $1 AND l.deleted_at IS NULL
              AND (l.status = 'ACTIVE' AND l.expires_at > now() AND NOT s.suspended OR l.seller_id = $2 OR $3)
            """;

    /** A listing as this viewer may see it. */
    Future<Listing> get(UUID id, @Nullable UUID viewer, boolean seesAll) {
        return db.query(GET, id, Argument.orNull(viewer), seesAll).map(found -> {
            if (found.size() == 0) {
                throw notFound();
            }
            Row row = found.iterator().next();
            return seesAll || ListingRow.sellerId(row).equals(viewer) ? rows.toFull(row) : rows.toPublic(row);
        });
    }

    private static final String LOCK = "SELECT " + ListingRow.COLUMNS
            + """
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            WHERE l.listing_id = $1 AND l.deleted_at IS NULL
            FOR UPDATE OF l
            """;

    /** The listing, if there is one; nobody else changes it until the transaction ends. */
    Future<Optional<Listing>> lock(Tx tx, UUID id) {
        return tx.query(LOCK, id).map(found -> found.size() == 0 ? Optional.empty() : Optional.of(only(found)));
    }

    /** The same for its owner. */
    Future<Listing> lockOwn(Tx tx, UUID id, UUID owner) {
        return lock(tx, id).map(found -> found.filter(
                        listing -> listing.getSeller().getId().equals(owner.toString()))
                .orElseThrow(ListingStore::notFound));
    }

    private static final String CREATE =
            """
            WITH l AS (
                INSERT INTO listing (listing_id, seller_id, status, title, description, price_amount, category_id,
                    parent_category_id, category_name, city, state, pincode, lat, lon, condition, attributes)
                SELECT $1::uuid, $2::uuid, 'DRAFT', $3::text, $4::text, $5::bigint, category_id, parent_id, name, $7::text,
                    $8::text, $9::text, $10::float8, $11::float8, $12::text, $13::text::jsonb
                FROM category WHERE category_id = $6 FOR SHARE
                RETURNING *)
            """
                    + ListingRow.SELECT_CHANGED;

    Future<Listing> create(Tx tx, UUID id, UUID seller, ListingContent content) {
        return tx.query(CREATE, content.argumentsAfter(id, seller)).map(this::only);
    }

    private static final String EDIT =
            """
            WITH l AS (
                UPDATE listing SET version = listing.version + 1, status = $2,
                    status_at = CASE WHEN status = $2 THEN status_at ELSE now() END,
                    title = $3, description = $4, price_amount = $5, category_id = c.category_id,
                    parent_category_id = c.parent_id, category_name = c.name, city = $7, state = $8, pincode = $9,
                    lat = $10, lon = $11, condition = $12, attributes = $13::text::jsonb
                FROM (SELECT * FROM category WHERE category_id = $6 FOR SHARE) c
                WHERE listing_id = $1
                RETURNING listing.*)
            """
                    + ListingRow.SELECT_CHANGED;

    Future<Listing> edit(Tx tx, Listing locked, ListingStatus to, ListingContent content) {
        return tx.query(EDIT, content.argumentsAfter(UUID.fromString(locked.getId()), Transition.name(to)))
                .map(this::only)
                .compose(changed -> shows(locked, changed)
                        ? tell(tx, changed, changed.getStatus(), "EDIT").map(changed)
                        : Future.succeededFuture(changed));
    }

    private static boolean shows(Listing before, Listing after) {
        return before.getStatus() != after.getStatus()
                || !before.getTitle().equals(after.getTitle())
                || !before.getPrice().equals(after.getPrice());
    }

    private static final String MOVE =
            """
            WITH l AS (
                UPDATE listing SET version = version + 1, status = $2, status_at = now(),
                    removed_from = CASE WHEN $2 = 'REMOVED' THEN status END,
                    review_note = CASE WHEN $3 THEN $4 ELSE review_note END,
                    published_at = CASE WHEN $2 = 'ACTIVE' THEN coalesce(published_at, now()) ELSE published_at END,
                    expires_at = CASE
                        WHEN $2 <> 'ACTIVE' THEN expires_at
                        WHEN expires_at > now() AND NOT $5 THEN expires_at
                        ELSE now() + make_interval(days => $6) END
                WHERE listing_id = $1
                RETURNING *)
            """
                    + ListingRow.SELECT_CHANGED;

    /** @param note of staff, for the seller */
    Future<Listing> move(Tx tx, Listing locked, Transition transition, @Nullable String note) {
        transition.requireFrom(locked.getStatus());
        return tx.query(
                        MOVE,
                        UUID.fromString(locked.getId()),
                        Transition.name(transition.to()),
                        transition.setsNote(),
                        Argument.orNull(note),
                        transition.renews(),
                        categories.lifetimeDays(locked.getCategoryId()))
                .map(this::only)
                .compose(moved -> tell(tx, moved, moved.getStatus(), transition.name())
                        .compose(ignored -> moved.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE
                                ? TitleWords.remember(tx, List.of(moved.getTitle()))
                                        .compose(remembered -> Prices.note(tx, moved, null))
                                : Future.succeededFuture())
                        .compose(ignored -> Revisions.isLive(locked) && !transition.renews()
                                ? RevisionStore.discard(tx, UUID.fromString(moved.getId()))
                                : Future.succeededFuture())
                        .compose(ignored -> transition.endsOffers()
                                ? OfferStore.closeOfListing(tx, UUID.fromString(moved.getId()))
                                : Future.succeededFuture())
                        .compose(ignored -> renewsItself(tx, moved, transition))
                        .compose(ignored -> moved.hasPublishedAt() && !locked.hasPublishedAt()
                                ? tx.emit(
                                        moved.getId(),
                                        ListingPublished.newBuilder()
                                                .setListingId(moved.getId())
                                                .build())
                                : Future.succeededFuture())
                        .map(moved));
    }

    /** What the seller chose ends with the listing; what staff took down may come back. */
    private static Future<Void> renewsItself(Tx tx, Listing moved, Transition transition) {
        UUID id = UUID.fromString(moved.getId());
        if (moved.getStatus() == ListingStatus.LISTING_STATUS_REMOVED) {
            return AutoRenewalStore.putAway(tx, id);
        }
        if (transition == Transition.RESTORE) {
            return AutoRenewalStore.takeUp(tx, id);
        }
        return transition.endsOffers() ? AutoRenewalStore.remove(tx, id) : Future.succeededFuture();
    }

    private static final String UNDO_REMOVAL =
            """
            WITH l AS (
                UPDATE listing SET version = version + 1, status = coalesce(removed_from, 'PENDING_REVIEW'),
                    status_at = now(), removed_from = NULL, review_note = NULL
                WHERE listing_id = $1
                RETURNING *)
            """
                    + ListingRow.SELECT_CHANGED;

    /** Back to what it was before staff removed it. */
    Future<Void> undoRemoval(Tx tx, Listing locked) {
        return tx.query(UNDO_REMOVAL, UUID.fromString(locked.getId()))
                .map(this::only)
                .compose(restored -> AutoRenewalStore.takeUp(tx, UUID.fromString(locked.getId()))
                        .compose(taken -> tell(tx, restored, restored.getStatus(), Transition.RESTORE.name())));
    }

    private static final String DELETE =
            "UPDATE listing SET deleted_at = now(), version = version + 1 WHERE listing_id = $1";

    /** To others a deleted listing is a withdrawn one. */
    Future<Void> delete(Tx tx, Listing locked) {
        return tx.query(DELETE, UUID.fromString(locked.getId()))
                .compose(ignored -> tell(
                        tx,
                        locked.toBuilder().setVersion(locked.getVersion() + 1).build(),
                        ListingStatus.LISTING_STATUS_WITHDRAWN,
                        "DELETE"))
                .compose(ignored -> OfferStore.closeOfListing(tx, UUID.fromString(locked.getId())))
                .compose(ignored -> AutoRenewalStore.remove(tx, UUID.fromString(locked.getId())))
                .compose(ignored -> RevisionStore.discard(tx, UUID.fromString(locked.getId())));
    }

    static Future<Void> tell(Tx tx, Listing listing, ListingStatus status, String transition) {
        return tx.emit(
                listing.getId(),
                ListingChanged.newBuilder()
                        .setListingId(listing.getId())
                        .setSellerId(listing.getSeller().getId())
                        .setTitle(listing.getTitle())
                        .setStatus(Transition.name(status))
                        .setVersion(listing.getVersion())
                        .setTransition(transition)
                        .setNote(listing.getReviewNote())
                        .build());
    }

    private Listing only(RowSet<Row> found) {
        return rows.toFull(found.iterator().next());
    }

    static RpcException notFound() {
        return RpcException.notFound("listing.not_found", "There is no such listing.");
    }
}
