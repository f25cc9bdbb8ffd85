package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.db.Ids;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That PostgreSQL follows the indexes, by the plans it makes for whatever the values are, over 50,000 listings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPlansIT {
    private static final int LISTINGS = 50_000;
    private static final int A_CALL = 1_000;
    private static final List<String> WORDS =
            List.of("clean", "single owner", "negotiable", "urgent sale", "as good as new", "with bill", "rarely used");
    private static final List<String> CITIES = List.of(
            "Mumbai", "Mumbai", "Mumbai", "Delhi", "Delhi", "Pune", "Bengaluru", "Kochi", "Agra", "Patna", "Guwahati");

    private final Random random = new Random(42);
    private final ReferenceData reference = ReferenceData.load();
    private final SearchRules rules = new SearchRules(reference.categories(), reference.cities());
    private final CatalogSystem catalog = CatalogSystem.start();

    @BeforeAll
    void fill() {
        List<Category> leaves = leaves(reference.categories());
        for (int done = 0; done < LISTINGS; done += A_CALL) {
            List<ImportedListing> listings = new ArrayList<>();
            for (int i = 0; i < A_CALL; i++) {
                listings.add(listing(done + i, leaves.get((done + i) % leaves.size())));
            }
            assertThat(catalog.importAll(listings)).isEqualTo(A_CALL);
        }
        RowSet<Row> unused = catalog.operate("ANALYZE listing", "ANALYZE seller");
    }

    private static List<Category> leaves(Categories categories) {
        return categories.reply(true).getItemsList().stream()
                .filter(Category::hasParentId)
                .toList();
    }

    private ImportedListing listing(int i, Category category) {
        ImportedListing.Builder listing = Samples.imported(
                        category.getName() + " " + WORDS.get(random.nextInt(WORDS.size())) + " " + i)
                .setPrice(Samples.rupees(random.nextInt(1_000_000)))
                .setCategoryId(category.getId())
                .setPublishedAt(Samples.ago(Duration.ofMinutes(random.nextInt(29 * 24 * 60))))
                .setLocation(Location.newBuilder().setCity(CITIES.get(random.nextInt(CITIES.size()))))
                .setAttributes(attributes(category));
        listing.getSellerBuilder().setId("01890000-0000-7000-8000-" + "%012d".formatted(i % 5_000));
        return listing.build();
    }

    private Struct attributes(Category category) {
        Struct.Builder attributes = Struct.newBuilder();
        for (AttributeSchema schema : category.getAttributesList()) {
            if (schema.getType() == AttributeType.ATTRIBUTE_TYPE_OPTION) {
                attributes.putFields(
                        schema.getName(), Samples.text(schema.getOptions(random.nextInt(schema.getOptionsCount()))));
            } else if (schema.getRequired()) {
                attributes.putFields(schema.getName(), required(schema));
            }
        }
        return attributes.build();
    }

    private Value required(AttributeSchema schema) {
        return schema.getType() == AttributeType.ATTRIBUTE_TYPE_NUMBER
                ? Samples.number(schema.getMin() + random.nextInt((int) (schema.getMax() - schema.getMin()) + 1))
                : Samples.text("something");
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private SearchSql sql(SearchListingsRequest.Builder request, SearchPhase phase, SearchSql.@Nullable After after) {
        SearchFilter filter = rules.check(request.build());
        return new SearchSql(filter, filter.text(), phase, after, List.of(), filter.limit() + 1);
    }

    /** What PostgreSQL would do without knowing the values. */
    private String plan(Statement statement) {
        StringBuilder plan = new StringBuilder();
        for (Row row : catalog.operate("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + statement.sql())) {
            plan.append(row.getString(0)).append('\n');
        }
        return plan.toString();
    }

    private void follows(String index, Statement statement) {
        assertThat(plan(statement))
                .contains(index)
                .doesNotContain("Seq Scan on listing")
                .doesNotContain("Sort Key: l.published_at", "Sort Key: l.price_amount")
                .contains("seller_seller_id_pkey");
    }

    private static SearchListingsRequest.Builder search() {
        return SearchListingsRequest.newBuilder();
    }

    private static SearchSql.After after(String key) {
        return new SearchSql.After(key, Ids.next());
    }

    @Test
    void browsesAlongTheNewest() {
        follows(
                "Index Scan using listing_published_at_idx",
                sql(search(), SearchPhase.NONE, null).full());
        follows(
                "Index Scan using listing_published_at_idx",
                sql(search(), SearchPhase.NONE, after("2026-01-01T00:00Z")).full());
    }

    @Test
    void browsesCategoriesAndCitiesAlongTheirNewest() {
        follows(
                "Index Scan using listing_category_id_published_at_idx",
                sql(search().setCategory("cars"), SearchPhase.NONE, null).full());
        follows(
                "Index Scan using listing_parent_category_id_published_at_idx",
                sql(search().setCategory("vehicles"), SearchPhase.NONE, null).full());
        follows(
                "Index Scan using listing_city_published_at_idx",
                sql(search().setCity("Pune"), SearchPhase.NONE, null).full());
    }

    @Test
    void followsThePrice() {
        for (ListingSort sort : List.of(ListingSort.LISTING_SORT_PRICE_ASC, ListingSort.LISTING_SORT_PRICE_DESC)) {
            follows(
                    "using listing_price_amount_idx",
                    sql(search().setSort(sort), SearchPhase.NONE, null).full());
            follows(
                    "using listing_price_amount_idx",
                    sql(search().setSort(sort).setMinPrice(5), SearchPhase.NONE, after("5"))
                            .full());
            follows(
                    "using listing_category_id_price_amount_idx",
                    sql(search().setSort(sort).setCategory("cars"), SearchPhase.NONE, null)
                            .full());
        }
    }

    @Test
    void goesOutwardsFromAPlace() {
        SearchListingsRequest.Builder nearest = search().setCity("Kochi").setSort(ListingSort.LISTING_SORT_NEAREST);
        assertThat(plan(sql(nearest.setRadiusKm(50), SearchPhase.NONE, null).full()))
                .contains("Index Scan using listing_place_idx", "Order By: (place <->", "Index Cond: (place <@");
        assertThat(plan(sql(nearest.clearRadiusKm().clearCity().setLat(10).setLon(76), SearchPhase.NONE, null)
                        .full()))
                .contains("Index Scan using listing_place_idx", "Order By: (place <->");
    }

    @Test
    void walksTheOrderWhateverTheText() {
        SearchListingsRequest.Builder text = search().setQ("negotiable");
        follows(
                "using listing_published_at_idx",
                sql(text, SearchPhase.TITLE, null).walk(SearchWay.SHORT));
        follows(
                "using listing_published_at_idx",
                sql(text, SearchPhase.ELSEWHERE, null).walk(SearchWay.SHORT));
        follows(
                "using listing_parent_category_id_published_at_idx",
                sql(text.setCategory("vehicles"), SearchPhase.TITLE, null).walk(SearchWay.SHORT));
    }

    @Test
    void looksRareThingsUp() {
        assertThat(plan(sql(search().setQ("zebra"), SearchPhase.TITLE, null).full()))
                .contains("listing_title_document_idx")
                .doesNotContain("Seq Scan on listing");
        assertThat(plan(sql(search().setQ("zebra"), SearchPhase.ELSEWHERE, null).full()))
                .contains("listing_document_idx")
                .doesNotContain("Seq Scan on listing");
        assertThat(plan(sql(search().setCity("Kochi").setRadiusKm(5), SearchPhase.NONE, null)
                        .full()))
                .contains("listing_lat_lon_idx")
                .doesNotContain("Seq Scan on listing");
        assertThat(plan(sql(search().setCategory("cars").addAttr("fuel:Diesel"), SearchPhase.NONE, null)
                        .full()))
                .contains("listing_category_id")
                .doesNotContain("Seq Scan on listing");
        assertThat(plan(sql(search().setSellerId(Ids.next().toString()), SearchPhase.NONE, null)
                        .full()))
                .contains("listing_seller_id_created_at_idx")
                .doesNotContain("Seq Scan on listing");
    }
}
