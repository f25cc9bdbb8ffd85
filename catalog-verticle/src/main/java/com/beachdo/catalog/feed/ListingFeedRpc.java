package com.beachdo.catalog.feed;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.v1.ListListingChangesReply;
import com.beachdo.catalog.v1.ListListingChangesRequest;
import com.beachdo.catalog.v1.ListingChange;
import com.beachdo.catalog.v1.ListingFeed;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;

/** The contract of the feed of changes. */
public final class ListingFeedRpc implements ListingFeed {
    private static final String FEED = "feed of listings";

    private final Db db;
    private final ListingFeedStore store;

    public ListingFeedRpc(Db db, ListingRow rows) {
        this.db = db;
        this.store = new ListingFeedStore(db, rows);
    }

    @Override
    public Future<ListListingChangesReply> listListingChanges(ListListingChangesRequest request) {
        int limit = Page.size(request.getLimit());
        long after = position(request.getSince());
        return store.after(after)
                .compose(found -> found.size() > limit
                        ? Future.succeededFuture(found)
                        : store.number().compose(ignored -> store.after(after)))
                .map(found -> reply(found, limit, after));
    }

    private ListListingChangesReply reply(List<ListingFeedStore.Entry> found, int limit, long after) {
        List<ListingFeedStore.Entry> shown = found.subList(0, Math.min(limit, found.size()));
        long last = shown.isEmpty() ? after : shown.get(shown.size() - 1).position();
        List<ListingChange> items =
                shown.stream().map(ListingFeedStore.Entry::change).toList();
        return ListListingChangesReply.newBuilder()
                .addAllItems(items)
                .setMore(found.size() > limit)
                .setNextCursor(db.cursor().encode(FEED, List.of(Long.toString(last))))
                .build();
    }

    private long position(String since) {
        try {
            List<String> values = db.cursor().decode(FEED, since, 1);
            return values == null ? 0 : Long.parseLong(values.get(0));
        } catch (RpcException e) {
            throw RpcException.invalid(
                    "feed.since_invalid", "/since", "is not a nextCursor of this feed; start again without one");
        }
    }
}
