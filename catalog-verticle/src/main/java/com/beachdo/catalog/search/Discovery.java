package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.boosts.Placement;
import com.beachdo.catalog.boosts.Promotions;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.reference.City;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.SuggestSearchesReply;
import com.beachdo.catalog.v1.Suggestion;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Listings and searches that nobody asked for by name. */
final class Discovery {
    private static final int FEATURED = 2;
    private static final int MAX_QUERY = 60;
    private static final Pattern LAST_WORD = Pattern.compile("^(.*?)([\\p{L}\\p{M}\\p{N}]+)$");

    private final Db db;
    private final ListingRow rows;
    private final Promotions promotions;
    private final Categories categories;

    Discovery(Db db, ListingRow rows, Promotions promotions, Categories categories) {
        this.db = db;
        this.rows = rows;
        this.promotions = promotions;
        this.categories = categories;
    }

    private static final String EXISTS =
            "SELECT 1 FROM listing l JOIN seller s ON s.seller_id = l.seller_id WHERE l.listing_id = $1 AND "
                    + ListingRow.VISIBLE;

    /** Of the last few hundred of the category those that are likest; a price ten times off weighs like no common word. */
    private static final String SIMILAR = "SELECT " + ListingRow.COLUMNS
            + """
            FROM (
                SELECT l.*,
                    similarity(l.title, model.title) + CASE WHEN l.city = model.city THEN 0.2 ELSE 0 END
                        - 0.3 * abs(log((l.price_amount + 1)::numeric / (model.price_amount + 1)))::float8 AS likeness
                FROM (SELECT * FROM listing WHERE listing_id = $1) model CROSS JOIN LATERAL (
                    SELECT * FROM listing l
                    WHERE l.category_id = model.category_id AND l.listing_id <> $1 AND %s
                    ORDER BY l.published_at DESC, l.listing_id DESC LIMIT 300) l
            ) l JOIN seller s ON s.seller_id = l.seller_id
            WHERE NOT s.suspended
            ORDER BY likeness DESC, l.listing_id LIMIT $2
            """
                    .formatted(ListingRow.ACTIVE);

    Future<ListListingsReply> similar(UUID to, int limit) {
        return db.query(EXISTS, to).compose(found -> {
            if (found.size() == 0) {
                throw RpcException.notFound("listing.not_found", "There is no such listing.");
            }
            return db.query(SIMILAR, to, limit).map(similar -> reply(similar, rows::toPublic));
        });
    }

    /** Follows the index of heat for a bounded way; a rare category in a small town may show fewer than there are. */
    private static final String TRENDING = "SELECT " + ListingRow.COLUMNS
            + """
            FROM (SELECT * FROM listing_heat ORDER BY heat DESC, listing_id LIMIT 5000) h
            JOIN listing l ON l.listing_id = h.listing_id JOIN seller s ON s.seller_id = l.seller_id
            WHERE %s AND ($1 = '' OR l.category_id = $1 OR l.parent_category_id = $1) AND ($2 = '' OR l.city = $2)
            ORDER BY h.heat DESC, h.listing_id LIMIT $3
            """
                    .formatted(ListingRow.VISIBLE);

    private static final String FEATURED_ONES = "SELECT " + ListingRow.COLUMNS + ", b.boost_id"
            + Placement.FEATURED.source() + " AND " + ListingRow.VISIBLE
            + " AND ($1 = '' OR l.category_id = $1 OR l.parent_category_id = $1) AND ($2 = '' OR l.city = $2)"
            + Placement.TURN + " LIMIT " + FEATURED;

    Future<ListListingsReply> trending(@Nullable CategoryNode category, @Nullable City city, int limit) {
        String inCategory = category == null ? "" : category.id();
        String inCity = city == null ? "" : city.name();
        Future<List<Listing>> featured = promotions
                .any(Placement.FEATURED)
                .compose(any -> any
                        ? db.query(FEATURED_ONES, inCategory, inCity)
                                .map(found -> reply(found, promotions::promoted).getItemsList())
                        : Future.succeededFuture(List.of()));
        return featured.compose(first -> db.query(TRENDING, inCategory, inCity, limit)
                .map(found -> merge(first, reply(found, rows::toPublic).getItemsList(), limit)));
    }

    private static ListListingsReply merge(List<Listing> featured, List<Listing> trending, int limit) {
        List<Listing> all = new ArrayList<>(featured.subList(0, Math.min(featured.size(), limit)));
        List<String> shown = all.stream().map(Listing::getId).toList();
        trending.stream()
                .filter(listing -> !shown.contains(listing.getId()))
                .limit(limit - all.size())
                .forEach(all::add);
        return ListListingsReply.newBuilder().addAllItems(all).build();
    }

    private static ListListingsReply reply(RowSet<Row> found, Function<Row, Listing> toListing) {
        return ListListingsReply.newBuilder()
                .addAllItems(StreamSupport.stream(found.spliterator(), false)
                        .map(toListing)
                        .toList())
                .build();
    }

    /** The commonest continuations first, as far as fifty listings each tell; those that find nothing are not offered. */
    private static final String COMPLETIONS =
            """
            SELECT w.word, found.hits FROM (
                SELECT word FROM title_word WHERE word LIKE $1 || '%%' ORDER BY length(word), word LIMIT 40) w
            CROSS JOIN LATERAL (
                SELECT count(*) AS hits FROM (
                    SELECT FROM listing l
                    WHERE l.title_document @@ plainto_tsquery('listing_text', $2 || w.word) AND %s LIMIT 50) hit) found
            WHERE found.hits > 0
            ORDER BY found.hits DESC, length(w.word), w.word LIMIT $3
            """
                    .formatted(ListingRow.ACTIVE);

    Future<SuggestSearchesReply> suggest(String query, int limit) {
        String begun = PlainText.withoutControls(query).toLowerCase(Locale.ROOT);
        if (begun.isEmpty() || begun.length() > MAX_QUERY) {
            throw RpcException.invalid("request.invalid", "/q", "must have 1 to " + MAX_QUERY + " characters");
        }
        SuggestSearchesReply.Builder reply = SuggestSearchesReply.newBuilder();
        categories.all().stream()
                .filter(category -> !category.isRetired())
                .filter(category -> begins(category.name(), begun))
                .limit(limit)
                .map(category ->
                        Suggestion.newBuilder().setText(category.name()).setCategoryId(category.id()))
                .forEach(reply::addItems);
        Matcher last = LAST_WORD.matcher(begun);
        int room = limit - reply.getItemsCount();
        if (room <= 0 || !last.matches()) {
            return Future.succeededFuture(reply.build());
        }
        String before = last.group(1);
        return db.query(COMPLETIONS, last.group(2), before, room).map(found -> {
            for (Row row : found) {
                reply.addItems(Suggestion.newBuilder().setText(before + row.getString(0)));
            }
            return reply.build();
        });
    }

    /** Whether the name or one of its words begins so. */
    private static boolean begins(String name, String begun) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(begun) || lower.contains(" " + begun);
    }
}
