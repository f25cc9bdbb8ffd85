package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
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
    private final Db db;
    private final TitleWords words;

    SearchStore(Db db, TitleWords words) {
        this.db = db;
        this.words = words;
    }

    /** A listing of a page, and where its text was. */
    record Hit(Row row, SearchPhase phase) {}

    /**
     * Where the page before ended.
     *
     * @param text what was really looked for: the text asked for, or its correction
     */
    record Position(@Nullable String text, SearchPhase phase, SearchSql.@Nullable After after) {
        static Position after(@Nullable String text, SearchOrder order, Hit last) {
            UUID id = ListingRow.id(last.row());
            return new Position(text, last.phase(), new SearchSql.After(order.key(last.row()), id));
        }
    }

    /** What was found, and by which text. */
    record Found(@Nullable String text, List<Hit> hits) {}

    /** The first page; one more listing than it shows, if there is. A text that finds nothing is corrected. */
    Future<Found> first(SearchFilter filter) {
        return page(filter, begin(filter, filter.text())).compose(found -> {
            String text = filter.text();
            return found.hits().isEmpty() && text != null
                    ? words.correct(text)
                            .compose(corrected -> corrected.equals(text)
                                    ? Future.succeededFuture(found)
                                    : page(filter, begin(filter, corrected)))
                    : Future.succeededFuture(found);
        });
    }

    private static Position begin(SearchFilter filter, @Nullable String text) {
        SearchPhase phase = filter.relevance() ? SearchPhase.TITLE : SearchPhase.ANYWHERE;
        return new Position(text, text == null ? SearchPhase.NONE : phase, null);
    }

    /** A later page. */
    Future<Found> page(SearchFilter filter, Position from) {
        int wanted = filter.limit() + 1;
        return rows(filter, from, wanted).compose(hits -> {
            if (from.phase() != SearchPhase.TITLE || hits.size() >= wanted) {
                return Future.succeededFuture(new Found(from.text(), hits));
            }
            Position elsewhere = new Position(from.text(), SearchPhase.ELSEWHERE, null);
            return rows(filter, elsewhere, wanted - hits.size()).map(more -> {
                hits.addAll(more);
                return new Found(from.text(), hits);
            });
        });
    }

    private Future<List<Hit>> rows(SearchFilter filter, Position from, int wanted) {
        SearchSql sql = new SearchSql(filter, from.text(), from.phase(), from.after(), wanted);
        Future<RowSet<Row>> rows = sql.canWalk()
                ? query(sql.walk())
                        .compose(walked -> walked.size() >= wanted ? Future.succeededFuture(walked) : query(sql.full()))
                : query(sql.full());
        return rows.map(found -> hits(found, from.phase(), wanted));
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
