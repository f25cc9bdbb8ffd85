package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every order, to the end, over listings of which many share price, time and place, while others come in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPagesIT {
    private static final int LISTINGS = 180;
    private static final List<String> PLACES = List.of("Pune", "Mumbai", "Nashik", "Solapur");

    private final CatalogSystem catalog = CatalogSystem.start();
    private final List<Timestamp> times = List.of(
            Samples.ago(Duration.ofHours(1)), Samples.ago(Duration.ofHours(2)), Samples.ago(Duration.ofHours(3)));

    @BeforeAll
    void fill() {
        List<ImportedListing> listings = new ArrayList<>();
        for (int i = 0; i < LISTINGS; i++) {
            listings.add(listing(i).build());
        }
        assertThat(catalog.importAll(listings)).isEqualTo(LISTINGS);
    }

    private ImportedListing.Builder listing(int i) {
        return Samples.imported(i % 2 == 0 ? "Violin" : "Sitar with a stand")
                .setDescription(i % 3 == 0 ? "Comes with a violin book." : "Comes with nothing.")
                .setPrice(Samples.rupees(i % 4))
                .setPublishedAt(times.get(i % 3))
                .setLocation(Location.newBuilder().setCity(PLACES.get(i % PLACES.size())));
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    /** All pages, with new listings coming in between them; those are not counted. */
    private List<Listing> walk(SearchListingsRequest request, int limit) {
        List<Listing> seen = new ArrayList<>();
        String cursor = "";
        do {
            ListListingsReply page =
                    find(request.toBuilder().setLimit(limit).setCursor(cursor).build());
            assertThat(page.getItemsCount()).isLessThanOrEqualTo(limit);
            assertThat(page.hasNextCursor()).isEqualTo(!page.getNextCursor().isEmpty());
            if (page.hasNextCursor()) {
                assertThat(page.getItemsCount()).isEqualTo(limit);
            }
            seen.addAll(page.getItemsList());
            cursor = page.getNextCursor();
            assertThat(catalog.importAll(List.of(listing(seen.size())
                            .setDescription("Came in between.")
                            .build())))
                    .isEqualTo(1);
        } while (!cursor.isEmpty());
        return seen.stream()
                .filter(listing -> !listing.getDescription().equals("Came in between."))
                .toList();
    }

    private ListListingsReply find(SearchListingsRequest request) {
        return catalog.call(People.anybody(), Search.class, contract -> contract.searchListings(request));
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingSort.class,
            names = {"LISTING_SORT_NEWEST", "LISTING_SORT_PRICE_ASC", "LISTING_SORT_PRICE_DESC", "LISTING_SORT_NEAREST"
            })
    void seesEveryListingOnceInEveryOrder(ListingSort sort) {
        List<Listing> seen = walk(
                SearchListingsRequest.newBuilder()
                        .setSort(sort)
                        .setLat(18.6)
                        .setLon(73.7)
                        .build(),
                23);
        assertThat(seen).extracting(Listing::getId).doesNotHaveDuplicates().hasSize(LISTINGS);
        assertThat(seen).extracting(key(sort)).isSortedAccordingTo(Comparator.naturalOrder());
    }

    private static Function<Listing, Double> key(ListingSort sort) {
        return switch (sort) {
            case LISTING_SORT_NEWEST ->
                listing -> (double) -listing.getPublishedAt().getSeconds();
            case LISTING_SORT_PRICE_ASC ->
                listing -> (double) listing.getPrice().getAmount();
            case LISTING_SORT_PRICE_DESC ->
                listing -> (double) -listing.getPrice().getAmount();
            default ->
                listing -> Math.hypot(
                        listing.getLocation().getLat() - 18.6,
                        (listing.getLocation().getLon() - 73.7) * Math.cos(Math.toRadians(18.6)));
        };
    }

    @Test
    void seesEveryMatchOnceByRelevanceTitlesFirst() {
        List<Listing> seen =
                walk(SearchListingsRequest.newBuilder().setQ("violin").build(), 17);
        List<Boolean> inTitle = seen.stream()
                .map(listing -> listing.getTitle().equals("Violin"))
                .toList();
        assertThat(seen).extracting(Listing::getId).doesNotHaveDuplicates();
        assertThat(inTitle).hasSize(90 + 30).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void seesEveryMatchOnceWhateverTheFilters() {
        SearchListingsRequest request = SearchListingsRequest.newBuilder()
                .setQ("sitar or violin")
                .setCategory("hobbies")
                .setCity("Pune")
                .setMinPrice(0)
                .addAttr("instrument:Guitar")
                .setSort(ListingSort.LISTING_SORT_PRICE_DESC)
                .build();
        List<Listing> seen = walk(request, 7);
        assertThat(seen).extracting(Listing::getId).doesNotHaveDuplicates().hasSize(LISTINGS / PLACES.size());
    }

    @Test
    void endsExactlyWhereAPageEnds() {
        ListListingsReply whole = find(SearchListingsRequest.newBuilder()
                .setQ("nothing stand")
                .setLimit(100)
                .build());
        int count = whole.getItemsCount();
        ListListingsReply exact = find(SearchListingsRequest.newBuilder()
                .setQ("nothing stand")
                .setLimit(count)
                .build());
        assertThat(count).isBetween(1, 99);
        assertThat(exact.hasNextCursor()).isFalse();
    }
}
