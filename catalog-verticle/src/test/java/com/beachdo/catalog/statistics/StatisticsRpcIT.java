package com.beachdo.catalog.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.GetListingStatisticsRequest;
import com.beachdo.catalog.v1.ListTrendingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingFigures;
import com.beachdo.catalog.v1.ListingStatistics;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.SaveListingRequest;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatisticsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private void look(CallContext visitor, Listing listing) {
        GetListingRequest request =
                GetListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object unused = catalog.call(visitor, Listings.class, listings -> listings.getListing(request));
    }

    private void save(CallContext buyer, Listing listing) {
        SaveListingRequest request =
                SaveListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object unused = catalog.call(buyer, SavedListings.class, saved -> saved.saveListing(request));
    }

    private ListingStatistics statistics(CallContext seller, Listing listing, Transport transport) {
        GetListingStatisticsRequest request = GetListingStatisticsRequest.newBuilder()
                .setListingId(listing.getId())
                .build();
        return catalog.call(
                seller, Statistics.class, transport, statistics -> statistics.getListingStatistics(request));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void countsAVisitorOnceADayAndNeverTheSeller(Transport transport) {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        CallContext buyer = People.buyer();
        look(buyer, listing);
        look(buyer, listing);
        look(seller, listing);
        look(People.anybody().withClient("203.0.113.7", null), listing);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        statistics(seller, listing, transport).getTotal().getViews())
                .isEqualTo(2));
        look(buyer, listing);
        look(People.buyer(), listing);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        statistics(seller, listing, transport).getTotal().getViews())
                .isEqualTo(3));
        assertThat(statistics(seller, listing, transport).getDaysList()).hasSize(1);
    }

    @Test
    void keepsOfAVisitorNothingThatCanBeTriedOut() throws NoSuchAlgorithmException {
        Listing listing = catalog.publish(People.seller());
        String address = "203.0.113.9";
        look(People.anybody().withClient(address, null), listing);
        UUID id = UUID.fromString(listing.getId());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(visitors(id)).hasSize(1));
        byte[] guessed = MessageDigest.getInstance("SHA-256")
                .digest((listing.getId() + address).getBytes(StandardCharsets.UTF_8));
        assertThat(visitors(id).get(0)).hasSize(12).isNotEqualTo(Arrays.copyOf(guessed, 12));
    }

    private List<byte[]> visitors(UUID listing) {
        return TestSystem.await(catalog.db().query("SELECT visitor FROM listing_visit WHERE listing_id = $1", listing))
                .stream()
                .map(row -> row.getBuffer(0).getBytes())
                .toList();
    }

    @Test
    void countsSavesAndChatsOnce() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        CallContext buyer = People.buyer();
        save(buyer, listing);
        save(buyer, listing);
        catalog.deliver(RoomOpened.newBuilder()
                .setChatId("01890000-0000-7000-8000-000000000009")
                .setListingId(listing.getId())
                .build());
        ListingFigures total = statistics(seller, listing, Transport.BUS).getTotal();
        assertThat(total.getSaves()).isEqualTo(1);
        assertThat(total.getChats()).isEqualTo(1);
    }

    @Test
    void areForTheSellerAlone() {
        Listing listing = catalog.publish(People.seller());
        assertThatThrownBy(() -> statistics(People.seller(), listing, Transport.BUS))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("listing.not_found"));
    }

    @Test
    void refusesAPeriodThatIsNone() {
        assertThat(Period.of("2026-01-01", "2026-12-31").to()).hasToString("2026-12-31");
        for (List<String> bad : List.of(
                List.of("2026-01-02", "2026-01-01"), List.of("2025-01-01", "2026-12-31"), List.of("1.1.2026", ""))) {
            assertThatThrownBy(() -> Period.of(bad.get(0), bad.get(1)))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(
                                    refused.fields().get(0).pointer())
                            .isEqualTo("/from"));
        }
    }

    @Test
    void whatDrawsMoreAttentionTrendsAboveWhatDrawsLess() {
        Listing some = catalog.publish(People.seller());
        Listing more = catalog.publish(People.seller());
        save(People.buyer(), some);
        for (int count = 0; count < 30; count++) {
            save(People.buyer(), more);
        }
        List<String> trending = catalog
                .call(
                        People.anybody(),
                        Search.class,
                        search -> search.listTrending(
                                ListTrendingRequest.newBuilder().setLimit(50).build()))
                .getItemsList()
                .stream()
                .map(Listing::getId)
                .toList();
        assertThat(trending).containsSubsequence(more.getId(), some.getId());
    }
}
