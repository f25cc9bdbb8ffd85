package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ApproveListingRequest;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.RemoveListingRequest;
import com.beachdo.catalog.v1.RestoreListingRequest;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.catalog.v1.WithdrawListingRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hundred copies of each write at once, as a client sends that hears nothing, have the effect of one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesIT {
    private static final int COPIES = 100;

    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private <C, R> List<R> copies(CallContext caller, Class<C> contract, Function<C, Future<R>> write) {
        C client = catalog.system().client(contract, Transport.BUS);
        List<Future<R>> all = catalog.system().as(caller, () -> {
            List<Future<R>> sent = new ArrayList<>();
            for (int i = 0; i < COPIES; i++) {
                sent.add(write.apply(client));
            }
            return Future.join(sent).otherwiseEmpty().map(sent);
        });
        return all.stream().filter(Future::succeeded).map(Future::result).toList();
    }

    private List<String> transitions(Listing listing) {
        List<String> told = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%ListingChanged'"
                                + " ORDER BY outbox_id",
                        listing.getId()))) {
            try {
                told.add(com.beachdo.catalog.v1.ListingChanged.parseFrom(
                                row.getBuffer(0).getBytes())
                        .getTransition());
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return told;
    }

    private long count(String sql, Object... arguments) {
        return TestSystem.await(catalog.db().query(sql, arguments))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void makeOneListingUnderOneKey() {
        CallContext person = People.seller();
        List<Listing> made = copies(
                person.withIdempotencyKey("one draft"),
                Listings.class,
                listings -> listings.createListing(Samples.phone()));
        assertThat(made).as("one, and those that came after it").isNotEmpty();
        assertThat(made).extracting(Listing::getId).containsOnly(made.get(0).getId());
        assertThat(count("SELECT count(*) FROM listing WHERE seller_id = $1", UUID.fromString(person.requireSubject())))
                .isEqualTo(1);
    }

    @Test
    void moveAListingOnceEach() {
        Listing listing = catalog.create(seller, Samples.phone());
        String id = listing.getId();
        assertThat(copies(
                        seller,
                        Listings.class,
                        listings -> listings.submitListing(SubmitListingRequest.newBuilder()
                                .setListingId(id)
                                .build())))
                .hasSize(1);
        assertThat(copies(
                        People.staff(),
                        ListingReview.class,
                        review -> review.approveListing(ApproveListingRequest.newBuilder()
                                .setListingId(id)
                                .build())))
                .hasSize(1);
        assertThat(copies(
                        People.staff(),
                        ListingReview.class,
                        review -> review.removeListing(RemoveListingRequest.newBuilder()
                                .setListingId(id)
                                .setReason("Not yours to sell.")
                                .build())))
                .hasSize(1);
        assertThat(copies(
                        People.staff(),
                        ListingReview.class,
                        review -> review.restoreListing(RestoreListingRequest.newBuilder()
                                .setListingId(id)
                                .build())))
                .hasSize(1);
        assertThat(copies(
                        seller,
                        Listings.class,
                        listings -> listings.withdrawListing(WithdrawListingRequest.newBuilder()
                                .setListingId(id)
                                .build())))
                .hasSize(1);
        assertThat(transitions(listing)).containsExactly("SUBMIT", "APPROVE", "REMOVE", "RESTORE", "WITHDRAW");
        assertThat(catalog.get(seller, id).getVersion()).isEqualTo(listing.getVersion() + 5);
    }

    @Test
    void changeAListingOnceWhereTheVersionIsNamed() {
        Listing draft = catalog.create(seller, Samples.phone());
        UpdateListingRequest edit = UpdateListingRequest.newBuilder()
                .setListingId(draft.getId())
                .setTitle("Samsung Galaxy S21 with a case")
                .setExpectedVersion(draft.getVersion())
                .build();
        assertThat(copies(seller, Listings.class, listings -> listings.updateListing(edit)))
                .hasSize(1);
        assertThat(catalog.get(seller, draft.getId()).getVersion()).isEqualTo(draft.getVersion() + 1);
    }

    @Test
    void deleteAListingOnce() {
        Listing draft = catalog.create(seller, Samples.phone());
        DeleteListingRequest delete =
                DeleteListingRequest.newBuilder().setListingId(draft.getId()).build();
        assertThat(copies(seller, Listings.class, listings -> listings.deleteListing(delete)))
                .hasSize(1);
        assertThat(transitions(draft)).containsExactly("DELETE");
    }

    @Test
    void boostAListingOnceUnderOneKey() {
        Listing live = catalog.publish(seller);
        assertThat(live.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        BoostListingRequest boost = BoostListingRequest.newBuilder()
                .setListingId(live.getId())
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setDays(3)
                .build();
        assertThat(copies(
                        People.admin().withIdempotencyKey(Ids.next().toString()),
                        Boosts.class,
                        boosts -> boosts.boostListing(boost)))
                .isNotEmpty();
        assertThat(count("SELECT count(*) FROM boost WHERE listing_id = $1", UUID.fromString(live.getId())))
                .isEqualTo(1);
    }
}
