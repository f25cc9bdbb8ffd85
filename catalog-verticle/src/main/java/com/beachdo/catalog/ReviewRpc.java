package com.beachdo.catalog;

import com.beachdo.catalog.v1.ApproveListingRequest;
import com.beachdo.catalog.v1.CountForReviewReply;
import com.beachdo.catalog.v1.CountForReviewRequest;
import com.beachdo.catalog.v1.GetRevisionRequest;
import com.beachdo.catalog.v1.ListForReviewRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingRevision;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.RejectListingRequest;
import com.beachdo.catalog.v1.RemoveListingRequest;
import com.beachdo.catalog.v1.RequestChangesRequest;
import com.beachdo.catalog.v1.RestoreListingRequest;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of staff's decisions on listings, and what moderation decided. */
final class ReviewRpc implements ListingReview {
    private final Db db;
    private final ListingStore listings;
    private final ListingLists lists;
    private final Revisions revisions;

    ReviewRpc(Db db, ListingStore listings, ListingLists lists, RevisionStore revisions) {
        this.db = db;
        this.listings = listings;
        this.lists = lists;
        this.revisions = new Revisions(revisions);
    }

    @Override
    public Future<ListListingsReply> listForReview(ListForReviewRequest request) {
        ListingStatus status = ListingLists.status(request.getStatus());
        return lists.inState(
                status == null ? ListingStatus.LISTING_STATUS_PENDING_REVIEW : status,
                ListingPage.limit(request.getLimit()),
                request.hasCursor() ? request.getCursor() : null);
    }

    @Override
    public Future<CountForReviewReply> countForReview(CountForReviewRequest request) {
        return lists.waiting();
    }

    @Override
    public Future<Listing> approveListing(ApproveListingRequest request) {
        return decide(request.getListingId(), Transition.APPROVE, null);
    }

    @Override
    public Future<Listing> rejectListing(RejectListingRequest request) {
        return decide(request.getListingId(), Transition.REJECT, reason(request.getReason()));
    }

    @Override
    public Future<Listing> requestChanges(RequestChangesRequest request) {
        return decide(request.getListingId(), Transition.REQUEST_CHANGES, reason(request.getReason()));
    }

    @Override
    public Future<Listing> removeListing(RemoveListingRequest request) {
        return decide(request.getListingId(), Transition.REMOVE, reason(request.getReason()));
    }

    @Override
    public Future<Listing> restoreListing(RestoreListingRequest request) {
        return decide(request.getListingId(), Transition.RESTORE, null);
    }

    private static String reason(String given) {
        String reason = PlainText.clean(given);
        String problem = PlainText.linesProblem(reason, 3, 500);
        if (problem != null) {
            throw RpcException.invalid("request.invalid", "/reason", problem);
        }
        return reason;
    }

    private Future<Listing> decide(String listingId, Transition transition, @Nullable String reason) {
        UUID id = Ids.parse("listingId", listingId);
        return db.transaction(tx -> listings.lock(tx, id)
                .map(found -> found.orElseThrow(ListingStore::notFound))
                .compose(listing -> revisions
                        .move(tx, listing, transition, reason)
                        .compose(moved -> moved.map(Future::succeededFuture)
                                .orElseGet(() -> listings.move(tx, listing, transition, reason)))));
    }

    @Override
    public Future<ListingRevision> getRevision(GetRevisionRequest request) {
        return revisions.get(Ids.parse("listingId", request.getListingId()));
    }

    /** Moderation's decision; a listing that is gone already stays as it is. */
    Future<Void> removed(Tx tx, ContentRemoved decision) {
        if (decision.getTargetType() != TargetType.TARGET_TYPE_LISTING) {
            return Future.succeededFuture();
        }
        return listings.lock(tx, UUID.fromString(decision.getTargetId()))
                .compose(found -> found.filter(listing -> listing.getStatus() != ListingStatus.LISTING_STATUS_REMOVED)
                        .map(listing -> listings.move(tx, listing, Transition.TAKE_DOWN, decision.getReason())
                                .<Void>mapEmpty())
                        .orElse(Future.succeededFuture()))
                .compose(done -> Restrictions.carriedOut(tx, decision.getDecisionId()));
    }

    /** Moderation took its decision back; a listing that something else happened to stays as it is. */
    Future<Void> overturned(Tx tx, DecisionOverturned overturned) {
        if (overturned.getTargetType() != TargetType.TARGET_TYPE_LISTING
                || overturned.getAction() != CaseAction.CASE_ACTION_REMOVE) {
            return Future.succeededFuture();
        }
        return listings.lock(tx, UUID.fromString(overturned.getTargetId()))
                .compose(found -> found.filter(listing -> listing.getStatus() == ListingStatus.LISTING_STATUS_REMOVED)
                        .map(listing -> listings.undoRemoval(tx, listing))
                        .orElse(Future.succeededFuture()));
    }
}
