package com.beachdo.chat;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A catalog that knows what it is told. */
final class FakeCatalog extends ListingsService {
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();

    String put(String sellerId, ListingStatus status) {
        String id = Ids.next().toString();
        put(Listing.newBuilder()
                .setId(id)
                .setTitle("A bicycle")
                .setStatus(status)
                .setVersion(3)
                .setSeller(Seller.newBuilder().setId(sellerId))
                .build());
        return id;
    }

    void put(Listing listing) {
        Listing unused = listings.put(listing.getId(), listing);
    }

    Listing get(String id) {
        @Nullable Listing listing = listings.get(id);
        if (listing == null) {
            throw RpcException.notFound("listing.not_found", "There is no such listing.");
        }
        return listing;
    }

    @Override
    public Future<Listing> lookUpListing(LookUpListingRequest request) {
        return Future.succeededFuture(get(request.getListingId()));
    }
}
