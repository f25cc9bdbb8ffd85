package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingCheckDue;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has rules look through what sellers hand in, and tells moderation what is new of what they find. It happens after the
 * seller's transaction and changes nothing about the listing: what to make of it is for people.
 */
public final class ListingChecks {
    private static final Set<ListingStatus> HANDED_IN = Set.of(
            ListingStatus.LISTING_STATUS_PENDING_REVIEW,
            ListingStatus.LISTING_STATUS_ACTIVE,
            ListingStatus.LISTING_STATUS_EXPIRED);

    private final OwnListings listings;

    /** Reads a listing as its seller sees it. */
    public interface OwnListings {
        Future<Optional<Listing>> find(Tx tx, UUID listing);
    }

    public ListingChecks(OwnListings listings) {
        this.listings = listings;
    }

    /**
     * To be called by whoever changes what a listing is to say, in that transaction: of two that are handed in at once, who
     * is looked through later finds the other.
     *
     * @param listing as its seller sees it
     */
    public static Future<Listing> due(Tx tx, Listing listing) {
        return HANDED_IN.contains(listing.getStatus())
                ? LikeListings.print(tx, listing)
                        .compose(printed -> tx.emit(
                                listing.getId(),
                                ListingCheckDue.newBuilder()
                                        .setListingId(listing.getId())
                                        .build()))
                        .map(listing)
                : Future.succeededFuture(listing);
    }

    /** To be called when a picture of a listing that may have been handed in is ready. */
    public static Future<Void> pictureDue(Tx tx, UUID listing, UUID picture) {
        return tx.emit(
                listing.toString(),
                ListingCheckDue.newBuilder()
                        .setListingId(listing.toString())
                        .setImageId(picture.toString())
                        .build());
    }

    /** One that is gone, or was taken back, needs no look. */
    public Future<Void> check(Tx tx, ListingCheckDue event) {
        UUID picture = event.getImageId().isEmpty() ? null : Ids.parse("imageId", event.getImageId());
        return listings.find(tx, Ids.parse("listingId", event.getListingId()))
                .compose(found -> found.filter(listing -> HANDED_IN.contains(listing.getStatus()))
                        .map(listing -> check(tx, listing, picture))
                        .orElse(Future.succeededFuture()));
    }

    private static Future<Void> check(Tx tx, Listing listing, @Nullable UUID picture) {
        List<ListingSignal> signals = new ArrayList<>();
        return KnownPictureStore.like(tx, listing, picture)
                .map(known -> known.isEmpty()
                        || signals.add(of(ListingSignalKind.LISTING_SIGNAL_KIND_KNOWN_PICTURE)
                                .addAllKnownPictures(known)
                                .build()))
                .compose(added -> LikeListings.pictures(tx, listing, picture))
                .map(like -> like.isEmpty()
                        || signals.add(of(ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_PICTURE)
                                .addAllLikenesses(like)
                                .build()))
                .compose(added -> picture == null ? checkText(tx, listing, signals) : Future.succeededFuture())
                .compose(all -> SignalStore.remember(tx, listing, signals))
                .compose(fresh -> fresh.isEmpty() ? Future.succeededFuture() : tell(tx, listing, fresh));
    }

    private static Future<Void> checkText(Tx tx, Listing listing, List<ListingSignal> signals) {
        List<String> words = ContactData.in(listing);
        boolean unused = words.isEmpty()
                || signals.add(of(ListingSignalKind.LISTING_SIGNAL_KIND_CONTACT_DATA)
                        .addAllWords(words)
                        .build());
        return LikeListings.texts(tx, listing)
                .map(like -> like.isEmpty()
                        || signals.add(of(ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_TEXT)
                                .addAllLikenesses(like)
                                .build()))
                .compose(addedToo -> UnusualPrice.find(tx, listing))
                .map(found -> {
                    found.ifPresent(prices -> signals.add(of(ListingSignalKind.LISTING_SIGNAL_KIND_UNUSUAL_PRICE)
                            .setPrices(prices)
                            .build()));
                    return null;
                });
    }

    private static ListingSignal.Builder of(ListingSignalKind kind) {
        return ListingSignal.newBuilder().setKind(kind);
    }

    private static Future<Void> tell(Tx tx, Listing listing, List<ListingSignal> signals) {
        return tx.emit(
                listing.getId(),
                ListingSuspected.newBuilder()
                        .setListingId(listing.getId())
                        .setSellerId(listing.getSeller().getId())
                        .addAllSignals(signals)
                        .build());
    }
}
