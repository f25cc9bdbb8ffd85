package com.beachdo.catalog.search;

import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.v1.AttributeFacet;
import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.FacetValue;
import com.beachdo.catalog.v1.PriceFacet;
import com.beachdo.catalog.v1.SearchFacet;
import com.beachdo.catalog.v1.SearchFacets;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How what a search finds is spread over categories, cities, prices and attributes. */
final class Facets {
    /** How many listings are counted, and how many are looked at for them when no index finds them. */
    static final int COUNTED = 1_000;

    static final int LOOKED_AT = 20_000;

    /** Where a range of prices ends and the next begins, in paise. */
    private static final Long[] PRICES = {
        50_000L,
        100_000L,
        250_000L,
        500_000L,
        1_000_000L,
        2_500_000L,
        5_000_000L,
        10_000_000L,
        25_000_000L,
        50_000_000L,
        100_000_000L,
        500_000_000L,
        1_000_000_000L
    };

    private static final String CATEGORIES =
            """
            UNION ALL (SELECT 'CATEGORY', '', category_id, count(*) FROM found GROUP BY 3 ORDER BY 4 DESC, 3 LIMIT 50)
            """;
    private static final String CITIES =
            """
            UNION ALL (SELECT 'CITY', '', city, count(*) FROM found GROUP BY 3 ORDER BY 4 DESC, 3 LIMIT 50)
            """;
    private static final String BY_PRICE =
            """
            UNION ALL (SELECT 'PRICE', '', width_bucket(price_amount, ?::bigint[])::text, count(*) FROM found
                GROUP BY 3 ORDER BY min(price_amount))
            """;
    private static final String ATTRIBUTES =
            """
            UNION ALL (SELECT 'ATTRIBUTES', a.key, a.value, count(*)
                FROM found CROSS JOIN LATERAL jsonb_each_text(found.attributes) a
                WHERE a.key = ANY (?) GROUP BY 2, 3 ORDER BY 4 DESC, 2, 3 LIMIT 200)
            """;

    private final Db db;
    private final Categories categories;

    Facets(Db db, Categories categories) {
        this.db = db;
        this.categories = categories;
    }

    /** @param text what was really looked for */
    Future<SearchFacets> of(SearchFilter filter, @Nullable String text, Set<SearchFacet> wanted) {
        SearchPhase phase = text == null ? SearchPhase.NONE : SearchPhase.ANYWHERE;
        SearchSql search = new SearchSql(filter, text, phase, null, List.of(), COUNTED);
        Statement statement = new Statement().add("WITH found AS MATERIALIZED (");
        search.addSample(statement, LOOKED_AT);
        statement.add(") SELECT 'TOTAL' AS facet, '' AS name, (CASE WHEN count(*) < " + COUNTED + " THEN ");
        search.addWay(statement, LOOKED_AT);
        statement.add(" ELSE 0 END)::text AS value, count(*) AS listings FROM found ");
        if (wanted.contains(SearchFacet.SEARCH_FACET_CATEGORY)) {
            statement.add(CATEGORIES);
        }
        if (wanted.contains(SearchFacet.SEARCH_FACET_CITY)) {
            statement.add(CITIES);
        }
        if (wanted.contains(SearchFacet.SEARCH_FACET_PRICE)) {
            statement.add(BY_PRICE, (Object) PRICES);
        }
        String[] names = attributes(filter.category());
        if (wanted.contains(SearchFacet.SEARCH_FACET_ATTRIBUTES) && names.length > 0) {
            statement.add(ATTRIBUTES, (Object) names);
        }
        return db.query(statement.sql(), statement.arguments()).map(this::facets);
    }

    /** Of a category and those below it, by which one can filter and whose values are few. */
    private String[] attributes(@Nullable CategoryNode within) {
        return within == null
                ? new String[0]
                : categories.reply(true).getItemsList().stream()
                        .filter(category -> category.getId().equals(within.id())
                                || category.getParentId().equals(within.id()))
                        .map(Category::getAttributesList)
                        .flatMap(List::stream)
                        .filter(schema ->
                                schema.getFilterable() && schema.getType() != AttributeType.ATTRIBUTE_TYPE_NUMBER)
                        .map(AttributeSchema::getName)
                        .distinct()
                        .toArray(String[]::new);
    }

    private SearchFacets facets(RowSet<Row> rows) {
        SearchFacets.Builder facets = SearchFacets.newBuilder();
        Map<String, AttributeFacet.Builder> attributes = new LinkedHashMap<>();
        for (Row row : rows) {
            String value = row.getString("value");
            int listings = row.getLong("listings").intValue();
            switch (row.getString("facet")) {
                case "TOTAL" ->
                    facets.setTotal(listings)
                            .setTotalCapped(listings == COUNTED || Integer.parseInt(value) == LOOKED_AT);
                case "CATEGORY" -> facets.addCategories(value(value, listings).setLabel(name(value)));
                case "CITY" -> facets.addCities(value(value, listings));
                case "PRICE" -> facets.addPrices(price(Integer.parseInt(value), listings));
                default ->
                    attributes
                            .computeIfAbsent(row.getString("name"), name -> AttributeFacet.newBuilder()
                                    .setName(name))
                            .addValues(value(value, listings));
            }
        }
        attributes.values().forEach(facets::addAttributes);
        return facets.build();
    }

    private static FacetValue.Builder value(String value, int listings) {
        return FacetValue.newBuilder().setValue(value).setCount(listings);
    }

    private String name(String category) {
        CategoryNode node = categories.find(category);
        return node == null ? category : node.name();
    }

    /** @param range 0 is below the first price */
    private static PriceFacet price(int range, int listings) {
        PriceFacet.Builder price = PriceFacet.newBuilder()
                .setFrom(range == 0 ? 0 : PRICES[range - 1])
                .setCount(listings);
        return range == PRICES.length
                ? price.build()
                : price.setTo(PRICES[range]).build();
    }
}
