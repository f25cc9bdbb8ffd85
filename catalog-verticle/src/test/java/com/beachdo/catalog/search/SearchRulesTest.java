package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRulesTest {
    private static final ReferenceData REFERENCE = ReferenceData.load();

    private final SearchRules rules = new SearchRules(REFERENCE.categories(), REFERENCE.cities());

    private SearchFilter check(SearchListingsRequest.Builder request) {
        return rules.check(request.build());
    }

    private void refuses(SearchListingsRequest.Builder request, String code, String pointer) {
        RpcException refused = catchThrowableOfType(RpcException.class, () -> check(request));
        assertThat(refused).as(request.toString()).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.fields()).extracting(FieldError::pointer).contains(pointer);
    }

    private static SearchListingsRequest.Builder search() {
        return SearchListingsRequest.newBuilder();
    }

    @Test
    void sortsByRelevanceWhenThereIsATextAndByNewestOtherwise() {
        assertThat(check(search()).relevance()).isFalse();
        assertThat(check(search()).order()).isEqualTo(SearchOrder.NEWEST);
        assertThat(check(search().setQ("car")).relevance()).isTrue();
        assertThat(check(search().setQ("car").setSort(ListingSort.LISTING_SORT_NEWEST))
                        .relevance())
                .isFalse();
        assertThat(check(search().setSort(ListingSort.LISTING_SORT_RELEVANCE)).relevance())
                .isFalse();
    }

    @Test
    void takesBlankAndInvisibleTextForNone() {
        assertThat(check(search().setQ(" \t\u0000\u202e ")).text()).isNull();
        assertThat(check(search().setQ("red\u0000car")).text()).isEqualTo("red car");
    }

    @Test
    void looksAroundTheCityWhenThereIsARadius() {
        SearchFilter filter = check(search().setCity("Poona").setRadiusKm(20));
        assertThat(filter.city()).isNull();
        assertThat(filter.place()).isEqualTo(new Place(18.5204, 73.8567));
    }

    @Test
    void looksInTheCityWhenThereIsNone() {
        assertThat(check(search().setCity("poona")).city()).isEqualTo("Pune");
    }

    @Test
    void refusesWhatContradictsItself() {
        refuses(search().setMinPrice(2).setMaxPrice(1), "request.invalid", "/minPrice");
        refuses(search().setLat(18), "request.invalid", "/lon");
        refuses(search().setRadiusKm(5), "search.place_unknown", "/radiusKm");
        refuses(search().setSort(ListingSort.LISTING_SORT_NEAREST), "search.place_unknown", "/sort");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refuses(search().setMinPrice(-1), "request.invalid", "/minPrice");
        refuses(search().setMaxPrice(Long.MIN_VALUE), "request.invalid", "/maxPrice");
        refuses(search().setLat(95).setLon(77), "request.invalid", "/lat");
        refuses(search().setLat(Double.NaN).setLon(77), "request.invalid", "/lat");
        refuses(search().setCity("Pune").setRadiusKm(0.5), "request.invalid", "/radiusKm");
        refuses(search().setCity("Pune").setRadiusKm(Double.POSITIVE_INFINITY), "request.invalid", "/radiusKm");
        refuses(search().setLimit(101), "request.invalid", "/limit");
        refuses(search().setLimit(-1), "request.invalid", "/limit");
        refuses(search().setQ("x".repeat(201)), "request.invalid", "/q");
        refuses(search().setSellerId("me"), "request.invalid", "/sellerId");
        refuses(search().setSortValue(99), "request.invalid", "/sort");
        refuses(search().setConditionValue(0), "request.invalid", "/condition");
    }

    @Test
    void refusesUnknownPlacesAndCategories() {
        refuses(search().setCity("Atlantis"), "search.place_unknown", "/city");
        refuses(search().setCategory("spaceships"), "search.category_unknown", "/category");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "brand", ":Tata", "brand:", "brand:Trabant", "wheels:4", "year:new", "model:Swift"})
    void refusesAttributesThatCannotBeFilteredBy(String attr) {
        refuses(search().setCategory("cars").addAttr(attr), "search.attribute_invalid", "/attr");
    }

    @Test
    void refusesAnAttributeTwiceAndTooMany() {
        refuses(search().addAttr("brand:Tata").addAttr("brand:Kia"), "search.attribute_invalid", "/attr");
        SearchListingsRequest.Builder many = search();
        for (int i = 0; i < 11; i++) {
            many.addAttr("brand:Tata");
        }
        refuses(many, "search.attribute_invalid", "/attr");
    }

    @Test
    void readsAttributesByTheirType() {
        SearchFilter filter =
                check(search().setCategory("cars").addAttr("brand:tata").addAttr("year:2015"));
        assertThat(filter.attributes().getFieldsOrThrow("brand").getStringValue())
                .isEqualTo("Tata");
        assertThat(filter.attributes().getFieldsOrThrow("year").getNumberValue())
                .isEqualTo(2015);
        assertThat(check(search().addAttr("warranty:true"))
                        .attributes()
                        .getFieldsOrThrow("warranty")
                        .getBoolValue())
                .isTrue();
    }

    @Test
    void looksForAttributesInTheCategoryAndBelowIt() {
        assertThat(check(search().setCategory("vehicles").addAttr("fuel:Diesel"))
                        .attributes()
                        .getFieldsCount())
                .isEqualTo(1);
        refuses(search().setCategory("books").addAttr("fuel:Diesel"), "search.attribute_invalid", "/attr");
    }

    @Test
    void identifiesAListByAllButThePage() {
        String identity = check(search().setQ("car").setLimit(5)).identity();
        assertThat(check(search().setQ("car").setLimit(50).setCursor("x")).identity())
                .isEqualTo(identity);
        assertThat(check(search().setQ("cars")).identity()).isNotEqualTo(identity);
    }

    @Test
    void drawsABoxThatHoldsTheCircle() {
        Place place = Objects.requireNonNull(check(search().setCity("Srinagar")).place());
        assertThat(place.north(100) - place.south(100)).isBetween(1.7, 1.9);
        assertThat(place.east(100) - place.west(100)).isBetween(2.1, 2.3);
        assertThat(Place.chord(100)).isBetween(99_990.0, 100_000.0);
    }
}
