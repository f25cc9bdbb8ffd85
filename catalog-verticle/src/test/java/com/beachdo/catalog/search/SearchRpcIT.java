package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListCategoriesReply;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @BeforeAll
    void fill() {
        assertThat(catalog.importAll(List.of(
                        guitar("Yamaha acoustic guitar", 5_000, "Pune").build(),
                        guitar("Tabla set", 3_000, "Mumbai")
                                .setDescription("Sold together with a guitar strap.")
                                .build(),
                        guitar("Harmonium, café style", 7_000, "Delhi").build(),
                        guitar("बांसुरी और हारमोनियम", 900, "Varanasi").build(),
                        guitar("Guitar of long ago", 1, "Pune")
                                .setPublishedAt(Samples.ago(Duration.ofDays(31)))
                                .build(),
                        guitar("Guitar that is sold", 1, "Pune")
                                .setStatus(ListingStatus.LISTING_STATUS_SOLD)
                                .build(),
                        car("Maruti Swift VXI", 400_000, "Pune", "Petrol", 2016).build(),
                        car("Tata Nexon EV", 1_200_000, "Bengaluru", "Electric", 2022)
                                .setCondition(Condition.CONDITION_LIKE_NEW)
                                .build(),
                        car("Mahindra Thar", 1_500_000, "Thane", "Diesel", 2021).build())))
                .isEqualTo(9);
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static ImportedListing.Builder guitar(String title, long rupees, String city) {
        return Samples.imported(title)
                .setPrice(Samples.rupees(rupees))
                .setLocation(Location.newBuilder().setCity(city));
    }

    private static ImportedListing.Builder car(String title, long rupees, String city, String fuel, int year) {
        return guitar(title, rupees, city)
                .setCategoryId("cars")
                .setAttributes(Samples.attributes(Map.of(
                        "brand", Samples.text("Tata"),
                        "year", Samples.number(year),
                        "fuel", Samples.text(fuel),
                        "transmission", Samples.text("Manual"),
                        "kmDriven", Samples.number(10_000))));
    }

    private static SearchListingsRequest.Builder search() {
        return SearchListingsRequest.newBuilder();
    }

    private ListListingsReply find(SearchListingsRequest.Builder request) {
        return catalog.call(People.anybody(), Search.class, contract -> contract.searchListings(request.build()));
    }

    private List<String> titles(SearchListingsRequest.Builder request) {
        return find(request).getItemsList().stream().map(Listing::getTitle).toList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void findsWhatIsVisible(Transport transport) {
        ListListingsReply all = catalog.call(
                People.anybody(), Search.class, transport, contract -> contract.searchListings(search().build()));
        assertThat(all.getItemsList())
                .hasSize(7)
                .allMatch(listing -> listing.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE)
                .noneMatch(listing -> listing.getTitle().contains("long ago"));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void listsTheCategories(Transport transport) {
        ListCategoriesRequest request = ListCategoriesRequest.getDefaultInstance();
        ListCategoriesReply categories =
                catalog.call(People.anybody(), Search.class, transport, contract -> contract.listCategories(request));
        assertThat(categories.getItemsCount()).isEqualTo(40);
    }

    @Test
    void findsTitlesBeforeDescriptions() {
        assertThat(titles(search().setQ("guitar"))).containsExactly("Yamaha acoustic guitar", "Tabla set");
    }

    @Test
    void findsOtherFormsOfAWordAndNamesOfCategories() {
        assertThat(titles(search().setQ("GUITARS acoustics"))).containsExactly("Yamaha acoustic guitar");
        assertThat(titles(search().setQ("cars"))).hasSize(3);
    }

    @Test
    void doesNotMindAccents() {
        assertThat(titles(search().setQ("cafe"))).containsExactly("Harmonium, café style");
        assertThat(titles(search().setQ("hármonium"))).containsExactly("Harmonium, café style");
    }

    @Test
    void findsOtherScripts() {
        assertThat(titles(search().setQ("बांसुरी"))).containsExactly("बांसुरी और हारमोनियम");
    }

    @Test
    void excludesAndQuotes() {
        assertThat(titles(search().setQ("guitar -strap"))).containsExactly("Yamaha acoustic guitar");
        assertThat(titles(search().setQ("\"guitar acoustic\""))).isEmpty();
        assertThat(titles(search().setQ("thar or nexon"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yamha guitar", "Yahama gitar", "acuostic", "guitaar"})
    void forgivesTypingErrors(String q) {
        assertThat(titles(search().setQ(q))).first().isEqualTo("Yamaha acoustic guitar");
    }

    @Test
    void forgivesTypingErrorsWithFiltersAndOrder() {
        assertThat(titles(search().setQ("gutar").setSort(ListingSort.LISTING_SORT_PRICE_ASC)))
                .containsExactly("Tabla set", "Yamaha acoustic guitar");
        assertThat(titles(search().setQ("gutar").setCity("Mumbai"))).containsExactly("Tabla set");
    }

    @Test
    void keepsTheCorrectionOnLaterPages() {
        SearchListingsRequest.Builder request = search().setQ("gutar").setLimit(1);
        ListListingsReply first = find(request);
        ListListingsReply second = find(request.setCursor(first.getNextCursor()));
        assertThat(first.getItems(0).getTitle()).isEqualTo("Yamaha acoustic guitar");
        assertThat(second.getItems(0).getTitle()).isEqualTo("Tabla set");
        assertThat(second.hasNextCursor()).isFalse();
    }

    @Test
    void findsNothingOfNonsense() {
        assertThat(find(search().setQ("qwxzv"))).isEqualTo(ListListingsReply.getDefaultInstance());
    }

    @Test
    void filtersByCategoryAndAllBelowIt() {
        assertThat(titles(search().setCategory("cars"))).hasSize(3);
        assertThat(titles(search().setCategory("vehicles"))).hasSize(3);
        assertThat(titles(search().setCategory("books"))).isEmpty();
    }

    @Test
    void filtersByPrice() {
        assertThat(titles(search().setMinPrice(300_000).setMaxPrice(500_000)))
                .containsExactlyInAnyOrder("Tabla set", "Yamaha acoustic guitar");
        assertThat(titles(search().setMinPrice(500_000).setMaxPrice(500_000)))
                .containsExactly("Yamaha acoustic guitar");
        assertThat(titles(search().setMinPrice(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void filtersByConditionAndSeller() {
        assertThat(titles(search().setCondition(Condition.CONDITION_LIKE_NEW))).containsExactly("Tata Nexon EV");
        String seller = find(search()).getItems(0).getSeller().getId();
        assertThat(titles(search().setSellerId(seller))).hasSize(7);
    }

    @Test
    void filtersByAttributes() {
        assertThat(titles(search().setCategory("cars").addAttr("fuel:diesel"))).containsExactly("Mahindra Thar");
        assertThat(titles(search().addAttr("fuel:Petrol").addAttr("year:2016"))).containsExactly("Maruti Swift VXI");
        assertThat(titles(search().addAttr("fuel:Petrol").addAttr("year:2022"))).isEmpty();
    }

    @Test
    void filtersByCityAndAround() {
        assertThat(titles(search().setCity("bangalore"))).containsExactly("Tata Nexon EV");
        assertThat(titles(search().setCity("Mumbai").setRadiusKm(25)))
                .containsExactlyInAnyOrder("Tabla set", "Mahindra Thar");
        assertThat(titles(search().setLat(12.9).setLon(77.6).setRadiusKm(20))).containsExactly("Tata Nexon EV");
        assertThat(titles(search().setLat(12.9).setLon(77.6).setRadiusKm(1))).isEmpty();
        assertThat(titles(search().setLat(-90).setLon(180).setRadiusKm(500))).isEmpty();
    }

    @Test
    void combinesEverything() {
        assertThat(titles(search().setQ("swift")
                        .setCategory("vehicles")
                        .setCity("Pune")
                        .setLat(18.6)
                        .setLon(73.8)
                        .setRadiusKm(50)
                        .setMinPrice(1)
                        .setMaxPrice(100_000_000)
                        .addAttr("fuel:Petrol")))
                .containsExactly("Maruti Swift VXI");
    }

    @Test
    void sortsByPriceAndDistance() {
        assertThat(titles(search().setCategory("cars").setSort(ListingSort.LISTING_SORT_PRICE_ASC)))
                .containsExactly("Maruti Swift VXI", "Tata Nexon EV", "Mahindra Thar");
        assertThat(titles(search().setCategory("cars").setSort(ListingSort.LISTING_SORT_PRICE_DESC)))
                .containsExactly("Mahindra Thar", "Tata Nexon EV", "Maruti Swift VXI");
        assertThat(titles(search().setCategory("cars")
                        .setLat(19.1)
                        .setLon(72.9)
                        .setSort(ListingSort.LISTING_SORT_NEAREST)))
                .containsExactly("Mahindra Thar", "Maruti Swift VXI", "Tata Nexon EV");
        assertThat(titles(search().setCity("Mumbai").setRadiusKm(300).setSort(ListingSort.LISTING_SORT_NEAREST)))
                .startsWith("Tabla set", "Mahindra Thar")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "'; DROP TABLE listing; --",
                "\" OR 1=1",
                "\\",
                "a\\'b",
                "$1",
                "$$x$$",
                "%",
                "_",
                "?",
                "?::text",
                "a & | ! b",
                "((((",
                "<->",
                ":*",
                "guitar:*A",
                "-",
                "- - -",
                "\"",
                "\u0000",
                "\u0001\u0002",
                "\ud800",
                "\u202e",
                "😀",
                "or or or",
                "the",
                "<script>alert(1)</script>",
                "../../etc/passwd",
                "${jndi:ldap://x}",
                "{{7*7}}",
                "1e400",
                "NaN"
            })
    void answersWhateverIsAsked(String q) {
        for (ListingSort sort : new ListingSort[] {
            ListingSort.LISTING_SORT_RELEVANCE, ListingSort.LISTING_SORT_PRICE_DESC, ListingSort.LISTING_SORT_NEAREST
        }) {
            assertThat(find(search().setQ(q).setSort(sort).setCity("Pune")).getItemsCount())
                    .isBetween(0, 7);
        }
        assertThat(titles(search())).hasSize(7);
    }

    @Test
    void answersTheLongestText() {
        assertThat(titles(search().setQ("guitar ".repeat(28)))).first().isEqualTo("Yamaha acoustic guitar");
        assertThat(titles(search().setQ("zqx".repeat(66)))).isEmpty();
    }

    @Test
    void refusesACursorOfAnotherSearch() {
        String cursor = find(search().setLimit(2)).getNextCursor();
        assertThat(titles(search().setLimit(5).setCursor(cursor))).hasSize(5);
        for (SearchListingsRequest.Builder other : List.of(
                search().setCategory("cars").setCursor(cursor),
                search().setSort(ListingSort.LISTING_SORT_PRICE_ASC).setCursor(cursor),
                search().setCursor("A" + cursor),
                search().setCursor("'; --"))) {
            assertThatThrownBy(() -> find(other))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                            .isEqualTo("search.cursor_invalid"));
        }
    }
}
