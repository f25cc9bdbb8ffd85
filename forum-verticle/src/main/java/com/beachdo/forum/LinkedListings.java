package com.beachdo.forum;

import com.beachdo.catalog.v1.BatchGetCardsReply;
import com.beachdo.catalog.v1.BatchGetCardsRequest;
import com.beachdo.catalog.v1.ListingCard;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.forum.v1.LinkedListing;
import com.beachdo.forum.v1.LinkedListingState;
import com.beachdo.forum.v1.ListingSeller;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cards of the listings that posts link to, from catalog, remembered for a while. Reading the forum does not hang on
 * catalog: without it a card has its id alone. Belongs to one event loop.
 */
final class LinkedListings {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedListings.class);
    private static final int MAX_KNOWN = 10_000;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Listings catalog;
    private final long keptNanos;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private long askAgainAt = System.nanoTime();

    private record Known(LinkedListing listing, long since) {}

    LinkedListings(Listings catalog, Duration kept) {
        this.catalog = catalog;
        this.keptNanos = kept.toNanos();
    }

    /** By their ids, with as much as is known. */
    Future<Map<String, LinkedListing>> all(Collection<String> ids) {
        Map<String, LinkedListing> found = new LinkedHashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        long now = System.nanoTime();
        for (String id : ids) {
            Known one = known.get(id);
            if (one == null || now - one.since() >= keptNanos) {
                missing.add(id);
            } else {
                found.put(id, one.listing());
            }
        }
        if (missing.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return ask(List.copyOf(missing), now).otherwise(Map.of()).map(answered -> {
            missing.forEach(id -> found.put(
                    id,
                    answered.getOrDefault(
                            id, LinkedListing.newBuilder().setId(id).build())));
            return found;
        });
    }

    /** After a failure nobody asks for a second, so that a catalog that hangs makes few wait. */
    private Future<Map<String, LinkedListing>> ask(List<String> ids, long now) {
        if (now - askAgainAt < 0) {
            return Future.failedFuture(RpcException.unavailable("service.unavailable", "The catalog did not answer."));
        }
        return catalog.batchGetCards(
                        BatchGetCardsRequest.newBuilder().addAllListingIds(ids).build())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(reply -> remember(ids, reply))
                .onFailure(failure -> {
                    LOG.warn("cards of listings: {}", failure.toString());
                    askAgainAt = System.nanoTime() + PAUSE_NANOS;
                });
    }

    private Map<String, LinkedListing> remember(List<String> asked, BatchGetCardsReply reply) {
        Map<String, LinkedListing> answered = new LinkedHashMap<>();
        for (String id : asked) {
            answered.put(
                    id,
                    LinkedListing.newBuilder()
                            .setId(id)
                            .setState(LinkedListingState.LINKED_LISTING_STATE_UNAVAILABLE)
                            .build());
        }
        for (ListingCard card : reply.getItemsList()) {
            answered.put(card.getId(), available(card));
        }
        long now = System.nanoTime();
        answered.forEach((id, listing) -> {
            Known unused = known.remove(id);
            Known unusedToo = known.put(id, new Known(listing, now));
        });
        while (known.size() > MAX_KNOWN) {
            Known unused = known.remove(known.keySet().iterator().next());
        }
        return answered;
    }

    private static LinkedListing available(ListingCard card) {
        LinkedListing.Builder listing = LinkedListing.newBuilder()
                .setId(card.getId())
                .setState(LinkedListingState.LINKED_LISTING_STATE_AVAILABLE)
                .setTitle(card.getTitle())
                .setPrice(card.getPrice())
                .setSeller(ListingSeller.newBuilder()
                        .setId(card.getSeller().getId())
                        .setName(card.getSeller().getName())
                        .setVerified(card.getSeller().getVerified()));
        if (card.hasCover()) {
            listing.setCoverUrl(card.getCover().getVariants().getThumb());
            if (card.getCover().hasBlurhash()) {
                listing.setCoverBlurhash(card.getCover().getBlurhash());
            }
        }
        return listing.build();
    }

    /** Whether a post may link to it; without an answer of catalog it may, and shows its id. */
    Future<Boolean> mayLink(@Nullable UUID listing) {
        return listing == null
                ? Future.succeededFuture(true)
                : ask(List.of(listing.toString()), System.nanoTime())
                        .map(answered -> answered.values().stream()
                                .anyMatch(one -> one.getState() == LinkedListingState.LINKED_LISTING_STATE_AVAILABLE))
                        .otherwise(true);
    }

    static void requireMayLink(boolean may) {
        if (!may) {
            throw RpcException.invalid("post.listing_unknown", "/listingId", "is not a listing that everybody sees");
        }
    }

    /** Other nodes and loops see it when their time is over. */
    Future<Void> changed(Tx tx, ListingChanged event) {
        Known unused = known.remove(event.getListingId());
        return Future.succeededFuture();
    }
}
