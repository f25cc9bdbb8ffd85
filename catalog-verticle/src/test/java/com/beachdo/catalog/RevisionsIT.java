package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.CountForReviewRequest;
import com.beachdo.catalog.v1.GetRevisionRequest;
import com.beachdo.catalog.v1.ListForReviewRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListMyListingsRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingRevision;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.catalog.v1.RejectListingRequest;
import com.beachdo.catalog.v1.RequestChangesRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisionsIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private Listing edit(Listing listing, String title) {
        UpdateListingRequest request = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setTitle(title)
                .build();
        return catalog.call(seller, Listings.class, listings -> listings.updateListing(request));
    }

    private ListingRevision revision(Listing listing, Transport transport) {
        GetRevisionRequest request =
                GetRevisionRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(People.staff(), ListingReview.class, transport, review -> review.getRevision(request));
    }

    private List<Listing> queue(ListingStatus status) {
        ListForReviewRequest request = ListForReviewRequest.newBuilder()
                .setStatus(status)
                .setLimit(100)
                .build();
        return catalog.call(People.staff(), ListingReview.class, review -> review.listForReview(request))
                .getItemsList();
    }

    private Listing shown(Listing listing) {
        return catalog.get(People.anybody(), listing.getId());
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void staffSeeWhatWouldChange(Transport transport) {
        Listing live = catalog.publish(seller);
        Listing edited = edit(live, "Galaxy S21 Ultra");
        assertThat(queue(ListingStatus.LISTING_STATUS_PENDING_REVIEW)).contains(edited);
        ListingRevision revision = revision(live, transport);
        assertThat(revision.getApproved().getTitle()).isEqualTo(live.getTitle());
        assertThat(revision.getProposed()).isEqualTo(edited);
        assertThat(revision.getChangedList()).containsExactly("title");
    }

    @Test
    void whatWaitsIsCountedWhereverItCameFrom() {
        int before = count();
        Listing live = catalog.publish(seller);
        assertThat(count()).isEqualTo(before);
        Listing edited = edit(live, "Galaxy S22");
        Listing handedIn = catalog.submit(seller, catalog.create(seller, Samples.phone()));
        int imported = catalog.importAll(List.of(Samples.imported("From before")
                .setStatus(ListingStatus.LISTING_STATUS_PENDING_REVIEW)
                .build()));
        assertThat(count()).isEqualTo(before + 3);
        assertThat(queue(ListingStatus.LISTING_STATUS_PENDING_REVIEW)).hasSize(before + 2 + imported);
        Listing unused = catalog.approve(handedIn);
        Listing unusedToo = catalog.approve(edited);
        assertThat(count()).isEqualTo(before + 1);
        assertThatThrownBy(() -> catalog.call(
                        People.staff(),
                        ListingReview.class,
                        review -> review.countForReview(CountForReviewRequest.getDefaultInstance())))
                .isInstanceOf(RpcException.class);
    }

    private int count() {
        return catalog.call(
                        TestSystem.service(),
                        ListingReview.class,
                        review -> review.countForReview(CountForReviewRequest.getDefaultInstance()))
                .getWaiting();
    }

    @Test
    void searchesAndOtherDomainsKnowWhatWasApproved() {
        Listing live = catalog.publish(seller);
        Listing unused = edit(live, "Theodolite");
        ListListingsReply found = catalog.call(
                People.anybody(),
                Search.class,
                search -> search.searchListings(
                        SearchListingsRequest.newBuilder().setQ("theodolite").build()));
        assertThat(found.getItemsList()).isEmpty();
        LookUpListingRequest request =
                LookUpListingRequest.newBuilder().setListingId(live.getId()).build();
        assertThat(catalog.call(TestSystem.service(), Listings.class, listings -> listings.lookUpListing(request))
                        .getTitle())
                .isEqualTo(live.getTitle());
    }

    @Test
    void rejectedEditLeavesTheListingAsItWasAndSaysWhy() {
        Listing live = catalog.publish(seller);
        Listing unused = edit(live, "Call me on 98765");
        RejectListingRequest request = RejectListingRequest.newBuilder()
                .setListingId(live.getId())
                .setReason("No phone numbers.")
                .build();
        Listing rejected = catalog.call(People.staff(), ListingReview.class, review -> review.rejectListing(request));
        assertThat(rejected.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(rejected.getTitle()).isEqualTo(live.getTitle());
        assertThat(catalog.get(seller, live.getId()).getReviewNote()).isEqualTo("No phone numbers.");
        assertThatThrownBy(() -> revision(live, Transport.BUS)).isInstanceOf(RpcException.class);
    }

    @Test
    void editThatWasSentBackIsImprovedHandedInAndApproved() {
        Listing live = catalog.publish(seller);
        Listing unused = edit(live, "GALAXY!!!");
        RequestChangesRequest request = RequestChangesRequest.newBuilder()
                .setListingId(live.getId())
                .setReason("Please do not shout.")
                .build();
        Listing back = catalog.call(People.staff(), ListingReview.class, review -> review.requestChanges(request));
        assertThat(back.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_CHANGES_REQUESTED);
        assertThat(shown(live).getTitle()).isEqualTo(live.getTitle());
        Listing improved = edit(live, "Galaxy");
        assertThat(improved.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_CHANGES_REQUESTED);
        assertThatThrownBy(() -> catalog.approve(improved)).isInstanceOf(RpcException.class);
        assertThat(catalog.submit(seller, improved).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_PENDING_REVIEW);
        assertThat(catalog.approve(improved).getTitle()).isEqualTo("Galaxy");
        assertThat(shown(live).getTitle()).isEqualTo("Galaxy");
    }

    @Test
    void sellersSeeTheirEditsInTheirList() {
        CallContext other = People.seller();
        Listing live = catalog.publish(other);
        UpdateListingRequest request = UpdateListingRequest.newBuilder()
                .setListingId(live.getId())
                .setPrice(Samples.rupees(5))
                .build();
        Listing edited = catalog.call(other, Listings.class, listings -> listings.updateListing(request));
        ListMyListingsRequest waiting = ListMyListingsRequest.newBuilder()
                .setStatus(ListingStatus.LISTING_STATUS_PENDING_REVIEW)
                .build();
        assertThat(catalog.call(other, Listings.class, listings -> listings.listMyListings(waiting))
                        .getItemsList())
                .containsExactly(edited);
    }

    @Test
    void saleForgetsTheEdit() {
        Listing live = catalog.publish(seller);
        Listing unused = edit(live, "Galaxy, sold");
        MarkSoldRequest request =
                MarkSoldRequest.newBuilder().setListingId(live.getId()).build();
        Listing sold = catalog.call(seller, Listings.class, listings -> listings.markSold(request));
        assertThat(sold.getTitle()).isEqualTo(live.getTitle());
        assertThat(queue(ListingStatus.LISTING_STATUS_PENDING_REVIEW))
                .extracting(Listing::getId)
                .doesNotContain(live.getId());
    }
}
