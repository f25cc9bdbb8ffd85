package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.FacetValue;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.PriceFacet;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchFacet;
import com.beachdo.catalog.v1.SearchFacets;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.testing.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacetsIT {
    private static final List<SearchFacet> ALL = List.of(
            SearchFacet.SEARCH_FACET_CATEGORY,
            SearchFacet.SEARCH_FACET_CITY,
            SearchFacet.SEARCH_FACET_PRICE,
            SearchFacet.SEARCH_FACET_ATTRIBUTES);

    private final CatalogSystem catalog = CatalogSystem.start();

    @BeforeAll
    void fill() {
        List<ImportedListing> listings = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            listings.add(Samples.imported("Sitar " + i)
                    .setPrice(Samples.rupees(i < 4 ? 700 : 70_000))
                    .setLocation(Location.newBuilder().setCity(i < 3 ? "Pune" : i < 5 ? "Kochi" : "Agra"))
                    .setAttributes(Samples.attributes(Map.of("instrument", Samples.text(i < 2 ? "Other" : "Guitar"))))
                    .build());
        }
        assertThat(catalog.importAll(listings)).isEqualTo(6);
        for (int from = 0; from < 1_200; from += 600) {
            List<ImportedListing> many = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                many.add(Samples.imported("Tabla " + i).build());
            }
            assertThat(catalog.importAll(many)).isEqualTo(600);
        }
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private ListListingsReply search(SearchListingsRequest.Builder request, Transport transport) {
        return catalog.call(
                People.anybody(), Search.class, transport, search -> search.searchListings(request.build()));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tellHowWhatIsFoundIsSpread(Transport transport) {
        SearchFacets facets = search(
                        SearchListingsRequest.newBuilder()
                                .setQ("sitar")
                                .setCategory("musical-instruments")
                                .addAllFacets(ALL),
                        transport)
                .getFacets();
        assertThat(facets.getTotal()).isEqualTo(6);
        assertThat(facets.getTotalCapped()).isFalse();
        assertThat(facets.getCategoriesList()).singleElement().satisfies(category -> {
            assertThat(category.getValue()).isEqualTo("musical-instruments");
            assertThat(category.getLabel()).isNotEmpty();
            assertThat(category.getCount()).isEqualTo(6);
        });
        assertThat(facets.getCitiesList())
                .extracting(FacetValue::getValue, FacetValue::getCount)
                .containsExactly(tuple("Pune", 3), tuple("Kochi", 2), tuple("Agra", 1));
        assertThat(facets.getPricesList())
                .extracting(PriceFacet::getFrom, PriceFacet::getTo, PriceFacet::getCount)
                .containsExactly(tuple(50_000L, 100_000L, 4), tuple(5_000_000L, 10_000_000L, 2));
        assertThat(facets.getAttributesList()).singleElement().satisfies(attribute -> {
            assertThat(attribute.getName()).isEqualTo("instrument");
            assertThat(attribute.getValuesList())
                    .extracting(FacetValue::getValue, FacetValue::getCount)
                    .containsExactly(tuple("Guitar", 4), tuple("Other", 2));
        });
    }

    @Test
    void whatMatchesMoreThanAThousandTimesIsSaidToBeMore() {
        for (SearchListingsRequest.Builder request : List.of(
                SearchListingsRequest.newBuilder().setQ("tabla"),
                SearchListingsRequest.newBuilder().setCity("Pune"))) {
            SearchFacets facets = search(request.addFacets(SearchFacet.SEARCH_FACET_CITY), Transport.BUS)
                    .getFacets();
            assertThat(facets.getTotal()).isEqualTo(Facets.COUNTED);
            assertThat(facets.getTotalCapped()).isTrue();
            assertThat(facets.getCitiesList()).extracting(FacetValue::getValue).contains("Pune");
        }
    }

    @Test
    void areOfTheCorrectedWordsWhenThoseWereFound() {
        ListListingsReply found = search(
                SearchListingsRequest.newBuilder().setQ("tabl").addFacets(SearchFacet.SEARCH_FACET_CITY),
                Transport.BUS);
        assertThat(found.getFacets().getTotal() > 0).isEqualTo(found.getItemsCount() > 0);
    }

    @Test
    void areLeftOutWhenNobodyAsks() {
        assertThat(search(SearchListingsRequest.newBuilder().setQ("sitar"), Transport.BUS)
                        .hasFacets())
                .isFalse();
    }

    @Test
    void pagesGoOnWithoutThem() {
        ListListingsReply first = search(
                SearchListingsRequest.newBuilder().setQ("sitar").setLimit(4).addAllFacets(ALL), Transport.BUS);
        ListListingsReply rest = search(
                SearchListingsRequest.newBuilder().setQ("sitar").setLimit(4).setCursor(first.getNextCursor()),
                Transport.BUS);
        assertThat(rest.getItemsCount()).isEqualTo(2);
    }
}
