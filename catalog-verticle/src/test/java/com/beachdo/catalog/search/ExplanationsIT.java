package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingExplanation;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationsIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final String id = Samples.imported("x").build().getId();

    @BeforeAll
    void load() {
        int imported = catalog.importAll(List.of(
                Samples.imported("Old guitars from Goa")
                        .setId(id)
                        .setDescription("Rosewood, played by a teacher.")
                        .build(),
                Samples.imported("Mandolin").build()));
        assertThat(imported).isEqualTo(2);
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private List<Listing> found(SearchListingsRequest.Builder request, Transport transport) {
        return catalog.call(People.anybody(), Search.class, transport, search -> search.searchListings(request.build()))
                .getItemsList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void namesTheWordsThatAListingHasAndWhere(Transport transport) {
        ListingExplanation explanation = found(
                        SearchListingsRequest.newBuilder()
                                .setQ("the guitar rosewood -piano")
                                .setExplain(true),
                        transport)
                .get(0)
                .getExplanation();
        assertThat(explanation.getTitleTermsList()).containsExactly("guitar");
        assertThat(explanation.getOtherTermsList()).containsExactly("rosewood");
        assertThat(explanation.getPromoted()).isFalse();
        assertThat(explanation.hasCorrectedText()).isFalse();
        assertThat(explanation.hasDistanceKm()).isFalse();
    }

    @Test
    void saysWhatWasReallyLookedForAndHowFarItIs() {
        ListingExplanation explanation = found(
                        SearchListingsRequest.newBuilder()
                                .setQ("guitaar")
                                .setCity("Mumbai")
                                .setRadiusKm(300)
                                .setExplain(true),
                        Transport.BUS)
                .get(0)
                .getExplanation();
        assertThat(explanation.getCorrectedText()).contains("guitar");
        assertThat(explanation.getDistanceKm()).isCloseTo(120, within(15.0));
    }

    @Test
    void marksWhatIsPromotedAndIsSilentUnlessAsked() {
        BoostListingRequest boost = BoostListingRequest.newBuilder()
                .setListingId(id)
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setDays(1)
                .build();
        String boosted = catalog.call(People.admin(), Boosts.class, boosts -> boosts.boostListing(boost))
                .getId();
        assertThat(boosted).isNotEmpty();
        Listing first = found(SearchListingsRequest.newBuilder().setQ("goa").setExplain(true), Transport.BUS)
                .get(0);
        assertThat(first.getExplanation().getPromoted()).isTrue();
        assertThat(first.getExplanation().getTitleTermsList()).containsExactly("goa");
        assertThat(found(SearchListingsRequest.newBuilder().setQ("goa"), Transport.BUS))
                .noneMatch(Listing::hasExplanation);
    }
}
