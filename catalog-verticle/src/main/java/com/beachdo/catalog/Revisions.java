package com.beachdo.catalog;

import com.beachdo.catalog.search.TitleWords;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingRevision;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Edits of live listings on their way through review, while others see what was approved. */
final class Revisions {
    private static final String WAITS = "PENDING_REVIEW";
    private static final String SENT_BACK = "CHANGES_REQUESTED";

    private final RevisionStore store;

    Revisions(RevisionStore store) {
        this.store = store;
    }

    /** Whether what its seller changes of a listing waits beside it. */
    static boolean isLive(Listing listing) {
        return listing.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE
                || listing.getStatus() == ListingStatus.LISTING_STATUS_EXPIRED;
    }

    /** Makes a move of a live listing's revision; empty when there is none that it fits. */
    Future<Optional<Listing>> move(Tx tx, Listing locked, Transition transition, @Nullable String note) {
        if (!isLive(locked)) {
            return Future.succeededFuture(Optional.empty());
        }
        UUID id = UUID.fromString(locked.getId());
        String said = note == null ? "" : note;
        return switch (transition) {
            case SUBMIT -> store.move(tx, id, SENT_BACK, WAITS, Optional.empty());
            case APPROVE ->
                store.approve(tx, id).compose(approved -> told(tx, approved, approved, transition, said)
                        .compose(moved -> moved.isEmpty()
                                ? Future.succeededFuture(moved)
                                : Prices.note(tx, moved.get(), locked.getPrice())
                                        .map(moved)));
            case REJECT ->
                store.reject(tx, id, said)
                        .compose(rejected -> told(tx, rejected, rejected.map(ignored -> locked), transition, said));
            case REQUEST_CHANGES ->
                store.move(tx, id, WAITS, SENT_BACK, Optional.of(said))
                        .compose(sent -> told(tx, sent, sent.map(ignored -> locked), transition, said));
            case PUBLISH, SELL, RENEW, WITHDRAW, REMOVE, RESTORE, TAKE_DOWN -> Future.succeededFuture(Optional.empty());
        };
    }

    /** @param shown what others see of it now */
    private static Future<Optional<Listing>> told(
            Tx tx, Optional<Listing> moved, Optional<Listing> shown, Transition transition, String note) {
        if (moved.isEmpty() || shown.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Listing listing = shown.get().toBuilder()
                .setVersion(moved.get().getVersion())
                .setReviewNote(note)
                .build();
        return ListingStore.tell(tx, listing, listing.getStatus(), transition.name())
                .compose(ignored -> transition == Transition.APPROVE
                        ? TitleWords.remember(tx, List.of(listing.getTitle()))
                        : Future.succeededFuture())
                .map(moved);
    }

    /** What waits beside a live listing, and what it would change. */
    Future<ListingRevision> get(UUID id) {
        return store.approved(id).compose(approved -> store.own(id)
                .compose(proposed -> store.exists(id).map(exists -> {
                    if (!exists) {
                        throw RpcException.notFound("listing.no_revision", "No edit of the listing waits.");
                    }
                    return ListingRevision.newBuilder()
                            .setApproved(approved)
                            .setProposed(proposed)
                            .addAllChanged(changed(approved, proposed))
                            .build();
                })));
    }

    private static List<String> changed(Listing approved, Listing proposed) {
        List<String> changed = new ArrayList<>();
        add(changed, "title", approved.getTitle(), proposed.getTitle());
        add(changed, "description", approved.getDescription(), proposed.getDescription());
        add(changed, "price", approved.getPrice(), proposed.getPrice());
        add(changed, "categoryId", approved.getCategoryId(), proposed.getCategoryId());
        add(changed, "location", approved.getLocation(), proposed.getLocation());
        add(changed, "condition", approved.getCondition(), proposed.getCondition());
        add(changed, "attributes", approved.getAttributes(), proposed.getAttributes());
        add(changed, "images", ready(approved), ready(proposed));
        return changed;
    }

    private static List<Image> ready(Listing listing) {
        return listing.getImagesList().stream()
                .filter(image -> image.getStatus() == ImageStatus.IMAGE_STATUS_READY)
                .toList();
    }

    private static void add(List<String> changed, String field, Object approved, Object proposed) {
        if (!approved.equals(proposed)) {
            changed.add(field);
        }
    }
}
