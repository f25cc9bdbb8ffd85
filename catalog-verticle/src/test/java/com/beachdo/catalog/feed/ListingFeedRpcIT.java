package com.beachdo.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.DeleteListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListListingChangesReply;
import com.beachdo.catalog.v1.ListListingChangesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingChange;
import com.beachdo.catalog.v1.ListingFeed;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingFeedRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private ListListingChangesReply page(String since, int limit, Transport transport) {
        ListListingChangesRequest.Builder request =
                ListListingChangesRequest.newBuilder().setLimit(limit);
        if (!since.isEmpty()) {
            request.setSince(since);
        }
        return catalog.call(
                People.integrator(), ListingFeed.class, transport, feed -> feed.listListingChanges(request.build()));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isForIntegratorsAndAdministrators(Transport transport) {
        ListListingChangesRequest request =
                ListListingChangesRequest.newBuilder().setLimit(1).build();
        for (CallContext other : List.of(People.buyer(), People.seller(), People.staff())) {
            assertThatThrownBy(() ->
                            catalog.call(other, ListingFeed.class, transport, feed -> feed.listListingChanges(request)))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.status())
                            .isEqualTo(GrpcStatus.PERMISSION_DENIED));
        }
        for (CallContext one : List.of(People.integrator(), People.admin(), TestSystem.service())) {
            assertThat(catalog.call(one, ListingFeed.class, transport, feed -> feed.listListingChanges(request))
                            .getNextCursor())
                    .isNotEmpty();
        }
    }

    /** A copy of the public listings, as one who follows the feed has it. */
    private final class Copy {
        private final Map<String, Listing> listings = new LinkedHashMap<>();
        private String since = "";

        /** Reads to the end; what came. */
        List<ListingChange> follow() {
            List<ListingChange> came = new ArrayList<>();
            ListListingChangesReply reply;
            do {
                reply = page(since, 3, Transport.BUS);
                since = reply.getNextCursor();
                came.addAll(reply.getItemsList());
            } while (reply.getMore());
            came.forEach(change -> {
                if (change.getDeleted()) {
                    Listing unused = listings.remove(change.getListingId());
                } else {
                    Listing unused = listings.put(change.getListingId(), change.getListing());
                }
            });
            return came;
        }

        Listing of(Listing listing) {
            return Objects.requireNonNull(listings.get(listing.getId()));
        }

        List<String> ids(List<ListingChange> changes) {
            return changes.stream().map(ListingChange::getListingId).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatIsPublicComesAndWhatIsNotAnyMoreGoes(Transport transport) {
        Copy copy = new Copy();
        List<ListingChange> unused = copy.follow();
        Listing first = catalog.publish(seller);
        Listing second = catalog.publish(seller);
        Listing draft = catalog.call(seller, Listings.class, listings -> listings.createListing(Samples.phone()));
        ListListingChangesReply reply = page(copy.since, 10, transport);
        assertThat(copy.ids(reply.getItemsList()))
                .containsExactly(first.getId(), second.getId())
                .doesNotContain(draft.getId());
        assertThat(reply.getMore()).isFalse();
        List<ListingChange> unusedToo = copy.follow();
        assertThat(copy.of(first).getTitle()).isEqualTo(first.getTitle());

        MarkSoldRequest sale =
                MarkSoldRequest.newBuilder().setListingId(first.getId()).build();
        Listing sold = catalog.call(seller, Listings.class, listings -> listings.markSold(sale));
        DeleteListingRequest deletion =
                DeleteListingRequest.newBuilder().setListingId(second.getId()).build();
        Empty deleted = catalog.call(seller, Listings.class, listings -> listings.deleteListing(deletion));
        assertThat(sold.getId()).isEqualTo(first.getId());
        assertThat(deleted).isNotNull();
        assertThat(copy.follow())
                .allMatch(ListingChange::getDeleted)
                .extracting(ListingChange::getListingId)
                .containsExactly(first.getId(), second.getId());
        assertThat(copy.follow()).isEmpty();
    }

    @Test
    void aChangeThatIsCommittedLateIsNotPassedOver() {
        Listing slow = catalog.publish(seller);
        Listing fast = catalog.publish(seller);
        Copy copy = new Copy();
        List<ListingChange> unused = copy.follow();
        PgConnection connection = TestSystem.await(
                PgConnection.connect(catalog.system().vertx(), catalog.db().connectOptions()));
        Transaction late = TestSystem.await(connection.begin());
        Object changed = TestSystem.await(connection
                .preparedQuery("UPDATE listing SET title = 'Late' WHERE listing_id = $1")
                .execute(Tuple.of(UUID.fromString(slow.getId()))));
        assertThat(changed).isNotNull();
        catalog.sql("UPDATE listing SET title = 'Early' WHERE listing_id = $1", UUID.fromString(fast.getId()));
        assertThat(copy.ids(copy.follow())).containsExactly(fast.getId());
        Void committed = TestSystem.await(late.commit());
        assertThat(committed).isNull();
        assertThat(copy.ids(copy.follow())).containsExactly(slow.getId());
        assertThat(copy.of(slow).getTitle()).isEqualTo("Late");
        Void closed = TestSystem.await(connection.close());
        assertThat(closed).isNull();
    }

    @Test
    void whoFollowsWhileManyWriteHasEverythingInTheEnd() {
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            listings.add(catalog.publish(seller));
        }
        Copy copy = new Copy();
        List<Future<?>> writes = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            for (Listing listing : listings) {
                writes.add(catalog.db()
                        .query(
                                "UPDATE listing SET price_amount = $2 WHERE listing_id = $1",
                                UUID.fromString(listing.getId()),
                                100_000L + round));
            }
            List<ListingChange> unused = copy.follow();
        }
        Object done = TestSystem.await(Future.all(writes));
        assertThat(done).isNotNull();
        List<ListingChange> unused = copy.follow();
        for (Listing listing : listings) {
            GetListingRequest request =
                    GetListingRequest.newBuilder().setListingId(listing.getId()).build();
            Listing now = catalog.call(People.anybody(), Listings.class, contract -> contract.getListing(request));
            assertThat(copy.of(listing).getPrice()).isEqualTo(now.getPrice()).isNotEqualTo(listing.getPrice());
        }
    }

    @Test
    void suspensionAndExpiryAreTombstonesAndReturnIsAListing() {
        CallContext other = People.seller();
        Listing listing = catalog.publish(other);
        Copy copy = new Copy();
        List<ListingChange> unused = copy.follow();
        UserStatusChanged away =
                UserStatusChanged.newBuilder().setUserId(other.requireSubject()).build();
        catalog.deliver(away);
        assertThat(copy.follow()).singleElement().matches(ListingChange::getDeleted);
        catalog.deliver(away.toBuilder().setActive(true).build());
        assertThat(copy.follow()).singleElement().matches(ListingChange::hasListing);

        catalog.sql(
                "UPDATE listing SET expires_at = now() + interval '300 milliseconds' WHERE listing_id = $1",
                UUID.fromString(listing.getId()));
        List<ListingChange> still = copy.follow();
        assertThat(copy.ids(still)).containsExactly(listing.getId());
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            List<ListingChange> later = copy.follow();
            assertThat(copy.listings).doesNotContainKey(listing.getId());
            assertThat(later).allMatch(ListingChange::getDeleted);
        });
        assertThat(copy.follow()).isEmpty();
    }

    @Test
    void whatIsImportedComesToo() {
        Copy copy = new Copy();
        List<ListingChange> unused = copy.follow();
        ImportedListing imported = Samples.imported("Sarod").build();
        assertThat(catalog.importAll(List.of(imported))).isEqualTo(1);
        assertThat(copy.ids(copy.follow())).containsExactly(imported.getId());
    }

    @Test
    void aTokenOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> page("bm90aGluZw", 3, Transport.BUS))
                .isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("feed.since_invalid");
                    assertThat(refused.fields()).singleElement().matches(field -> field.pointer()
                            .equals("/since"));
                });
    }
}
