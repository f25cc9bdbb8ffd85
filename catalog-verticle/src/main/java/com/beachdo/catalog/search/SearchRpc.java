package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.boosts.Promotions;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.reference.Cities;
import com.beachdo.catalog.reference.City;
import com.beachdo.catalog.search.SearchStore.Found;
import com.beachdo.catalog.search.SearchStore.Hit;
import com.beachdo.catalog.search.SearchStore.Position;
import com.beachdo.catalog.v1.ListCategoriesReply;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListSimilarRequest;
import com.beachdo.catalog.v1.ListTrendingRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SuggestSearchesReply;
import com.beachdo.catalog.v1.SuggestSearchesRequest;
import com.beachdo.platform.db.Cursor;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contract of finding listings. */
public final class SearchRpc implements Search {
    private static final int MAX_SHOWN = 50;
    private static final int DEFAULT_SHOWN = 10;
    private static final int MAX_SUGGESTED = 20;
    private static final int DEFAULT_SUGGESTED = 8;

    private final SearchRules rules;
    private final SearchStore store;
    private final Categories categories;
    private final KnownListings known;
    private final Promotions promotions;
    private final Discovery discovery;
    private final Facets facets;
    private final Explanations explanations;
    private final Cursor cursors;

    public SearchRpc(Db db, ListingRow rows, Promotions promotions, Categories categories, Cities cities) {
        this.rules = new SearchRules(categories, cities);
        this.store = new SearchStore(db, new TitleWords(db), promotions);
        this.promotions = promotions;
        this.discovery = new Discovery(db, rows, promotions, categories);
        this.facets = new Facets(db, categories);
        this.explanations = new Explanations(db);
        this.categories = categories;
        this.known = new KnownListings(db, rows);
        this.cursors = db.cursor();
    }

    @Override
    public Future<ListCategoriesReply> listCategories(ListCategoriesRequest request) {
        return Future.succeededFuture(categories.reply(request.getRetired()));
    }

    @Override
    public Future<ListListingsReply> listSimilar(ListSimilarRequest request) {
        return discovery.similar(
                Ids.parse("listingId", request.getListingId()), few(request.getLimit(), MAX_SHOWN, DEFAULT_SHOWN));
    }

    @Override
    public Future<ListListingsReply> listTrending(ListTrendingRequest request) {
        CategoryNode category = request.hasCategory() ? rules.category(request.getCategory()) : null;
        City city = request.hasCity() ? rules.city(request.getCity()) : null;
        return discovery.trending(category, city, few(request.getLimit(), MAX_SHOWN, DEFAULT_SHOWN));
    }

    @Override
    public Future<SuggestSearchesReply> suggestSearches(SuggestSearchesRequest request) {
        return discovery.suggest(request.getQ(), few(request.getLimit(), MAX_SUGGESTED, DEFAULT_SUGGESTED));
    }

    private static int few(int requested, int max, int otherwise) {
        if (requested < 0 || requested > max) {
            throw RpcException.invalid("request.invalid", "/limit", "must be from 1 to " + max);
        }
        return requested == 0 ? otherwise : requested;
    }

    @Override
    public Future<ListListingsReply> searchListings(SearchListingsRequest request) {
        SearchFilter filter = rules.check(request);
        Position position = position(filter);
        return position == null
                ? store.promoted(filter).compose(promoted -> firstPage(filter, promoted))
                : store.page(filter, position).compose(page -> reply(filter, List.of(), page));
    }

    private Future<ListListingsReply> firstPage(SearchFilter filter, List<Row> promoted) {
        List<UUID> shown = promoted.stream().map(ListingRow::id).toList();
        return store.first(filter, shown).compose(page -> reply(filter, promoted, page));
    }

    private Future<ListListingsReply> reply(SearchFilter filter, List<Row> promoted, Found found) {
        int room = filter.limit() - promoted.size();
        List<Hit> shown = found.hits().subList(0, Math.min(room, found.hits().size()));
        Future<ListListingsReply> page = known.of(shown.stream().map(Hit::row).toList(), filter.cursor() == null)
                .map(listings -> {
                    ListListingsReply.Builder reply = ListListingsReply.newBuilder();
                    for (Row row : promoted) {
                        ListListingsReply.Builder unused = reply.addItems(promotions.promoted(row));
                    }
                    reply.addAllItems(listings);
                    if (found.hits().size() > shown.size()) {
                        reply.setNextCursor(cursor(filter, Position.after(found, shown.get(shown.size() - 1))));
                    }
                    return reply.build();
                });
        Future<ListListingsReply> told =
                filter.explain() ? page.compose(reply -> explanations.add(filter, found.text(), reply)) : page;
        return filter.facets().isEmpty()
                ? told
                : told.compose(reply -> facets.of(filter, found.text(), filter.facets())
                        .map(counted -> reply.toBuilder().setFacets(counted).build()));
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
                                after.id().toString(),
                                position.promoted().stream().map(UUID::toString).collect(Collectors.joining(" "))));
    }

    private @Nullable Position position(SearchFilter filter) {
        List<String> values;
        try {
            values = cursors.decode(filter.identity(), filter.cursor(), 5);
        } catch (RpcException e) {
            throw new RpcException(e.status(), "search.cursor_invalid", e.message(), e.fields(), 0);
        }
        if (values == null) {
            return null;
        }
        return new Position(
                values.get(0).isEmpty() ? null : values.get(0),
                SearchPhase.valueOf(values.get(1)),
                new SearchSql.After(values.get(2), UUID.fromString(values.get(3))),
                Arrays.stream(values.get(4).split(" "))
                        .filter(id -> !id.isEmpty())
                        .map(UUID::fromString)
                        .toList());
    }
}
