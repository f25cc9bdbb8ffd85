package com.beachdo.catalog.pictures;

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
            """
            UPDATE listing SET images = $2, version = version + 1,
                status = CASE WHEN $3 THEN $4 ELSE status END,
                status_at = CASE WHEN $3 THEN now() ELSE status_at END
            WHERE listing_id = $1
            RETURNING version
            """;

    /** Writes what the listing shows now; tells others when that is another state or cover. */
    Future<Void> save(Tx tx, ListingPictures before, ListingPictures after) {
        boolean moved = !before.status().equals(after.status());
        return tx.query(SAVE, after.listingId(), after.images(), moved, after.status())
                .compose(rows -> moved || !Objects.equals(before.cover(), after.cover())
                        ? tell(tx, after, rows.iterator().next())
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
