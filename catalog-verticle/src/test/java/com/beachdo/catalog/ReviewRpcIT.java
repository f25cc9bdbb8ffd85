package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.ListForReviewRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.RejectListingRequest;
import com.beachdo.catalog.v1.RemoveListingRequest;
import com.beachdo.catalog.v1.RequestChangesRequest;
import com.beachdo.catalog.v1.RestoreListingRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private CallContext seller = People.seller();

    @BeforeEach
    void anotherSeller() {
        seller = People.seller();
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private Listing waiting() {
        return catalog.submit(seller, catalog.create(seller, Samples.phone()));
    }

    private Listing reject(CallContext caller, Listing listing, String reason) {
        RejectListingRequest request = RejectListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setReason(reason)
                .build();
        return catalog.call(caller, ListingReview.class, review -> review.rejectListing(request));
    }

    private Listing requestChanges(Listing listing) {
        RequestChangesRequest request = RequestChangesRequest.newBuilder()
                .setListingId(listing.getId())
                .setReason("Say how old it is.")
                .build();
        return catalog.call(People.staff(), ListingReview.class, review -> review.requestChanges(request));
    }

    private Listing remove(Listing listing) {
        RemoveListingRequest request = RemoveListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setReason("Not yours to sell.")
                .build();
        return catalog.call(People.staff(), ListingReview.class, review -> review.removeListing(request));
    }

    private Listing restore(Listing listing) {
        RestoreListingRequest request =
                RestoreListingRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(People.staff(), ListingReview.class, review -> review.restoreListing(request));
    }

    private ListListingsReply queue(Transport transport, ListForReviewRequest.Builder request) {
        return catalog.call(
                People.staff(), ListingReview.class, transport, review -> review.listForReview(request.build()));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void queuesWhatWaitsLongestFirstPageByPage(Transport transport) {
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            submitted.add(waiting().getId());
        }
        List<String> queued = new ArrayList<>();
        String cursor = "";
        do {
            ListListingsReply page = queue(
                    transport, ListForReviewRequest.newBuilder().setLimit(2).setCursor(cursor));
            page.getItemsList().forEach(listing -> queued.add(listing.getId()));
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());
        assertThat(queued).doesNotHaveDuplicates().containsSubsequence(submitted);
    }

    @Test
    void queuesByState() {
        Listing changed = requestChanges(waiting());
        assertThat(queue(
                                Transport.BUS,
                                ListForReviewRequest.newBuilder()
                                        .setStatus(ListingStatus.LISTING_STATUS_CHANGES_REQUESTED))
                        .getItemsList())
                .contains(changed)
                .allMatch(listing -> listing.getStatus() == ListingStatus.LISTING_STATUS_CHANGES_REQUESTED);
    }

    @Test
    void tellsTheSellerWhyAndNobodyElse() {
        Listing rejected = reject(People.staff(), waiting(), " Looks stolen. ");
        assertThat(rejected.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_REJECTED);
        assertThat(catalog.get(seller, rejected.getId()).getReviewNote()).isEqualTo("Looks stolen.");
    }

    @Test
    void takesAnImprovedListingAgain() {
        Listing changed = requestChanges(waiting());
        assertThat(changed.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_CHANGES_REQUESTED);
        UpdateListingRequest edit = UpdateListingRequest.newBuilder()
                .setListingId(changed.getId())
                .setDescription("Two years old. As good as new.")
                .build();
        Listing edited = catalog.call(seller, Listings.class, listings -> listings.updateListing(edit));
        assertThat(edited.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_CHANGES_REQUESTED);
        Listing again = catalog.submit(seller, edited);
        assertThat(again.getReviewNote()).isEqualTo("Say how old it is.");
        Listing live = catalog.approve(again);
        assertThat(live.hasReviewNote()).isFalse();
        assertThat(catalog.get(People.anybody(), live.getId())).isEqualTo(live);
    }

    @Test
    void removesAndRestores() {
        Listing live = catalog.publish(seller);
        Listing removed = remove(live);
        assertThat(removed.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_REMOVED);
        RpcException hidden = Objects.requireNonNull(
                catchThrowableOfType(RpcException.class, () -> catalog.get(People.anybody(), live.getId())));
        assertThat(hidden.code()).isEqualTo("listing.not_found");
        Listing restored = restore(removed);
        assertThat(restored)
                .isEqualTo(live.toBuilder().setVersion(live.getVersion() + 2).build());
    }

    @Test
    void namesTheStateThatForbidsADecision() {
        Listing live = catalog.publish(seller);
        RpcException refused = Objects.requireNonNull(
                catchThrowableOfType(RpcException.class, () -> reject(People.staff(), live, "Too late.")));
        assertThat(refused.status()).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(refused.code()).isEqualTo("listing.illegal_transition");
        assertThat(refused.message()).contains("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  no ", "x\u0000yz"})
    void demandsAReason(String reason) {
        Listing listing = waiting();
        RpcException refused = Objects.requireNonNull(
                catchThrowableOfType(RpcException.class, () -> reject(People.staff(), listing, reason)));
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/reason");
        assertThat(catalog.get(seller, listing.getId())).isEqualTo(listing);
    }

    @Test
    void isForStaffOnly() {
        Listing listing = waiting();
        for (CallContext caller : List.of(seller, People.buyer())) {
            RpcException refused = Objects.requireNonNull(
                    catchThrowableOfType(RpcException.class, () -> reject(caller, listing, "Because I can.")));
            assertThat(refused.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        }
    }
}
