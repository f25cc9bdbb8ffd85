package com.beachdo.catalog;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListSavedRequest;
import com.beachdo.catalog.v1.SaveListingRequest;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.UnsaveListingRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;

/** The contract of wish lists. */
final class SavedListingsRpc implements SavedListings {
    private final SavedListingStore saved;

    SavedListingsRpc(SavedListingStore saved) {
        this.saved = saved;
    }

    @Override
    public Future<Empty> saveListing(SaveListingRequest request) {
        return saved.save(caller(), Ids.parse("listingId", request.getListingId()))
                .map(isSaved -> {
                    if (!isSaved) {
                        throw RpcException.notFound("listing.not_found", "There is no such listing.");
                    }
                    return Empty.getDefaultInstance();
                });
    }

    @Override
    public Future<Empty> unsaveListing(UnsaveListingRequest request) {
        return saved.forget(caller(), Ids.parse("listingId", request.getListingId()))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<ListListingsReply> listSaved(ListSavedRequest request) {
        return saved.list(
                caller(), ListingPage.limit(request.getLimit()), request.hasCursor() ? request.getCursor() : null);
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
