package com.beachdo.catalog;

import com.beachdo.catalog.v1.BatchGetCardsReply;
import com.beachdo.catalog.v1.CountForReviewReply;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingCard;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listings by their state: a seller's own, staff's queue, and cards of those that everybody sees. */
final class ListingLists {
    private final Db db;
    private final ListingRow rows;

    ListingLists(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
    }

    private static final String OWN = "SELECT " + ListingRow.COLUMNS
            + """
            FROM own_listing l JOIN seller s ON s.seller_id = l.seller_id
            WHERE l.seller_id = $1 AND l.deleted_at IS NULL
              AND ($2::text IS NULL OR l.status = $2) AND ($3::boolean IS NULL OR (l.expires_at <= now()) = $3)
              AND ($4::timestamptz IS NULL OR (l.created_at, l.listing_id) < ($4, $5))
            ORDER BY l.created_at DESC, l.listing_id DESC LIMIT 101
            """;

    /** Newest first; all states when the status is null. */
    Future<ListListingsReply> own(UUID seller, @Nullable ListingStatus status, int limit, @Nullable String cursor) {
        String list = "own " + seller + " " + status;
        List<String> after = db.cursor().decode(list, cursor, 2);
        return db.query(
                        OWN,
                        seller,
                        Argument.orNull(status == null ? null : stored(status)),
                        Argument.orNull(status == null ? null : expired(status)),
                        Argument.orNull(after == null ? null : OffsetDateTime.parse(after.get(0))),
                        Argument.orNull(after == null ? null : UUID.fromString(after.get(1))))
                .map(found -> ListingPage.of(found, limit, rows::toFull, row -> db.cursor()
                        .encode(
                                list,
                                List.of(
                                        ListingRow.createdAt(row).toString(),
                                        ListingRow.id(row).toString()))));
    }

    private static final String IN_STATE = "SELECT " + ListingRow.COLUMNS
            + """
            , l.status_at
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            WHERE l.status = $1 AND l.deleted_at IS NULL AND ($2::boolean IS NULL OR (l.expires_at <= now()) = $2)
              AND (l.status_at, l.listing_id) > ($3, $4)
            ORDER BY l.status_at, l.listing_id LIMIT 101
            """;

    /** Listings, and live ones with an edit, in a status that both can have. */
    private static final String WAITING = "SELECT " + ListingRow.COLUMNS
            + """
            , l.status_at
            FROM (
                (SELECT listing_id FROM listing
                WHERE status = $1 AND deleted_at IS NULL AND (status_at, listing_id) > ($2, $3)
                ORDER BY status_at, listing_id LIMIT 101)
                UNION ALL
                (SELECT listing_id FROM listing_revision
                WHERE status = $1 AND (status_at, listing_id) > ($2, $3)
                ORDER BY status_at, listing_id LIMIT 101)) waiting
            JOIN own_listing l ON l.listing_id = waiting.listing_id
            JOIN seller s ON s.seller_id = l.seller_id
            ORDER BY l.status_at, l.listing_id LIMIT 101
            """;

    /** Longest in the state first; a live listing with an edit is in the state of the edit, too. */
    Future<ListListingsReply> inState(ListingStatus status, int limit, @Nullable String cursor) {
        String list = "review " + status;
        List<String> after = db.cursor().decode(list, cursor, 2);
        OffsetDateTime afterTime = after == null ? OffsetDateTime.MIN : OffsetDateTime.parse(after.get(0));
        UUID afterId = after == null ? new UUID(0, 0) : UUID.fromString(after.get(1));
        boolean waiting = status == ListingStatus.LISTING_STATUS_PENDING_REVIEW
                || status == ListingStatus.LISTING_STATUS_CHANGES_REQUESTED;
        return (waiting
                        ? db.query(WAITING, stored(status), afterTime, afterId)
                        : db.query(IN_STATE, stored(status), Argument.orNull(expired(status)), afterTime, afterId))
                .map(found -> ListingPage.of(found, limit, rows::toFull, row -> db.cursor()
                        .encode(
                                list,
                                List.of(
                                        String.valueOf(row.getOffsetDateTime(ListingRow.MORE)),
                                        ListingRow.id(row).toString()))));
    }

    private static final String CARDS = "SELECT " + ListingRow.COLUMNS
            + """
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id WHERE l.listing_id = ANY ($1) AND %s
            """
                    .formatted(ListingRow.VISIBLE);

    /** Of those that everybody sees. */
    Future<BatchGetCardsReply> cards(List<UUID> ids) {
        return db.query(CARDS, (Object) ids.toArray(UUID[]::new)).map(found -> BatchGetCardsReply.newBuilder()
                .addAllItems(found.stream()
                        .map(rows::toPublic)
                        .map(ListingLists::card)
                        .toList())
                .build());
    }

    private static ListingCard card(Listing listing) {
        ListingCard.Builder card = ListingCard.newBuilder()
                .setId(listing.getId())
                .setTitle(listing.getTitle())
                .setPrice(listing.getPrice())
                .setSeller(listing.getSeller());
        return (listing.getImagesCount() == 0 ? card : card.setCover(listing.getImages(0))).build();
    }

    private static final String BACKLOG =
            """
            SELECT least(count(*), 10000)::integer AS waiting, min(status_at) AS since FROM (
                (SELECT status_at FROM listing WHERE status = 'PENDING_REVIEW' AND deleted_at IS NULL
                ORDER BY status_at, listing_id LIMIT 10000)
                UNION ALL
                (SELECT status_at FROM listing_revision WHERE status = 'PENDING_REVIEW'
                ORDER BY status_at, listing_id LIMIT 10000)) waiting
            """;

    /** What {@link #inState} would show of PENDING_REVIEW, counted up to 10,000. */
    Future<CountForReviewReply> waiting() {
        return db.query(BACKLOG).map(rows -> {
            Row row = rows.iterator().next();
            CountForReviewReply.Builder reply = CountForReviewReply.newBuilder().setWaiting(row.getInteger("waiting"));
            return (Rows.has(row, "since") ? reply.setSince(Rows.time(row, "since")) : reply).build();
        });
    }

    /** A status as a filter; null for none. */
    static @Nullable ListingStatus status(ListingStatus requested) {
        if (requested == ListingStatus.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/status", "is not a status");
        }
        return requested == ListingStatus.LISTING_STATUS_UNSPECIFIED ? null : requested;
    }

    private static String stored(ListingStatus status) {
        return Transition.name(
                status == ListingStatus.LISTING_STATUS_EXPIRED ? ListingStatus.LISTING_STATUS_ACTIVE : status);
    }

    /** Whether the end must have passed; null when it does not matter. */
    private static @Nullable Boolean expired(ListingStatus status) {
        return switch (status) {
            case LISTING_STATUS_EXPIRED -> true;
            case LISTING_STATUS_ACTIVE -> false;
            default -> null;
        };
    }
}
