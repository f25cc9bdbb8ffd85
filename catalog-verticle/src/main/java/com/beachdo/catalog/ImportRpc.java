package com.beachdo.catalog;

import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ImportListingsReply;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract that brings listings in from elsewhere. */
final class ImportRpc implements Import {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRpc.class);
    private static final int MAX = 1000;

    private final Db db;
    private final ImportStore store;
    private final ContentRules rules;

    ImportRpc(Db db, ImportStore store, ContentRules rules) {
        this.db = db;
        this.store = store;
        this.rules = rules;
    }

    @Override
    public Future<ImportListingsReply> importListings(ImportListingsRequest request) {
        if (request.getListingsCount() > MAX) {
            throw RpcException.invalid("request.invalid", "/listings", "must be at most " + MAX);
        }
        List<ImportStore.Entry> entries = new ArrayList<>();
        for (int i = 0; i < request.getListingsCount(); i++) {
            entries.add(entry(request.getListings(i), "/listings/" + i));
        }
        return db.transaction(tx -> store.put(tx, entries))
                .compose(imported -> ImportStore.acquaint(db)
                        .otherwise(failure -> {
                            LOG.warn("PostgreSQL does not look at the imported listings now: {}", failure.toString());
                            return null;
                        })
                        .map(imported))
                .map(imported ->
                        ImportListingsReply.newBuilder().setImported(imported).build());
    }

    private ImportStore.Entry entry(ImportedListing listing, String pointer) {
        ListingContent content = rules.check(proposed(listing), pointer);
        ListingStatus status = listing.getStatus() == ListingStatus.LISTING_STATUS_UNSPECIFIED
                ? ListingStatus.LISTING_STATUS_ACTIVE
                : listing.getStatus();
        OffsetDateTime publishedAt = listing.hasPublishedAt() ? time(listing.getPublishedAt()) : null;
        if (publishedAt == null && needsPublishedAt(status)) {
            throw RpcException.invalid("request.invalid", pointer + "/publishedAt", "is required in this status");
        }
        return new ImportStore.Entry(
                Ids.parse("id", listing.getId()),
                Ids.parse("seller", listing.getSeller().getId()),
                listing.getSeller().getName(),
                listing.getSeller().getVerified(),
                time(listing.getSeller().getSince()),
                content,
                stored(status),
                time(listing.getCreatedAt()),
                publishedAt,
                expiresAt(listing, publishedAt, content),
                listing.hasPictureId() ? Ids.parse("pictureId", listing.getPictureId()) : null);
    }

    private static Listing proposed(ImportedListing listing) {
        Listing.Builder proposed = Listing.newBuilder()
                .setTitle(listing.getTitle())
                .setDescription(listing.getDescription())
                .setPrice(listing.getPrice())
                .setCategoryId(listing.getCategoryId())
                .setLocation(listing.getLocation())
                .setAttributes(listing.getAttributes());
        if (listing.hasCondition()) {
            proposed.setCondition(listing.getCondition());
        }
        return proposed.build();
    }

    private static boolean needsPublishedAt(ListingStatus status) {
        return switch (status) {
            case LISTING_STATUS_ACTIVE, LISTING_STATUS_SOLD, LISTING_STATUS_EXPIRED, LISTING_STATUS_REMOVED -> true;
            default -> false;
        };
    }

    /** An expired listing is an active one whose end has passed. */
    private static String stored(ListingStatus status) {
        return Transition.name(
                status == ListingStatus.LISTING_STATUS_EXPIRED ? ListingStatus.LISTING_STATUS_ACTIVE : status);
    }

    private static @Nullable OffsetDateTime expiresAt(
            ImportedListing listing, @Nullable OffsetDateTime publishedAt, ListingContent content) {
        OffsetDateTime usual = publishedAt == null
                ? null
                : publishedAt.plusDays(content.category().lifetimeDays());
        OffsetDateTime expiresAt = listing.hasExpiresAt() ? time(listing.getExpiresAt()) : usual;
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        boolean mustBeOver = listing.getStatus() == ListingStatus.LISTING_STATUS_EXPIRED;
        return mustBeOver && expiresAt != null && expiresAt.isAfter(now) ? now : expiresAt;
    }

    private static OffsetDateTime time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atOffset(ZoneOffset.UTC);
    }
}
