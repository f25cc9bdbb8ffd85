package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.BatchGetCardsReply;
import com.beachdo.catalog.v1.BatchGetCardsRequest;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListMyListingsRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingCard;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.catalog.v1.RenewListingRequest;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.catalog.v1.WithdrawListingRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static RpcException refusal(Runnable call) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, call::run), "it was not refused");
    }

    private Listing edit(CallContext caller, UpdateListingRequest.Builder request) {
        return catalog.call(caller, Listings.class, listings -> listings.updateListing(request.build()));
    }

    private static UpdateListingRequest.Builder titled(Listing listing, String title) {
        return UpdateListingRequest.newBuilder().setListingId(listing.getId()).setTitle(title);
    }

    private Listing sell(CallContext caller, Listing listing) {
        MarkSoldRequest request =
                MarkSoldRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(caller, Listings.class, listings -> listings.markSold(request));
    }

    private Listing renew(CallContext caller, Listing listing) {
        RenewListingRequest request =
                RenewListingRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(caller, Listings.class, listings -> listings.renewListing(request));
    }

    private Listing withdraw(CallContext caller, Listing listing) {
        WithdrawListingRequest request = WithdrawListingRequest.newBuilder()
                .setListingId(listing.getId())
                .build();
        return catalog.call(caller, Listings.class, listings -> listings.withdrawListing(request));
    }

    private void delete(CallContext caller, Listing listing) {
        DeleteListingRequest request =
                DeleteListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object unused = catalog.call(caller, Listings.class, listings -> listings.deleteListing(request));
    }

    private void expire(Listing listing) {
        catalog.sql(
                "UPDATE listing SET expires_at = now() - interval '1 second' WHERE listing_id = $1",
                UUID.fromString(listing.getId()));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void goesFromDraftToSold(Transport transport) {
        CallContext seller = People.seller();
        Listing draft =
                catalog.call(seller, Listings.class, transport, listings -> listings.createListing(Samples.phone()));
        assertThat(draft.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_DRAFT);
        assertThat(draft.getTitle()).isEqualTo("Samsung Galaxy S21");
        assertThat(draft.getPrice()).isEqualTo(Samples.rupees(24_999));
        assertThat(draft.getAttributes()).isEqualTo(Samples.phone().getAttributes());
        assertThat(draft.getLocation().getState()).isEqualTo("Maharashtra");
        assertThat(draft.getSeller().getName()).isEqualTo("Asha");
        assertThat(draft.getSeller().getSince().getSeconds()).isEqualTo(FakeAccounts.SINCE);
        assertThat(draft.getVersion()).isEqualTo(1);
        assertThat(draft.hasPublishedAt()).isFalse();

        SubmitListingRequest submit =
                SubmitListingRequest.newBuilder().setListingId(draft.getId()).build();
        Listing waiting = catalog.call(seller, Listings.class, transport, listings -> listings.submitListing(submit));
        assertThat(waiting.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_PENDING_REVIEW);

        Listing live = catalog.approve(waiting);
        GetListingRequest get =
                GetListingRequest.newBuilder().setListingId(draft.getId()).build();
        Listing seen = catalog.call(People.anybody(), Listings.class, transport, listings -> listings.getListing(get));
        assertThat(seen).isEqualTo(live);
        assertThat(live.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(live.getExpiresAt().getSeconds() - live.getPublishedAt().getSeconds())
                .isEqualTo(30 * 24 * 3600);

        MarkSoldRequest sold =
                MarkSoldRequest.newBuilder().setListingId(draft.getId()).build();
        assertThat(catalog.call(seller, Listings.class, transport, listings -> listings.markSold(sold))
                        .getStatus())
                .isEqualTo(ListingStatus.LISTING_STATUS_SOLD);
        assertThat(refusal(() -> catalog.get(People.anybody(), draft.getId())).status())
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tellsWhatIsWrongOverEitherTransport(Transport transport) {
        CreateListingRequest car =
                Samples.phone().toBuilder().setCategoryId("cars").build();
        RpcException refused = refusal(() ->
                catalog.call(People.seller(), Listings.class, transport, listings -> listings.createListing(car)));
        assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(refused.code()).isEqualTo("listing.attribute_invalid");
        assertThat(refused.fields())
                .extracting(field -> field.pointer())
                .contains("/attributes/brand", "/attributes/year", "/attributes/ram");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void letsOnlySellersSell(Transport transport) {
        assertThat(refusal(() -> catalog.call(
                                People.buyer(),
                                Listings.class,
                                transport,
                                listings -> listings.createListing(Samples.phone())))
                        .status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @Test
    void hidesDraftsFromEverybodyButTheirOwnerAndStaff() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        assertThat(catalog.get(seller, draft.getId())).isEqualTo(draft);
        assertThat(catalog.get(People.staff(), draft.getId())).isEqualTo(draft);
        for (CallContext other : List.of(People.anybody(), People.buyer(), People.seller())) {
            RpcException refused = refusal(() -> catalog.get(other, draft.getId()));
            assertThat(refused.status()).isEqualTo(GrpcStatus.NOT_FOUND);
            assertThat(refused.code()).isEqualTo("listing.not_found");
        }
    }

    @Test
    void letsNobodyElseTouchAListing() {
        Listing live = catalog.publish(People.seller());
        CallContext other = People.seller();
        for (Runnable attempt : List.<Runnable>of(
                () -> edit(other, titled(live, "Mine now")),
                () -> catalog.submit(other, live),
                () -> sell(other, live),
                () -> renew(other, live),
                () -> withdraw(other, live),
                () -> delete(other, live))) {
            assertThat(refusal(attempt).status()).isEqualTo(GrpcStatus.NOT_FOUND);
        }
        assertThat(catalog.get(People.anybody(), live.getId())).isEqualTo(live);
    }

    @Test
    void makesOneListingForOneIdempotencyKey() {
        CallContext seller = People.seller().withIdempotencyKey("create-1");
        Listing first = catalog.create(seller, Samples.phone());
        assertThat(catalog.create(seller, Samples.phone())).isEqualTo(first);
        RpcException refused = refusal(() -> catalog.create(
                seller, Samples.phone().toBuilder().setTitle("Another phone").build()));
        assertThat(refused.code()).isEqualTo("idempotency.other_request");
        assertThat(mine(seller, null, 20, null).getItemsList()).containsExactly(first);
    }

    @Test
    void changesWhatTheRequestNamesAndLeavesTheRest() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        Listing edited = edit(seller, titled(draft, " Galaxy ").setPrice(Samples.rupees(1)));
        assertThat(edited)
                .isEqualTo(draft.toBuilder()
                        .setTitle("Galaxy")
                        .setPrice(Samples.rupees(1))
                        .setVersion(2)
                        .build());
    }

    @Test
    void sendsAnEditOfALiveListingToReviewWhileOthersSeeWhatWasApproved() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        Listing edited = edit(seller, titled(live, "Galaxy, better description"));
        assertThat(edited.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_PENDING_REVIEW);
        assertThat(catalog.get(seller, live.getId())).isEqualTo(edited);
        Listing shown = catalog.get(People.anybody(), live.getId());
        assertThat(shown.getTitle()).isEqualTo(live.getTitle());
        assertThat(shown.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        Listing again = catalog.approve(edited);
        assertThat(again.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(catalog.get(People.anybody(), live.getId()).getTitle()).isEqualTo("Galaxy, better description");
        assertThat(again.getPublishedAt()).isEqualTo(live.getPublishedAt());
        assertThat(again.getExpiresAt()).isEqualTo(live.getExpiresAt());
    }

    @Test
    void checksTheAttributesAgainWhenTheCategoryChanges() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        RpcException refused = refusal(() -> edit(
                seller,
                UpdateListingRequest.newBuilder().setListingId(draft.getId()).setCategoryId("books")));
        assertThat(refused.code()).isEqualTo("listing.attribute_invalid");
    }

    @Test
    void refusesAChangeOfAnOldVersion() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        Listing second = edit(seller, titled(draft, "Second").setExpectedVersion(1));
        RpcException refused = refusal(() -> edit(seller, titled(draft, "Third").setExpectedVersion(1)));
        assertThat(refused.status()).isEqualTo(GrpcStatus.ABORTED);
        assertThat(refused.code()).isEqualTo("listing.version_mismatch");
        assertThat(catalog.get(seller, draft.getId())).isEqualTo(second);
    }

    @Test
    void refusesToEditWhatIsSold() {
        CallContext seller = People.seller();
        Listing sold = sell(seller, catalog.publish(seller));
        assertThat(refusal(() -> edit(seller, titled(sold, "Unsold"))).code()).isEqualTo("listing.not_editable");
    }

    @Test
    void readsAsExpiredOnceItsTimeIsOver() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        expire(live);
        assertThat(catalog.get(seller, live.getId()).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_EXPIRED);
        assertThat(refusal(() -> catalog.get(People.anybody(), live.getId())).status())
                .isEqualTo(GrpcStatus.NOT_FOUND);
        RpcException refused = refusal(() -> sell(seller, live));
        assertThat(refused.code()).isEqualTo("listing.illegal_transition");
        assertThat(refused.message()).contains("EXPIRED");

        Listing renewed = renew(seller, live);
        assertThat(renewed.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(renewed.getExpiresAt().getSeconds())
                .isGreaterThanOrEqualTo(live.getExpiresAt().getSeconds());
        assertThat(renewed.getPublishedAt()).isEqualTo(live.getPublishedAt());
        assertThat(catalog.get(People.anybody(), live.getId())).isEqualTo(renewed);
    }

    @Test
    void withdrawsFromReviewAndForGood() {
        CallContext seller = People.seller();
        Listing waiting = catalog.submit(seller, catalog.create(seller, Samples.phone()));
        Listing withdrawn = withdraw(seller, waiting);
        assertThat(withdrawn.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_WITHDRAWN);
        assertThat(refusal(() -> renew(seller, withdrawn)).code()).isEqualTo("listing.illegal_transition");
        assertThat(refusal(() -> catalog.submit(seller, withdrawn)).code()).isEqualTo("listing.illegal_transition");
    }

    @Test
    void deletesForEverybody() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        delete(seller, live);
        for (CallContext caller : List.of(seller, People.staff(), People.anybody())) {
            assertThat(refusal(() -> catalog.get(caller, live.getId())).status())
                    .isEqualTo(GrpcStatus.NOT_FOUND);
        }
        assertThat(refusal(() -> delete(seller, live)).status()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(mine(seller, null, 20, null).getItemsList()).isEmpty();
    }

    @Test
    void sellsOnceHoweverManyTry() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        MarkSoldRequest request =
                MarkSoldRequest.newBuilder().setListingId(live.getId()).build();
        AtomicInteger refused = new AtomicInteger();
        List<Future<Listing>> racers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            racers.add(seller.run(catalog.system().vertx(), () -> catalog.system()
                    .client(Listings.class, Transport.BUS)
                    .markSold(request)
                    .onFailure(failure -> {
                        if (failure instanceof RpcException e && e.code().equals("listing.illegal_transition")) {
                            refused.incrementAndGet();
                        }
                    })));
        }
        Object unused = TestSystem.await(Future.join(racers).otherwiseEmpty());
        assertThat(racers).filteredOn(Future::succeeded).hasSize(1);
        assertThat(refused).hasValue(99);
        assertThat(catalog.get(seller, live.getId()).getVersion()).isEqualTo(live.getVersion() + 1);
    }

    @Test
    void asksIdentityOnlyWhileItHasNoCard() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        catalog.accounts().forget(draft.getSeller().getId());
        assertThat(catalog.create(seller, Samples.phone()).getSeller()).isEqualTo(draft.getSeller());
    }

    @Test
    void refusesAListingOfAnAccountThatIsGone() {
        CallContext seller = People.seller();
        catalog.accounts().forget(seller.requireSubject());
        assertThat(refusal(() -> catalog.create(seller, Samples.phone())).code())
                .isEqualTo("seller.unknown");
    }

    @Test
    void looksUpAListingInAnyStateForOtherDomainsOnly() {
        Listing draft = catalog.create(People.seller(), Samples.phone());
        LookUpListingRequest request =
                LookUpListingRequest.newBuilder().setListingId(draft.getId()).build();
        Listing seen = catalog.call(TestSystem.service(), Listings.class, listings -> listings.lookUpListing(request));
        assertThat(seen).isEqualTo(draft);
        assertThat(refusal(() -> catalog.call(
                                People.staff(), Listings.class, listings -> listings.lookUpListing(request)))
                        .status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    private BatchGetCardsReply cards(CallContext caller, Transport transport, String... ids) {
        BatchGetCardsRequest request =
                BatchGetCardsRequest.newBuilder().addAllListingIds(List.of(ids)).build();
        return catalog.call(caller, Listings.class, transport, listings -> listings.batchGetCards(request));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void givesCardsOfWhatEverybodySeesToOtherDomainsOnly(Transport transport) {
        Listing live = catalog.publish(People.seller());
        CallContext seller = People.seller();
        Listing sold = catalog.publish(seller);
        MarkSoldRequest sell =
                MarkSoldRequest.newBuilder().setListingId(sold.getId()).build();
        Object unused = catalog.call(seller, Listings.class, listings -> listings.markSold(sell));
        Listing draft = catalog.create(People.seller(), Samples.phone());

        assertThat(cards(
                                TestSystem.service(),
                                transport,
                                live.getId(),
                                sold.getId(),
                                draft.getId(),
                                Ids.next().toString())
                        .getItemsList())
                .containsExactly(ListingCard.newBuilder()
                        .setId(live.getId())
                        .setTitle(live.getTitle())
                        .setPrice(live.getPrice())
                        .setSeller(live.getSeller())
                        .build());
        assertThat(refusal(() -> cards(People.staff(), transport, live.getId())).status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refusal(() -> cards(TestSystem.service(), transport)).code()).isEqualTo("request.invalid");
        assertThat(refusal(() -> cards(TestSystem.service(), transport, "no-id"))
                        .status())
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    private ListListingsReply mine(
            CallContext seller, @Nullable ListingStatus status, int limit, @Nullable String cursor) {
        ListMyListingsRequest.Builder request =
                ListMyListingsRequest.newBuilder().setLimit(limit);
        if (status != null) {
            request.setStatus(status);
        }
        if (cursor != null) {
            request.setCursor(cursor);
        }
        return catalog.call(seller, Listings.class, listings -> listings.listMyListings(request.build()));
    }

    @Test
    void listsOnesOwnNewestFirstPageByPage() {
        CallContext seller = People.seller();
        List<Listing> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, catalog.create(seller, Samples.phone()));
        }
        ListListingsReply first = mine(seller, null, 2, null);
        ListListingsReply second = mine(seller, null, 2, first.getNextCursor());
        ListListingsReply third = mine(seller, null, 2, second.getNextCursor());
        assertThat(first.getItemsList()).isEqualTo(made.subList(0, 2));
        assertThat(second.getItemsList()).isEqualTo(made.subList(2, 4));
        assertThat(third.getItemsList()).isEqualTo(made.subList(4, 5));
        assertThat(third.hasNextCursor()).isFalse();
    }

    @Test
    void listsOnesOwnByState() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        Listing live = catalog.publish(seller);
        Listing over = catalog.publish(seller);
        expire(over);
        assertThat(mine(seller, ListingStatus.LISTING_STATUS_DRAFT, 20, null).getItemsList())
                .containsExactly(draft);
        assertThat(mine(seller, ListingStatus.LISTING_STATUS_ACTIVE, 20, null).getItemsList())
                .containsExactly(live);
        assertThat(mine(seller, ListingStatus.LISTING_STATUS_EXPIRED, 20, null).getItemsList())
                .extracting(Listing::getId)
                .containsExactly(over.getId());
    }

    @Test
    void refusesACursorOfAnotherList() {
        CallContext seller = People.seller();
        Listing first = catalog.create(seller, Samples.phone());
        Listing second = catalog.create(seller, Samples.phone());
        String cursor = mine(seller, null, 1, null).getNextCursor();
        assertThat(mine(seller, null, 1, cursor).getItemsList())
                .containsExactly(first)
                .doesNotContain(second);
        for (Runnable attempt : List.<Runnable>of(
                () -> mine(People.seller(), null, 1, cursor),
                () -> mine(seller, ListingStatus.LISTING_STATUS_DRAFT, 1, cursor),
                () -> mine(seller, null, 1, cursor + "A"),
                () -> mine(seller, null, 1, "nonsense"))) {
            assertThat(refusal(attempt).code()).isEqualTo("request.cursor_invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "not-a-uuid", "01890000-0000-7000-8000-00000000000'", "null"})
    void refusesWhatIsNoId(String id) {
        assertThat(refusal(() -> catalog.get(People.anybody(), id)).status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void knowsNothingOfAnUnknownId() {
        assertThat(refusal(() -> catalog.get(People.anybody(), Ids.next().toString()))
                        .status())
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }
}
