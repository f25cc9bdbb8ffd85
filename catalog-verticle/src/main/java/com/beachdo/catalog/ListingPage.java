package com.beachdo.catalog;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.sqlclient.Row;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list of listings, read with one row more than it shows. */
public final class ListingPage {
    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    private ListingPage() {}

    /** How many listings a page has when the request asks for so many. */
    public static int limit(int requested) {
        if (requested < 0 || requested > MAX) {
            throw RpcException.invalid("request.invalid", "/limit", "must be from 1 to " + MAX);
        }
        return requested == 0 ? DEFAULT : requested;
    }

    /** @param cursorAfter the cursor of the page that begins after a row */
    public static ListListingsReply of(
            Iterable<Row> rows, int limit, Function<Row, Listing> toListing, Function<Row, String> cursorAfter) {
        ListListingsReply.Builder page = ListListingsReply.newBuilder();
        Row last = null;
        for (Row row : rows) {
            if (page.getItemsCount() == limit) {
                return withNext(page, last, cursorAfter);
            }
            ListListingsReply.Builder unused = page.addItems(toListing.apply(row));
            last = row;
        }
        return page.build();
    }

    private static ListListingsReply withNext(
            ListListingsReply.Builder page, @Nullable Row last, Function<Row, String> cursorAfter) {
        return last == null
                ? page.build()
                : page.setNextCursor(cursorAfter.apply(last)).build();
    }
}
