package com.beachdo.catalog;

import com.beachdo.catalog.v1.AutoRenewal;
import com.beachdo.catalog.v1.AutoRenewals;
import com.beachdo.catalog.v1.GetAutoRenewalRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.SetAutoRenewalRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** The contract of listings that renew themselves. */
final class AutoRenewalsRpc implements AutoRenewals {
    private static final int MOST_TIMES = 24;
    private static final Set<ListingStatus> ENDED = Set.of(
            ListingStatus.LISTING_STATUS_SOLD,
            ListingStatus.LISTING_STATUS_WITHDRAWN,
            ListingStatus.LISTING_STATUS_REJECTED,
            ListingStatus.LISTING_STATUS_EXPIRED,
            ListingStatus.LISTING_STATUS_REMOVED);

    private final Db db;
    private final ListingStore listings;
    private final AutoRenewalStore store;

    AutoRenewalsRpc(Db db, ListingStore listings) {
        this.db = db;
        this.listings = listings;
        this.store = new AutoRenewalStore(db);
    }

    @Override
    public Future<AutoRenewal> getAutoRenewal(GetAutoRenewalRequest request) {
        return store.get(Ids.parse("listingId", request.getListingId()), caller());
    }

    @Override
    public Future<AutoRenewal> setAutoRenewal(SetAutoRenewalRequest request) {
        UUID id = Ids.parse("listingId", request.getListingId());
        UUID owner = caller();
        if (request.hasTimes()
                && (!request.getEnabled() || request.getTimes() < 1 || request.getTimes() > MOST_TIMES)) {
            throw RpcException.invalid(
                    "request.invalid",
                    "/times",
                    request.getEnabled() ? "must be from 1 to " + MOST_TIMES : "must be left out to switch it off");
        }
        Integer times = request.hasTimes() ? request.getTimes() : null;
        return db.transaction(tx -> request.getEnabled()
                ? Restrictions.requireFree(tx, owner)
                        .compose(free -> listings.lockOwn(tx, id, owner))
                        .map(AutoRenewalsRpc::requireLife)
                        .compose(listing -> AutoRenewalStore.put(tx, id, times))
                : listings.lockOwn(tx, id, owner)
                        .compose(listing -> AutoRenewalStore.remove(tx, id))
                        .map(AutoRenewal.getDefaultInstance()));
    }

    private static Listing requireLife(Listing listing) {
        if (ENDED.contains(listing.getStatus())) {
            throw RpcException.conflict(
                    "listing.cannot_renew",
                    "The listing is " + Transition.name(listing.getStatus())
                            + "; only what is on sale, or on its way there, can renew itself.");
        }
        return listing;
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
