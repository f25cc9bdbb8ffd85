package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.boosts.Placement;
import com.beachdo.catalog.boosts.Promotions;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds pages of listings. */
final class SearchStore {
    /** At most one promoted listing to so many on a page. */
    private static final int LISTINGS_A_SLOT = 5;

    private static final int MAX_SLOTS = 3;
    private static final Future<List<Row>> NONE = Future.succeededFuture(List.of());

    private final Db db;
    private final TitleWords words;
    private final Lexicon lexicon = new Lexicon();
    private final Promotions promotions;
    private final SearchWay way;

    SearchStore(Db db, TitleWords words, Promotions promotions) {
        this.db = db;
        this.words = words;
        this.promotions = promotions;
        this.way = new SearchWay(db);
    }

    /** The head of a listing of a page, and where its text was. */
    record Hit(Row row, SearchPhase phase) {}

    /**
     * Where the page before ended.
     *
     * @param text what was really looked for: the text asked for, or its correction
     * @param promoted what was shown above the first page
     */
    record Position(@Nullable String text, SearchPhase phase, SearchSql.@Nullable After after, List<UUID> promoted) {
        static Position after(Found found, Hit last) {
            UUID id = ListingRow.id(last.row());
            return new Position(
                    found.text(), last.phase(), new SearchSql.After(SearchOrder.key(last.row()), id), found.shown());
        }
    }

    /**
     * What was found, and by which text.
     *
     * @param shown what was promoted above the first page
     */
    record Found(@Nullable String text, List<Hit> hits, List<UUID> shown) {}

    /** What to show above the first page: listings with a running boost, which found listings leave out. */
    Future<List<Row>> promoted(SearchFilter filter) {
        int slots = filter.limit() / LISTINGS_A_SLOT;
        if (slots == 0) {
            return NONE;
        }
        return promotions
                .any(Placement.TOP)
                .compose(some -> some ? promoted(filter, Math.min(slots, MAX_SLOTS)) : NONE);
    }

    private Future<List<Row>> promoted(SearchFilter filter, int slots) {
        SearchPhase phase = filter.text() == null ? SearchPhase.NONE : SearchPhase.ANYWHERE;
        SearchSql sql = new SearchSql(filter, filter.text(), phase, null, List.of(), slots);
        return query(sql.promoted(slots)).map(rows -> rows.stream().toList());
    }

    /**
     * The first page; one more listing than it shows, if there is. A text that does not fill it is looked for in other words,
     * and one that finds nothing is corrected.
     */
    Future<Found> first(SearchFilter filter, List<UUID> shown) {
        String text = filter.text();
        if (text == null) {
            return page(filter, begin(filter, null, shown));
        }
        String asked = lexicon.widen(text, false);
        return page(filter, begin(filter, asked, shown)).compose(found -> {
            String wide = lexicon.widen(text, true);
            return found.hits().size() > filter.limit() || wide.equals(asked)
                    ? corrected(filter, text, found)
                    : page(filter, begin(filter, wide, shown)).compose(more -> corrected(filter, text, more));
        });
    }

    private Future<Found> corrected(SearchFilter filter, String text, Found found) {
        return found.hits().isEmpty() && found.shown().isEmpty()
                ? words.correct(text)
                        .compose(corrected -> corrected.equals(text)
                                ? Future.succeededFuture(found)
                                : page(filter, begin(filter, lexicon.widen(corrected, true), found.shown())))
                : Future.succeededFuture(found);
    }

    private static Position begin(SearchFilter filter, @Nullable String text, List<UUID> shown) {
        SearchPhase phase = filter.relevance() ? SearchPhase.TITLE : SearchPhase.ANYWHERE;
        return new Position(text, text == null ? SearchPhase.NONE : phase, null, shown);
    }

    /** A later page. */
    Future<Found> page(SearchFilter filter, Position from) {
        int wanted = filter.limit() + 1;
        return rows(filter, from, wanted).compose(hits -> {
            if (from.phase() != SearchPhase.TITLE || hits.size() >= wanted) {
                return Future.succeededFuture(new Found(from.text(), hits, from.promoted()));
            }
            Position elsewhere = new Position(from.text(), SearchPhase.ELSEWHERE, null, from.promoted());
            return rows(filter, elsewhere, wanted - hits.size()).map(more -> {
                hits.addAll(more);
                return new Found(from.text(), hits, from.promoted());
            });
        });
    }

    private Future<List<Hit>> rows(SearchFilter filter, Position from, int wanted) {
        SearchSql sql = new SearchSql(filter, from.text(), from.phase(), from.after(), from.promoted(), wanted);
        SearchWay.Sought sought = new SearchWay.Sought(filter.identity(), from.text(), from.phase());
        Future<RowSet<Row>> rows = sql.canWalk() && !way.isKnownRare(sought)
                ? walk(sql, sought, filter.order(), wanted)
                : query(sql.full());
        return rows.map(found -> hits(found, from.phase(), wanted));
    }

    private Future<RowSet<Row>> walk(SearchSql sql, SearchWay.Sought sought, SearchOrder order, int wanted) {
        return query(sql.walk(SearchWay.SHORT)).compose(found -> {
            if (found.size() >= wanted) {
                return Future.succeededFuture(found);
            }
            return way.goesOn(order, found.size(), wanted)
                    ? query(sql.walk(SearchWay.LONG))
                            .compose(more -> more.size() >= wanted ? Future.succeededFuture(more) : query(sql.full()))
                    : query(sql.full()).onSuccess(all -> way.learn(sought, found.size()));
        });
    }

    private Future<RowSet<Row>> query(Statement statement) {
        return db.query(statement.sql(), statement.arguments());
    }

    private static List<Hit> hits(RowSet<Row> rows, SearchPhase phase, int wanted) {
        List<Hit> hits = new ArrayList<>(Math.min(rows.size(), wanted));
        for (Row row : rows) {
            if (hits.size() < wanted) {
                hits.add(new Hit(row, phase));
            }
        }
        return hits;
    }
}
