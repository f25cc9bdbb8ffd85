package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListSimilarRequest;
import com.beachdo.catalog.v1.ListTrendingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SuggestSearchesRequest;
import com.beachdo.catalog.v1.Suggestion;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final ImportedListing model =
            Samples.imported("Yamaha acoustic guitar F310").build();
    private final ImportedListing like =
            Samples.imported("Yamaha acoustic guitar F280").build();
    private final ImportedListing far = Samples.imported("Yamaha acoustic guitar F370")
            .setLocation(Location.newBuilder().setCity("Chennai"))
            .build();
    private final ImportedListing dear = Samples.imported("Harmonium, Calcutta made")
            .setPrice(Samples.rupees(900_000))
            .build();
    private final ImportedListing other = Samples.imported("Yamaha acoustic guitar on two wheels")
            .setCategoryId("bicycles")
            .setAttributes(Samples.attributes(Map.of("bicycleType", Samples.text("City"))))
            .build();

    @BeforeAll
    void fill() {
        int unused = catalog.importAll(List.of(model, like, far, dear, other));
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private List<Suggestion> suggest(String query) {
        SuggestSearchesRequest request =
                SuggestSearchesRequest.newBuilder().setQ(query).build();
        return catalog.call(People.anybody(), Search.class, search -> search.suggestSearches(request))
                .getItemsList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theLikestOfTheCategoryComesFirst(Transport transport) {
        ListSimilarRequest request =
                ListSimilarRequest.newBuilder().setListingId(model.getId()).build();
        assertThat(catalog.call(People.anybody(), Search.class, transport, search -> search.listSimilar(request))
                        .getItemsList())
                .extracting(Listing::getId)
                .containsExactly(like.getId(), far.getId(), dear.getId());
    }

    @Test
    void nothingIsLikeWhatNobodySees() {
        ListSimilarRequest request = ListSimilarRequest.newBuilder()
                .setListingId("01890000-0000-7000-8000-00000000dead")
                .build();
        assertThatThrownBy(() -> catalog.call(People.anybody(), Search.class, search -> search.listSimilar(request)))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("listing.not_found"));
    }

    @Test
    void completesTheLastWordToWhatFindsSomething() {
        assertThat(suggest("yamaha aco")).extracting(Suggestion::getText).containsExactly("yamaha acoustic");
        assertThat(suggest("harmonium aco"))
                .as("both words, but in no one title")
                .isEmpty();
        assertThat(suggest("%")).isEmpty();
    }

    @Test
    void offersCategoriesByTheBeginningOfAWord() {
        assertThat(suggest("musi")).anySatisfy(suggestion -> {
            assertThat(suggestion.getText()).isEqualTo("Musical Instruments");
            assertThat(suggestion.getCategoryId()).isEqualTo("musical-instruments");
        });
    }

    @Test
    void refusesATrendOfNowhere() {
        ListTrendingRequest request =
                ListTrendingRequest.newBuilder().setCategory("no-such").build();
        assertThatThrownBy(() -> catalog.call(People.anybody(), Search.class, search -> search.listTrending(request)))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("search.category_unknown"));
    }
}
