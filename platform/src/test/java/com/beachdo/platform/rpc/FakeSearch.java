package com.beachdo.platform.rpc;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SearchService;
import io.vertx.core.Future;
import java.util.function.Function;

/** A contract for everybody whose answers a test sets. */
final class FakeSearch extends SearchService {
    volatile Function<SearchListingsRequest, Future<ListListingsReply>> search = request -> Future.succeededFuture(
            ListListingsReply.newBuilder().setNextCursor(request.getCursor()).build());

    @Override
    public Future<ListListingsReply> searchListings(SearchListingsRequest request) {
        return search.apply(request);
    }
}
