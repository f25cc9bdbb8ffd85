package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody listens to the catalog here, so what it tells stays in its outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogEventsIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private List<ListingChanged> told(Listing listing) {
        List<ListingChanged> events = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%ListingChanged' ORDER BY outbox_id",
                        listing.getId()))) {
            try {
                events.add(ListingChanged.parseFrom(row.getBuffer(0).getBytes()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    private static ContentRemoved removal(Listing listing) {
        return ContentRemoved.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_LISTING)
                .setTargetId(listing.getId())
                .setReason("Counterfeit.")
                .setDecisionId(Ids.next().toString())
                .build();
    }

    private static UserChanged renamed(String userId, String name) {
        return UserChanged.newBuilder()
                .setUserId(userId)
                .setName(name)
                .setVerified(true)
                .setSince(FakeAccounts.SINCE)
                .build();
    }

    @Test
    void whatModerationTakesBackIsAsItWas() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        Listing draft = catalog.create(seller, Samples.phone());
        for (Listing listing : List.of(live, draft)) {
            catalog.deliver(ContentRemoved.newBuilder()
                    .setTargetType(TargetType.TARGET_TYPE_LISTING)
                    .setTargetId(listing.getId())
                    .setReason("Looks stolen.")
                    .build());
            assertThat(catalog.get(seller, listing.getId()).getStatus())
                    .isEqualTo(ListingStatus.LISTING_STATUS_REMOVED);
            catalog.deliver(DecisionOverturned.newBuilder()
                    .setAction(CaseAction.CASE_ACTION_REMOVE)
                    .setTargetType(TargetType.TARGET_TYPE_LISTING)
                    .setTargetId(listing.getId())
                    .setOwnerId(String.valueOf(seller.subject()))
                    .build());
            Listing back = catalog.get(seller, listing.getId());
            assertThat(back.getStatus()).isEqualTo(listing.getStatus());
            assertThat(back.hasReviewNote()).isFalse();
        }
    }

    @Test
    void tellsEveryChangeThatShowsInOrder() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        UpdateListingRequest.Builder edit = UpdateListingRequest.newBuilder().setListingId(live.getId());
        Listing unseen = catalog.call(
                seller,
                Listings.class,
                listings -> listings.updateListing(edit.setTitle("Galaxy S21").build()));
        Listing notTold = catalog.call(
                seller,
                Listings.class,
                listings -> listings.updateListing(
                        edit.setDescription("Another description.").build()));
        assertThat(notTold.getVersion()).isEqualTo(unseen.getVersion() + 1);
        Listing approved = catalog.approve(notTold);
        assertThat(approved.getTitle()).isEqualTo("Galaxy S21");
        DeleteListingRequest delete =
                DeleteListingRequest.newBuilder().setListingId(live.getId()).build();
        Object unused = catalog.call(seller, Listings.class, listings -> listings.deleteListing(delete));

        List<ListingChanged> events = told(live);
        assertThat(events)
                .extracting(ListingChanged::getStatus)
                .containsExactly("PENDING_REVIEW", "ACTIVE", "ACTIVE", "WITHDRAWN");
        assertThat(events).extracting(ListingChanged::getVersion).isSorted().doesNotHaveDuplicates();
        assertThat(events.get(2).getTitle()).isEqualTo("Galaxy S21");
        assertThat(events).allMatch(event -> event.getSellerId().equals(seller.requireSubject()));
    }

    @Test
    void showsSellersAsTheyAreNow() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        catalog.deliver(renamed(seller.requireSubject(), "Asha Rao"));
        assertThat(catalog.get(People.anybody(), live.getId()).getSeller().getName())
                .isEqualTo("Asha Rao");
    }

    @Test
    void showsABadgeOnlyUntilItEnds() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        UserChanged verified = renamed(seller.requireSubject(), "Asha Rao");

        catalog.deliver(verified.toBuilder().setVerifiedUntil(4_000_000_000L).build());
        assertThat(catalog.get(People.anybody(), live.getId()).getSeller().getVerified())
                .isTrue();

        catalog.deliver(verified.toBuilder().setVerifiedUntil(1_000_000_000L).build());
        assertThat(catalog.get(People.anybody(), live.getId()).getSeller().getVerified())
                .isFalse();

        catalog.deliver(verified);
        assertThat(catalog.get(People.anybody(), live.getId()).getSeller().getVerified())
                .isTrue();
    }

    @Test
    void doesNotAskIdentityForWhomItWasTold() {
        CallContext seller = People.seller();
        catalog.accounts().forget(seller.requireSubject());
        catalog.deliver(renamed(seller.requireSubject(), "Told"));
        assertThat(catalog.create(seller, Samples.phone()).getSeller().getName())
                .isEqualTo("Told");
    }

    @Test
    void takesAnEventOnce() {
        CallContext seller = People.seller();
        UUID eventId = Ids.next();
        catalog.deliver(eventId, renamed(seller.requireSubject(), "First"));
        catalog.deliver(renamed(seller.requireSubject(), "Second"));
        catalog.deliver(eventId, renamed(seller.requireSubject(), "First"));
        assertThat(catalog.create(seller, Samples.phone()).getSeller().getName())
                .isEqualTo("Second");
    }

    @Test
    void hidesEverythingOfASuspendedSeller() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        catalog.deliver(AccountRestricted.newBuilder()
                .setUserId(seller.requireSubject())
                .setReason("Fraud.")
                .build());
        assertHidden(live);
        assertThat(catalog.get(seller, live.getId())).isEqualTo(live);
        SearchListingsRequest search = SearchListingsRequest.newBuilder()
                .setSellerId(seller.requireSubject())
                .build();
        assertThat(catalog.call(People.anybody(), Search.class, contract -> contract.searchListings(search))
                        .getItemsList())
                .isEmpty();
    }

    @Test
    void hidesWhatASellerWithoutACardPublishesAfterTheSuspension() {
        CallContext seller = People.seller();
        catalog.deliver(AccountRestricted.newBuilder()
                .setUserId(seller.requireSubject())
                .setBanned(true)
                .build());
        Listing live = catalog.publish(seller);
        assertThat(live.getSeller().getName()).isEqualTo("Asha");
        assertHidden(live);
    }

    private void assertHidden(Listing listing) {
        assertThatThrownBy(() -> catalog.get(People.anybody(), listing.getId()))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("listing.not_found"));
    }

    @Test
    void takesDownWhatModerationRemoved() {
        CallContext seller = People.seller();
        Listing live = catalog.publish(seller);
        catalog.deliver(removal(live));
        Listing removed = catalog.get(seller, live.getId());
        assertThat(removed.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_REMOVED);
        assertThat(removed.getReviewNote()).isEqualTo("Counterfeit.");
        assertHidden(live);

        catalog.deliver(removal(live));
        assertThat(catalog.get(seller, live.getId()).getVersion()).isEqualTo(removed.getVersion());
    }

    @Test
    void takesDownDraftsToo() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        catalog.deliver(removal(draft));
        assertThat(catalog.get(seller, draft.getId()).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_REMOVED);
    }

    @Test
    void bearsDecisionsOnWhatIsNotThere() {
        catalog.deliver(
                removal(Listing.newBuilder().setId(Ids.next().toString()).build()));
        catalog.deliver(ContentRemoved.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_THREAD)
                .setTargetId(Ids.next().toString())
                .build());
        CallContext seller = People.seller();
        assertThat(catalog.create(seller, Samples.phone()).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_DRAFT);
    }
}
