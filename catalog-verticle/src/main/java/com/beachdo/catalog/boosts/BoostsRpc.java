package com.beachdo.catalog.boosts;

import com.beachdo.catalog.ListingPage;
import com.beachdo.catalog.v1.Boost;
import com.beachdo.catalog.v1.BoostDay;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostMetrics;
import com.beachdo.catalog.v1.BoostStatus;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.EndBoostsRequest;
import com.beachdo.catalog.v1.GetBoostMetricsRequest;
import com.beachdo.catalog.v1.ListBoostsReply;
import com.beachdo.catalog.v1.ListBoostsRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The contract of marked places. */
public final class BoostsRpc implements Boosts {
    private static final UUID LAST = new UUID(-1, -1);

    private final Db db;
    private final BoostStore store;
    private final Promotions promotions;

    public BoostsRpc(Db db, Promotions promotions) {
        this.db = db;
        this.store = new BoostStore(db);
        this.promotions = promotions;
    }

    @Override
    public Future<Boost> boostListing(BoostListingRequest request) {
        UUID listing = Ids.parse("listingId", request.getListingId());
        UUID admin = UUID.fromString(CallContext.current().requireSubject());
        Placement placement = Placement.of(request.getPlacement());
        if (request.getDays() < 1 || request.getDays() > BoostTime.MAX_DAYS) {
            throw RpcException.invalid("request.invalid", "/days", "must be from 1 to " + BoostTime.MAX_DAYS);
        }
        BoostTime time = BoostTime.of(request.hasStartsAt() ? request.getStartsAt() : null, request.getDays());
        return db.once(
                        request,
                        Boost.getDefaultInstance(),
                        tx -> store.create(tx, Ids.next(), listing, placement, time, admin))
                .onSuccess(ignored -> promotions.changed());
    }

    @Override
    public Future<Empty> endBoosts(EndBoostsRequest request) {
        return store.end(Ids.parse("listingId", request.getListingId()))
                .onSuccess(ignored -> promotions.changed())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<ListBoostsReply> listBoosts(ListBoostsRequest request) {
        String status = request.hasStatus() ? status(request.getStatus()) : "";
        String listing = request.hasListingId()
                ? Ids.parse("listingId", request.getListingId()).toString()
                : "";
        String list = "boosts " + status + " " + listing;
        List<String> after = db.cursor().decode(list, request.hasCursor() ? request.getCursor() : null, 1);
        int limit = ListingPage.limit(request.getLimit());
        return store.list(after == null ? LAST : UUID.fromString(after.get(0)), status, listing)
                .map(found -> page(list, found, limit));
    }

    private ListBoostsReply page(String list, List<Boost> found, int limit) {
        ListBoostsReply.Builder page =
                ListBoostsReply.newBuilder().addAllItems(found.subList(0, Math.min(limit, found.size())));
        if (found.size() > limit) {
            page.setNextCursor(
                    db.cursor().encode(list, List.of(found.get(limit - 1).getId())));
        }
        return page.build();
    }

    private static String status(BoostStatus status) {
        if (status == BoostStatus.UNRECOGNIZED || status == BoostStatus.BOOST_STATUS_UNSPECIFIED) {
            throw RpcException.invalid("request.invalid", "/status", "is not a status");
        }
        return status.name().substring("BOOST_STATUS_".length());
    }

    @Override
    public Future<BoostMetrics> getBoostMetrics(GetBoostMetricsRequest request) {
        UUID id = Ids.parse("boostId", request.getBoostId());
        Period period = Period.of(request.getFrom(), request.getTo());
        return store.find(id).compose(found -> {
            Boost boost = found.orElseThrow(() -> RpcException.notFound("boost.not_found", "There is no such boost."));
            return store.days(id, period).map(days -> metrics(boost, days));
        });
    }

    private static BoostMetrics metrics(Boost boost, List<BoostDay> days) {
        long impressions = days.stream().mapToLong(BoostDay::getImpressions).sum();
        long clicks = days.stream().mapToLong(BoostDay::getClicks).sum();
        return BoostMetrics.newBuilder()
                .setBoost(boost)
                .setImpressions(impressions)
                .setClicks(clicks)
                .setCtr(BoostStore.rate(clicks, impressions))
                .setContacts(days.stream().mapToLong(BoostDay::getContacts).sum())
                .addAllDays(days)
                .build();
    }
}
