package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.StructJson;
import com.beachdo.catalog.boosts.Placement;
import com.beachdo.catalog.reference.CategoryNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds a page. Its text depends on which filters there are, not on their values, so that it is
 * prepared once.
 *
 * <p>PostgreSQL cannot know how many listings a text, a radius or an attribute lets through, and errs by factors of a
 * thousand. So there are two statements: {@link #walk} follows the index of the order for a bounded way, which fills
 * the page when the filters let much through; {@link #full} is for when that did not, and the filters are selective. On the
 * way of an order sellers are looked up one by one, so that it ends with the page, however few sellers there are to join.
 */
final class SearchSql {
    private static final String ONE_BY_ONE =
            ") l JOIN LATERAL (SELECT * FROM seller WHERE seller_id = l.seller_id LIMIT 1) s ON NOT s.suspended WHERE true";

    private static final String ALL_AT_ONCE = ") l JOIN seller s ON s.seller_id = l.seller_id WHERE NOT s.suspended";

    private final SearchFilter filter;
    private final @Nullable String text;
    private final SearchPhase phase;
    private final @Nullable After after;
    private final UUID[] shown;
    private final int rows;

    /** The key and the id of the last listing of the page before. */
    record After(String key, UUID id) {}

    /**
     * @param shown promoted above the first page, so not to be found again
     * @param rows how many to read at most; a little more may come
     */
    SearchSql(
            SearchFilter filter,
            @Nullable String text,
            SearchPhase phase,
            @Nullable After after,
            List<UUID> shown,
            int rows) {
        this.filter = filter;
        this.text = text;
        this.phase = phase;
        this.after = after;
        this.shown = shown.toArray(UUID[]::new);
        this.rows = rows;
    }

    /** Whether some filter is not one that the order's index has. Few listings of a seller are no way to walk. */
    boolean canWalk() {
        Statement others = new Statement();
        addOthers(others);
        return filter.seller() == null && !others.sql().isEmpty();
    }

    /** @param way how many listings to look at: one of few numbers, since it is part of the text */
    Statement walk(int way) {
        return statement(way);
    }

    Statement full() {
        return statement(0);
    }

    /** Listings with a running boost that the filters let through, each followed by its boost. */
    Statement promoted(int slots) {
        Statement statement = new Statement()
                .add("SELECT ")
                .add(ListingRow.COLUMNS)
                .add(", b.boost_id")
                .add(Placement.TOP.source())
                .add(" AND ")
                .add(ListingRow.VISIBLE);
        addIndexed(statement);
        addOthers(statement);
        return statement.add(Placement.TURN).add(" LIMIT " + slots);
    }

    /** Visible listings that the filters let through and a saved search was not told of yet, last published first. */
    Statement news(UUID search, UUID user, OffsetDateTime after) {
        Statement statement = new Statement()
                .add("SELECT l.listing_id, l.title, l.price_amount, l.published_at"
                        + " FROM listing l JOIN seller s ON s.seller_id = l.seller_id WHERE ")
                .add(ListingRow.VISIBLE)
                .add(" AND l.published_at > ? AND l.seller_id <> ?", after, user)
                .add(
                        " AND NOT EXISTS (SELECT FROM saved_search_hit h WHERE h.search_id = ?"
                                + " AND h.listing_id = l.listing_id)",
                        search);
        addIndexed(statement);
        addOthers(statement);
        return statement.add(" ORDER BY l.published_at DESC, l.listing_id DESC LIMIT " + rows);
    }

    /**
     * Some listings that the filters let through, for {@link Facets}: those that words, attributes, a seller or a radius
     * find by their own index, else those on a bounded way along the index of the order.
     */
    void addSample(Statement statement, int lookedAt) {
        boolean narrow = isNarrow();
        statement
                .add(
                        "SELECT l.category_id, l.city, l.price_amount, l.attributes FROM (SELECT l.* FROM listing l WHERE ")
                .add(ListingRow.ACTIVE);
        addIndexed(statement);
        if (narrow) {
            addOthers(statement);
            statement.add(" OFFSET 0");
        } else {
            SearchOrder order = filter.order() == SearchOrder.NEAREST ? SearchOrder.NEWEST : filter.order();
            statement.add(" ORDER BY " + order.orderBy() + " LIMIT " + lookedAt);
        }
        statement.add(") l JOIN seller s ON s.seller_id = l.seller_id WHERE NOT s.suspended");
        if (!narrow) {
            addOthers(statement);
        }
        statement.add(" LIMIT " + rows);
    }

    /** How many listings the way of {@link #addSample} has, up to that number; 0 when it needs none. */
    void addWay(Statement statement, int lookedAt) {
        if (isNarrow()) {
            statement.add("0");
            return;
        }
        statement.add("(SELECT count(*) FROM (SELECT 1 FROM listing l WHERE ").add(ListingRow.ACTIVE);
        addIndexed(statement);
        statement.add(" LIMIT " + lookedAt + ") way)");
    }

    private boolean isNarrow() {
        return text != null
                || filter.seller() != null
                || filter.radiusKm() != null
                || filter.attributes().getFieldsCount() > 0;
    }

    private Statement statement(int way) {
        boolean walk = way > 0;
        Statement statement = new Statement()
                .add("SELECT ")
                .add(KnownListings.HEAD)
                .add(", " + filter.order().column())
                .add(" FROM (SELECT l.*");
        Place place = filter.place();
        if (filter.order() == SearchOrder.NEAREST && place != null) {
            statement.add(", l.place <-> ll_to_earth(?, ?) AS distance", place.lat(), place.lon());
        }
        statement.add(" FROM listing l WHERE ").add(ListingRow.ACTIVE);
        addIndexed(statement);
        addAfter(statement);
        if (shown.length > 0) {
            statement.add(" AND l.listing_id <> ALL (?)", (Object) shown);
        }
        if (walk) {
            statement.add(" ORDER BY ").add(filter.order().orderBy()).add(" LIMIT " + way);
        } else if (text != null) {
            // OFFSET 0 keeps the planner from walking the order's index in vain: the words' index finds, then it sorts
            addOthers(statement);
            statement.add(" OFFSET 0");
        }
        statement.add(walk ? ONE_BY_ONE : ALL_AT_ONCE);
        if (walk || text == null) {
            addOthers(statement);
        }
        return statement.add(" ORDER BY ").add(filter.order().orderBy()).add(limit());
    }

    /** Few texts rather than a hundred; and a number, since PostgreSQL plans badly for a limit it does not know. */
    private String limit() {
        return rows <= 21 ? " LIMIT 21" : rows <= 51 ? " LIMIT 51" : " LIMIT 101";
    }

    private void addAfter(Statement statement) {
        Place place = filter.place();
        if (after == null) {
            return;
        }
        Object key = filter.order().key(after.key());
        if (filter.order() == SearchOrder.NEAREST && place != null) {
            statement.add(" AND " + filter.order().after(), place.lat(), place.lon(), key, after.id());
        } else {
            statement.add(" AND " + filter.order().after(), key, after.id());
        }
    }

    /** Conditions that the index of the order answers while it is walked. */
    private void addIndexed(Statement statement) {
        if (isCategoryIndexed()) {
            addCategory(statement);
        }
        if (isCityIndexed()) {
            addCity(statement);
        }
        if (isPriceIndexed()) {
            addPrices(statement);
        }
        Place place = filter.place();
        Double radius = filter.radiusKm();
        if (filter.order() == SearchOrder.NEAREST && place != null && radius != null) {
            statement.add(" AND l.place <@ earth_box(ll_to_earth(?, ?), ?)", place.lat(), place.lon(), radius * 1000);
        }
    }

    /** All other conditions. */
    private void addOthers(Statement statement) {
        if (!isCategoryIndexed()) {
            addCategory(statement);
        }
        if (!isCityIndexed()) {
            addCity(statement);
        }
        if (!isPriceIndexed()) {
            addPrices(statement);
        }
        if (filter.condition() != null) {
            statement.add(" AND l.condition = ?", filter.condition());
        }
        if (filter.seller() != null) {
            statement.add(" AND l.seller_id = ?", filter.seller());
        }
        if (filter.attributes().getFieldsCount() > 0) {
            statement.add(" AND l.attributes @> ?::text::jsonb", StructJson.write(filter.attributes()));
        }
        addRadius(statement);
        addText(statement);
    }

    private boolean isCategoryIndexed() {
        CategoryNode category = filter.category();
        return category != null
                && switch (filter.order()) {
                    case NEWEST -> true;
                    case PRICE_ASC, PRICE_DESC -> category.isLeaf();
                    case NEAREST -> false;
                };
    }

    private boolean isCityIndexed() {
        return filter.order() == SearchOrder.NEWEST && filter.category() == null;
    }

    private boolean isPriceIndexed() {
        return filter.order() == SearchOrder.PRICE_ASC || filter.order() == SearchOrder.PRICE_DESC;
    }

    private void addCategory(Statement statement) {
        CategoryNode category = filter.category();
        if (category != null) {
            statement.add(
                    category.isLeaf() ? " AND l.category_id = ?" : " AND l.parent_category_id = ?", category.id());
        }
    }

    private void addCity(Statement statement) {
        if (filter.city() != null) {
            statement.add(" AND l.city = ?", filter.city());
        }
    }

    private void addPrices(Statement statement) {
        if (filter.minPrice() != null) {
            statement.add(" AND l.price_amount >= ?", filter.minPrice());
        }
        if (filter.maxPrice() != null) {
            statement.add(" AND l.price_amount <= ?", filter.maxPrice());
        }
    }

    private void addRadius(Statement statement) {
        Place place = filter.place();
        Double radius = filter.radiusKm();
        if (place == null || radius == null) {
            return;
        }
        if (filter.order() != SearchOrder.NEAREST) {
            statement.add(
                    " AND l.lat BETWEEN ? AND ? AND l.lon BETWEEN ? AND ?",
                    place.south(radius),
                    place.north(radius),
                    place.west(radius),
                    place.east(radius));
        }
        statement.add(" AND l.place <-> ll_to_earth(?, ?) <= ?", place.lat(), place.lon(), Place.chord(radius));
    }

    private void addText(Statement statement) {
        if (text == null) {
            return;
        }
        if (phase == SearchPhase.ELSEWHERE) {
            statement.add(" AND " + phase.condition(), text, text);
        } else {
            statement.add(" AND " + phase.condition(), text);
        }
    }
}
