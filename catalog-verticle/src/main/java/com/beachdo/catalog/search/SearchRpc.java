package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.Cities;
import com.beachdo.catalog.search.SearchStore.Found;
import com.beachdo.catalog.search.SearchStore.Hit;
import com.beachdo.catalog.search.SearchStore.Position;
import com.beachdo.catalog.v1.ListCategoriesReply;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.db.Cursor;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of finding listings. */
public final class SearchRpc implements Search {
    private final SearchRules rules;
    private final SearchStore store;
    private final Categories categories;
    private final ListingRow rows;
    private final Cursor cursors;

    public SearchRpc(Db db, ListingRow rows, Categories categories, Cities cities) {
        this.rules = new SearchRules(categories, cities);
        this.store = new SearchStore(db, new TitleWords(db));
        this.categories = categories;
        this.rows = rows;
        this.cursors = db.cursor();
    }

    @Override
    public Future<ListCategoriesReply> listCategories(ListCategoriesRequest request) {
        return Future.succeededFuture(categories.reply());
    }

    @Override
    public Future<ListListingsReply> searchListings(SearchListingsRequest request) {
        SearchFilter filter = rules.check(request);
        Position position = position(filter);
        Future<Found> found = position == null ? store.first(filter) : store.page(filter, position);
        return found.map(page -> reply(filter, page));
    }

    private ListListingsReply reply(SearchFilter filter, Found found) {
        ListListingsReply.Builder reply = ListListingsReply.newBuilder();
        List<Hit> shown =
                found.hits().subList(0, Math.min(filter.limit(), found.hits().size()));
        for (Hit hit : shown) {
            ListListingsReply.Builder unused = reply.addItems(rows.toPublic(hit.row()));
        }
        if (found.hits().size() > shown.size()) {
            Hit last = shown.get(shown.size() - 1);
            reply.setNextCursor(cursor(filter, Position.after(found.text(), filter.order(), last)));
        }
        return reply.build();
    }

    private String cursor(SearchFilter filter, Position position) {
        SearchSql.After after = position.after();
        String text = position.text();
        return after == null
                ? ""
                : cursors.encode(
                        filter.identity(),
                        List.of(
                                text == null ? "" : text,
                                position.phase().name(),
                                after.key(),
                                after.id().toString()));
    }

    private @Nullable Position position(SearchFilter filter) {
        List<String> values;
        try {
            values = cursors.decode(filter.identity(), filter.cursor(), 4);
        } catch (RpcException e) {
            throw new RpcException(e.status(), "search.cursor_invalid", e.message(), e.fields(), 0);
        }
        if (values == null) {
            return null;
        }
        return new Position(
                values.get(0).isEmpty() ? null : values.get(0),
                SearchPhase.valueOf(values.get(1)),
                new SearchSql.After(values.get(2), UUID.fromString(values.get(3))));
    }
}
