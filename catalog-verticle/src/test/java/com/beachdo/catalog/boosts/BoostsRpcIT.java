package com.beachdo.catalog.boosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.Boost;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostMetrics;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.BoostStatus;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.EndBoostsRequest;
import com.beachdo.catalog.v1.GetBoostMetricsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListBoostsReply;
import com.beachdo.catalog.v1.ListBoostsRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListTrendingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingEvent;
import com.beachdo.catalog.v1.ListingEventKind;
import com.beachdo.catalog.v1.RecordListingEventsRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoostsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext admin = People.admin();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private List<String> imported(String title, int count) {
        List<ImportedListing> listings = IntStream.range(0, count)
                .mapToObj(number -> Samples.imported(title + " " + number).build())
                .toList();
        int unused = catalog.importAll(listings);
        return listings.stream().map(ImportedListing::getId).toList();
    }

    private Boost boost(String listing, BoostPlacement placement, Transport transport) {
        BoostListingRequest request = BoostListingRequest.newBuilder()
                .setListingId(listing)
                .setPlacement(placement)
                .setDays(7)
                .build();
        return catalog.call(admin, Boosts.class, transport, boosts -> boosts.boostListing(request));
    }

    private Boost top(String listing) {
        return boost(listing, BoostPlacement.BOOST_PLACEMENT_TOP, Transport.BUS);
    }

    private void end(String listing) {
        EndBoostsRequest request =
                EndBoostsRequest.newBuilder().setListingId(listing).build();
        Object unused = catalog.call(admin, Boosts.class, boosts -> boosts.endBoosts(request));
    }

    private ListListingsReply search(String text, int limit, String cursor) {
        SearchListingsRequest request = SearchListingsRequest.newBuilder()
                .setQ(text)
                .setLimit(limit)
                .setCursor(cursor)
                .build();
        return catalog.call(People.anybody(), Search.class, search -> search.searchListings(request));
    }

    private int tell(String listing, String token, ListingEventKind... kinds) {
        RecordListingEventsRequest.Builder request =
                RecordListingEventsRequest.newBuilder().setListingId(listing);
        for (ListingEventKind kind : kinds) {
            request.addEvents(ListingEvent.newBuilder().setKind(kind).setPromotionToken(token));
        }
        return catalog.call(
                        People.anybody(),
                        Statistics.class,
                        statistics -> statistics.recordListingEvents(request.build()))
                .getAccepted();
    }

    private BoostMetrics metrics(Boost boost) {
        GetBoostMetricsRequest request =
                GetBoostMetricsRequest.newBuilder().setBoostId(boost.getId()).build();
        return catalog.call(admin, Boosts.class, boosts -> boosts.getBoostMetrics(request));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aBoostRunsFromNowAndIsListed(Transport transport) {
        String listing = imported("Tanpura", 1).get(0);
        Boost boost = boost(listing, BoostPlacement.BOOST_PLACEMENT_TOP, transport);
        assertThat(boost.getStatus()).isEqualTo(BoostStatus.BOOST_STATUS_RUNNING);
        assertThat(boost.getEndsAt().getSeconds() - boost.getStartsAt().getSeconds())
                .isEqualTo(7 * 86_400);
        ListBoostsRequest request =
                ListBoostsRequest.newBuilder().setListingId(listing).build();
        ListBoostsReply listed =
                catalog.call(People.staff(), Boosts.class, transport, boosts -> boosts.listBoosts(request));
        assertThat(listed.getItemsList()).containsExactly(boost);
        end(listing);
        assertThat(catalog.call(admin, Boosts.class, boosts -> boosts.listBoosts(request))
                        .getItems(0)
                        .getStatus())
                .isEqualTo(BoostStatus.BOOST_STATUS_CANCELLED);
    }

    @Test
    void twoBoostsOfOnePlaceDoNotOverlap() {
        String listing = imported("Esraj", 1).get(0);
        Boost unused = top(listing);
        assertThatThrownBy(() -> top(listing))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("boost.overlaps"));
        Boost elsewhere = boost(listing, BoostPlacement.BOOST_PLACEMENT_FEATURED, Transport.BUS);
        assertThat(elsewhere.getStatus()).isEqualTo(BoostStatus.BOOST_STATUS_RUNNING);
        end(listing);
        Boost again = top(listing);
        assertThat(again.getStatus()).isEqualTo(BoostStatus.BOOST_STATUS_RUNNING);
        end(listing);
    }

    @Test
    void aBoostToComeDoesNotShowYet() {
        String listing = imported("Pakhawaj", 6).get(0);
        BoostListingRequest request = BoostListingRequest.newBuilder()
                .setListingId(listing)
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setStartsAt(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + 3600))
                .setDays(1)
                .build();
        Boost boost = catalog.call(admin, Boosts.class, boosts -> boosts.boostListing(request));
        assertThat(boost.getStatus()).isEqualTo(BoostStatus.BOOST_STATUS_SCHEDULED);
        assertThat(search("pakhawaj", 5, "").getItemsList()).noneMatch(Listing::getPromoted);
    }

    @Test
    void promotedListingsStandAboveTheFirstPageAndAreNotFoundAgain() {
        List<String> ids = imported("Dilruba", 12);
        String oldest = ids.get(0);
        Boost unused = top(oldest);
        ListListingsReply page = search("dilruba", 5, "");
        assertThat(page.getItemsCount()).isEqualTo(5);
        assertThat(page.getItems(0).getId()).isEqualTo(oldest);
        assertThat(page.getItems(0).getPromoted()).isTrue();
        assertThat(page.getItems(0).getPromotionToken()).isNotEmpty();
        List<String> seen = new ArrayList<>();
        while (true) {
            page.getItemsList().forEach(item -> seen.add(item.getId()));
            if (!page.hasNextCursor()) {
                break;
            }
            page = search("dilruba", 5, page.getNextCursor());
            assertThat(page.getItemsList()).noneMatch(Listing::getPromoted);
        }
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
        assertThat(search("dilruba -dilruba", 5, "").getItemsList()).isEmpty();
        end(oldest);
        assertThat(search("dilruba", 5, "").getItemsList()).noneMatch(Listing::getPromoted);
    }

    @Test
    void aShowingCountsOnceAKind() {
        String listing = imported("Rudra veena", 6).get(0);
        Boost boost = top(listing);
        String token = search("rudra", 5, "").getItems(0).getPromotionToken();
        ListingEventKind seen = ListingEventKind.LISTING_EVENT_KIND_IMPRESSION;
        ListingEventKind clicked = ListingEventKind.LISTING_EVENT_KIND_CLICK;
        assertThat(tell(listing, token, seen, seen)).isEqualTo(1);
        assertThat(tell(listing, token, seen, clicked)).isEqualTo(1);
        String another = search("rudra", 5, "").getItems(0).getPromotionToken();
        assertThat(tell(listing, another, seen)).isEqualTo(1);

        BoostMetrics metrics = metrics(boost);
        assertThat(metrics.getImpressions()).isEqualTo(2);
        assertThat(metrics.getClicks()).isEqualTo(1);
        assertThat(metrics.getCtr()).isEqualTo(0.5);
        assertThat(metrics.getDaysList()).hasSize(1);
        end(listing);
    }

    @Test
    void clicksCannotBeInvented() {
        List<String> listings = imported("Sarinda", 6);
        Boost boost = top(listings.get(0));
        String token = search("sarinda", 5, "").getItems(0).getPromotionToken();
        assertThatThrownBy(() -> tell(listings.get(0), "A" + token, ListingEventKind.LISTING_EVENT_KIND_CLICK))
                .isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("promotion.token_invalid");
                    assertThat(refused.fields().get(0).pointer()).isEqualTo("/events/0/promotionToken");
                });
        assertThat(tell(listings.get(1), token, ListingEventKind.LISTING_EVENT_KIND_CLICK))
                .as("of another listing")
                .isZero();
        assertThat(metrics(boost).getClicks()).isZero();
        end(listings.get(0));
    }

    @Test
    void featuredListingsLeadTheTrendingOnes() {
        String listing = imported("Santoor", 2).get(1);
        Boost unused = boost(listing, BoostPlacement.BOOST_PLACEMENT_FEATURED, Transport.BUS);
        ListTrendingRequest request = ListTrendingRequest.newBuilder().build();
        List<Listing> trending = catalog.call(People.anybody(), Search.class, search -> search.listTrending(request))
                .getItemsList();
        assertThat(trending.get(0).getId()).isEqualTo(listing);
        assertThat(trending.get(0).getPromoted()).isTrue();
        end(listing);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        String nothing = "01890000-0000-7000-8000-00000000dead";
        assertThatThrownBy(() -> top(nothing))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("listing.not_found"));
        assertThatThrownBy(() -> metrics(Boost.newBuilder().setId(nothing).build()))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("boost.not_found"));
    }
}
