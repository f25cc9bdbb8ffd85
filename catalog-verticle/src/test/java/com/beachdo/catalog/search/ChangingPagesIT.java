package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.ApproveListingRequest;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every order, to the end, while listings come in, are boosted, sold and changed between the pages. */
class ChangingPagesIT {
    private static final int LISTINGS = 160;
    private static final int PAGE = 15;
    private static final int FIRST_BOOSTED = 5;
    private static final List<String> PLACES = List.of("Pune", "Mumbai", "Nashik", "Solapur");

    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext admin = People.admin();
    private final CallContext staff = People.staff();
    private final List<ImportedListing> listings = new ArrayList<>();
    private final Set<String> sold = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> boosted = new HashSet<>();

    @AfterEach
    void stop() {
        catalog.close();
    }

    private ImportedListing listing(int i) {
        return Samples.imported(i % 3 == 0 ? "Violin" : "Sitar with a violin stand")
                .setPrice(Samples.rupees(100 + i % 7))
                .setPublishedAt(Samples.ago(Duration.ofMinutes(1 + i % 9)))
                .setLocation(Location.newBuilder().setCity(PLACES.get(i % PLACES.size())))
                .build();
    }

    private void boost(ImportedListing listing) {
        if (!boosted.add(listing.getId())) {
            return;
        }
        BoostListingRequest request = BoostListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setDays(7)
                .build();
        Object unused = catalog.call(admin, Boosts.class, boosts -> boosts.boostListing(request));
    }

    private void sell(ImportedListing listing) {
        MarkSoldRequest request =
                MarkSoldRequest.newBuilder().setListingId(listing.getId()).build();
        Object unused = catalog.call(owner(listing), Listings.class, owned -> owned.markSold(request));
        assertThat(sold.add(listing.getId())).isTrue();
    }

    /** What it is found and ordered by stays. */
    private void change(ImportedListing listing) {
        UpdateListingRequest edit = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setDescription("Changed while somebody looked.")
                .build();
        Object proposed = catalog.call(owner(listing), Listings.class, owned -> owned.updateListing(edit));
        ApproveListingRequest approve =
                ApproveListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object approved = catalog.call(staff, ListingReview.class, review -> review.approveListing(approve));
        boolean unused = changed.add(listing.getId());
    }

    private static CallContext owner(ImportedListing listing) {
        return TestSystem.caller(listing.getSeller().getId(), "BUYER", "SELLER");
    }

    /** Between two pages; whom it meets is spread over what was and what was not shown yet. */
    private void meanwhile(int page) {
        assertThat(catalog.importAll(List.of(listing(page), listing(page + 1)))).isEqualTo(2);
        sell(listings.get(page * 37 % LISTINGS));
        change(onSale(page * 53 + 11));
        boost(onSale(page * 71 + 29));
    }

    private ImportedListing onSale(int i) {
        ImportedListing listing = listings.get(i % LISTINGS);
        return sold.contains(listing.getId()) ? onSale(i + 1) : listing;
    }

    @ParameterizedTest
    @EnumSource(value = ListingSort.class, mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
    void nothingTwiceAndNothingLeftOut(ListingSort sort) {
        for (int i = 0; i < LISTINGS; i++) {
            listings.add(listing(i));
        }
        assertThat(catalog.importAll(listings)).isEqualTo(LISTINGS);
        for (int i = 0; i < FIRST_BOOSTED; i++) {
            boost(listings.get(i * 31));
        }
        SearchListingsRequest.Builder request = SearchListingsRequest.newBuilder()
                .setSort(sort)
                .setLimit(PAGE)
                .setLat(18.6)
                .setLon(73.7);
        if (sort == ListingSort.LISTING_SORT_UNSPECIFIED || sort == ListingSort.LISTING_SORT_RELEVANCE) {
            SearchListingsRequest.Builder unused = request.setQ("violin");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int page = 0;
        do {
            SearchListingsRequest next = request.setCursor(cursor).build();
            ListListingsReply reply =
                    catalog.call(People.anybody(), Search.class, contract -> contract.searchListings(next));
            assertThat(reply.getItemsList())
                    .extracting(Listing::getId)
                    .as("sold before this page")
                    .noneMatch(sold::contains);
            reply.getItemsList().forEach(listing -> seen.add(listing.getId()));
            cursor = reply.getNextCursor();
            meanwhile(page++);
        } while (!cursor.isEmpty());

        assertThat(page).isGreaterThan(LISTINGS / PAGE);
        assertThat(changed).isNotEmpty();
        assertThat(boosted).hasSizeGreaterThan(FIRST_BOOSTED);
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen)
                .containsAll(listings.stream()
                        .map(ImportedListing::getId)
                        .filter(id -> !sold.contains(id))
                        .toList());
    }
}
