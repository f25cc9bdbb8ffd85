package com.beachdo.catalog.pictures;

import com.beachdo.catalog.RevisionStore;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The SQL of {@code listing.images}. */
final class ListingPicturesStore {
    private static final String LISTING =
            """
            SELECT listing_id, seller_id, title, images,
                CASE WHEN status = 'ACTIVE' AND expires_at <= now() THEN 'EXPIRED' ELSE status END AS status
            FROM listing
            WHERE listing_id = $1 AND deleted_at IS NULL
            """;

    /** Nobody else changes the listing until the transaction ends. */
    Future<ListingPictures> lockOwn(Tx tx, UUID listingId, UUID sellerId) {
        return tx.query(LISTING + "AND seller_id = $2 FOR UPDATE", listingId, sellerId)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw RpcException.notFound("listing.not_found", "There is no such listing.");
                    }
                    return ListingPictures.of(rows.iterator().next());
                });
    }

    /** The same for work in the background; empty when the listing was deleted in the meantime. */
    Future<Optional<ListingPictures>> lock(Tx tx, UUID listingId) {
        return tx.query(LISTING + "FOR UPDATE", listingId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(ListingPictures.of(rows.iterator().next())));
    }

    private static final String SAVE =
            "UPDATE listing SET images = $2, version = version + 1 WHERE listing_id = $1 RETURNING version";

    /** Writes what the listing shows now; tells others when that is another cover. */
    Future<Void> save(Tx tx, ListingPictures before, ListingPictures after) {
        return tx.query(SAVE, after.listingId(), after.images())
                .compose(rows -> Objects.equals(before.cover(), after.cover())
                        ? Future.succeededFuture()
                        : tell(tx, after, rows.iterator().next()))
                .compose(ignored -> after.proposesMoreThan(before)
                        ? RevisionStore.proposePictures(tx, after.listingId())
                        : Future.succeededFuture());
    }

    private static Future<Void> tell(Tx tx, ListingPictures listing, Row row) {
        return tx.emit(
                listing.listingId().toString(),
                ListingChanged.newBuilder()
                        .setListingId(listing.listingId().toString())
                        .setSellerId(listing.sellerId().toString())
                        .setTitle(listing.title())
                        .setStatus(listing.status())
                        .setVersion(row.getLong("version"))
                        .build());
    }
}
