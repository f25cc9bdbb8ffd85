package com.beachdo.catalog.offers;

import com.beachdo.catalog.ListingPage;
import com.beachdo.catalog.v1.AcceptOfferRequest;
import com.beachdo.catalog.v1.CounterOfferRequest;
import com.beachdo.catalog.v1.DeclineOfferRequest;
import com.beachdo.catalog.v1.GetOfferRequest;
import com.beachdo.catalog.v1.ListMyOffersRequest;
import com.beachdo.catalog.v1.ListOffersReply;
import com.beachdo.catalog.v1.MakeOfferRequest;
import com.beachdo.catalog.v1.Offer;
import com.beachdo.catalog.v1.Offers;
import com.beachdo.catalog.v1.WithdrawOfferRequest;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The contract of bargaining. */
public final class OffersRpc implements Offers {
    private static final long MAX_AMOUNT = 1_000_000_000_000L;
    private static final UUID LAST = new UUID(-1, -1);

    private final Db db;
    private final OfferStore store;

    public OffersRpc(Db db) {
        this.db = db;
        this.store = new OfferStore(db);
    }

    @Override
    public Future<Offer> makeOffer(MakeOfferRequest request) {
        UUID listing = Ids.parse("listingId", request.getListingId());
        UUID buyer = caller();
        long amount = amount(request.hasPrice(), request.getPrice());
        return db.once(request, Offer.getDefaultInstance(), tx -> store.make(tx, Ids.next(), listing, buyer, amount));
    }

    private static long amount(boolean given, Money price) {
        if (!given || price.getAmount() < 1 || price.getAmount() > MAX_AMOUNT) {
            throw RpcException.invalid("request.invalid", "/price/amount", "must be from 1 to " + MAX_AMOUNT);
        }
        if (!price.getCurrency().equals("INR")) {
            throw RpcException.invalid("request.invalid", "/price/currency", "must be INR");
        }
        return price.getAmount();
    }

    @Override
    public Future<Offer> getOffer(GetOfferRequest request) {
        return store.get(Ids.parse("offerId", request.getOfferId()), caller());
    }

    @Override
    public Future<ListOffersReply> listMyOffers(ListMyOffersRequest request) {
        UUID user = caller();
        int limit = ListingPage.limit(request.getLimit());
        String role = request.hasRole() ? OfferMove.name(request.getRole()) : "";
        String state = request.hasState() ? OfferMove.name(request.getState()) : "";
        String listing = request.hasListingId()
                ? Ids.parse("listingId", request.getListingId()).toString()
                : "";
        String list = "offers " + String.join(" ", user.toString(), role, state, listing);
        List<String> after = db.cursor().decode(list, request.hasCursor() ? request.getCursor() : null, 1);
        return store.list(user, after == null ? LAST : UUID.fromString(after.get(0)), role, state, listing, limit + 1)
                .map(found -> page(list, limit, found));
    }

    private ListOffersReply page(String list, int limit, List<Offer> found) {
        ListOffersReply.Builder reply = ListOffersReply.newBuilder();
        if (found.size() <= limit) {
            return reply.addAllItems(found).build();
        }
        List<Offer> shown = found.subList(0, limit);
        return reply.addAllItems(shown)
                .setNextCursor(
                        db.cursor().encode(list, List.of(shown.get(limit - 1).getId())))
                .build();
    }

    @Override
    public Future<Offer> counterOffer(CounterOfferRequest request) {
        return move(request.getOfferId(), OfferMove.COUNTER, amount(request.hasPrice(), request.getPrice()));
    }

    @Override
    public Future<Offer> acceptOffer(AcceptOfferRequest request) {
        return move(request.getOfferId(), OfferMove.ACCEPT, 0);
    }

    @Override
    public Future<Offer> declineOffer(DeclineOfferRequest request) {
        return move(request.getOfferId(), OfferMove.DECLINE, 0);
    }

    @Override
    public Future<Offer> withdrawOffer(WithdrawOfferRequest request) {
        return move(request.getOfferId(), OfferMove.WITHDRAW, 0);
    }

    private Future<Offer> move(String offerId, OfferMove move, long amount) {
        UUID id = Ids.parse("offerId", offerId);
        UUID by = caller();
        return db.transaction(tx -> store.move(tx, id, by, move, amount));
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
