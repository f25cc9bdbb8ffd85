package com.beachdo.catalog;

import com.beachdo.catalog.quality.ListingChecks;
import com.beachdo.catalog.statistics.Visits;
import com.beachdo.catalog.v1.BatchGetCardsReply;
import com.beachdo.catalog.v1.BatchGetCardsRequest;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListMyListingsRequest;
import com.beachdo.catalog.v1.ListPricesReply;
import com.beachdo.catalog.v1.ListPricesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.catalog.v1.RenewListingRequest;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.catalog.v1.WithdrawListingRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;

/** The contract of sellers and their listings. */
final class ListingsRpc implements Listings {
    private static final int MOST_CARDS = 1_000;

    private final Db db;
    private final ListingStore listings;
    private final ListingLists lists;
    private final RevisionStore revisions;
    private final Revisions moves;
    private final SellerStore sellers;
    private final ContentRules rules;
    private final Visits visits;
    private final Prices prices;

    ListingsRpc(
            Db db,
            ListingStore listings,
            ListingLists lists,
            RevisionStore revisions,
            SellerStore sellers,
            ContentRules rules,
            Visits visits) {
        this.db = db;
        this.listings = listings;
        this.lists = lists;
        this.revisions = revisions;
        this.moves = new Revisions(revisions);
        this.sellers = sellers;
        this.rules = rules;
        this.visits = visits;
        this.prices = new Prices(db);
    }

    @Override
    public Future<Listing> createListing(CreateListingRequest request) {
        UUID seller = caller();
        ListingContent content = rules.check(proposed(request), "");
        return sellers.require(seller)
                .compose(ignored ->
                        db.once(request, Listing.getDefaultInstance(), tx -> Restrictions.requireFree(tx, seller)
                                .compose(free -> SellerLimits.requireRoomForDraft(tx, seller))
                                .compose(room -> listings.create(tx, Ids.next(), seller, content))));
    }

    private static Listing proposed(CreateListingRequest request) {
        Listing.Builder proposed = Listing.newBuilder()
                .setTitle(request.getTitle())
                .setDescription(request.getDescription())
                .setCategoryId(request.getCategoryId())
                .setLocation(request.getLocation())
                .setAttributes(request.getAttributes());
        if (request.hasPrice()) {
            proposed.setPrice(request.getPrice());
        }
        if (request.hasCondition()) {
            proposed.setCondition(request.getCondition());
        }
        return proposed.build();
    }

    @Override
    public Future<Listing> getListing(GetListingRequest request) {
        CallContext context = CallContext.current();
        String subject = context.subject();
        UUID id = Ids.parse("listingId", request.getListingId());
        return listings.get(id, subject == null ? null : UUID.fromString(subject), context.isStaff())
                .compose(listing -> {
                    boolean own = listing.getSeller().getId().equals(subject);
                    if (!own) {
                        visits.seen(id, context);
                    }
                    return (own || context.isStaff()) && Revisions.isLive(listing)
                            ? revisions.own(id)
                            : Future.succeededFuture(listing);
                });
    }

    @Override
    public Future<ListPricesReply> listPrices(ListPricesRequest request) {
        String subject = CallContext.current().subject();
        return prices.list(
                Ids.parse("listingId", request.getListingId()), subject == null ? null : UUID.fromString(subject));
    }

    @Override
    public Future<Listing> lookUpListing(LookUpListingRequest request) {
        return listings.get(Ids.parse("listingId", request.getListingId()), null, true);
    }

    @Override
    public Future<BatchGetCardsReply> batchGetCards(BatchGetCardsRequest request) {
        int count = request.getListingIdsCount();
        if (count == 0 || count > MOST_CARDS) {
            throw RpcException.invalid("request.invalid", "/listingIds", "must be 1 to " + MOST_CARDS);
        }
        return lists.cards(request.getListingIdsList().stream()
                .map(id -> Ids.parse("listingIds", id))
                .toList());
    }

    @Override
    public Future<Listing> updateListing(UpdateListingRequest request) {
        UUID id = Ids.parse("listingId", request.getListingId());
        UUID owner = caller();
        return db.transaction(tx -> listings.lockOwn(tx, id, owner).compose(current -> {
            ListingStatus to = Transition.edit(current.getStatus());
            if (request.hasExpectedVersion() && request.getExpectedVersion() != current.getVersion()) {
                throw new RpcException(
                        GrpcStatus.ABORTED, "listing.version_mismatch", "The listing was changed in the meantime.");
            }
            return (Revisions.isLive(current)
                            ? revisions
                                    .own(tx, id)
                                    .compose(own -> revisions.propose(tx, id, rules.check(changed(own, request), own)))
                            : listings.edit(tx, current, to, rules.check(changed(current, request), current)))
                    .compose(changed -> ListingChecks.due(tx, changed));
        }));
    }

    private static Listing changed(Listing current, UpdateListingRequest request) {
        Listing.Builder changed = current.toBuilder();
        if (request.hasTitle()) {
            changed.setTitle(request.getTitle());
        }
        if (request.hasDescription()) {
            changed.setDescription(request.getDescription());
        }
        if (request.hasPrice()) {
            changed.setPrice(request.getPrice());
        }
        if (request.hasCategoryId()) {
            changed.setCategoryId(request.getCategoryId());
        }
        if (request.hasLocation()) {
            changed.setLocation(request.getLocation());
        }
        if (request.hasCondition()) {
            changed.setCondition(request.getCondition());
        }
        if (request.hasAttributes()) {
            changed.setAttributes(request.getAttributes());
        }
        return changed.build();
    }

    @Override
    public Future<Empty> deleteListing(DeleteListingRequest request) {
        UUID id = Ids.parse("listingId", request.getListingId());
        UUID owner = caller();
        return db.transaction(tx -> listings.lockOwn(tx, id, owner)
                .compose(listing -> listings.delete(tx, listing))
                .map(Empty.getDefaultInstance()));
    }

    @Override
    public Future<Listing> submitListing(SubmitListingRequest request) {
        UUID owner = caller();
        UUID id = Ids.parse("listingId", request.getListingId());
        return db.transaction(tx -> Restrictions.requireFree(tx, owner)
                .compose(free -> listings.lockOwn(tx, id, owner))
                .compose(listing -> (Revisions.isLive(listing)
                                ? Future.<Void>succeededFuture()
                                : SellerLimits.requireRoomOnSale(tx, owner))
                        .compose(room -> ReviewPolicyStore.needsNoReview(tx, listing, owner))
                        .compose(free -> move(tx, listing, free ? Transition.PUBLISH : Transition.SUBMIT))
                        .compose(moved -> ListingChecks.due(tx, moved))));
    }

    @Override
    public Future<Listing> markSold(MarkSoldRequest request) {
        return move(request.getListingId(), Transition.SELL);
    }

    @Override
    public Future<Listing> renewListing(RenewListingRequest request) {
        return move(request.getListingId(), Transition.RENEW);
    }

    @Override
    public Future<Listing> withdrawListing(WithdrawListingRequest request) {
        return move(request.getListingId(), Transition.WITHDRAW);
    }

    private Future<Listing> move(String listingId, Transition transition) {
        UUID id = Ids.parse("listingId", listingId);
        UUID owner = caller();
        return db.transaction(tx -> (transition == Transition.RENEW
                        ? Restrictions.requireFree(tx, owner)
                        : Future.<Void>succeededFuture())
                .compose(free -> listings.lockOwn(tx, id, owner))
                .compose(listing -> move(tx, listing, transition)));
    }

    private Future<Listing> move(Tx tx, Listing listing, Transition transition) {
        return moves.move(tx, listing, transition, null).compose(moved -> moved.map(Future::succeededFuture)
                .orElseGet(() -> listings.move(tx, listing, transition, null)));
    }

    @Override
    public Future<ListListingsReply> listMyListings(ListMyListingsRequest request) {
        return lists.own(
                caller(),
                ListingLists.status(request.getStatus()),
                ListingPage.limit(request.getLimit()),
                request.hasCursor() ? request.getCursor() : null);
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
