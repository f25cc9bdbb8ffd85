package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListPricesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.PriceSince;
import com.beachdo.catalog.v1.SaveListingRequest;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes the notices here, so they stay in the outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private Listing reprice(Listing listing, long rupees) {
        UpdateListingRequest request = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setPrice(Samples.rupees(rupees))
                .build();
        return catalog.approve(catalog.call(seller, Listings.class, listings -> listings.updateListing(request)));
    }

    private void save(CallContext buyer, Listing listing) {
        SaveListingRequest request =
                SaveListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object unused = catalog.call(buyer, SavedListings.class, saved -> saved.saveListing(request));
    }

    private List<Long> prices(CallContext viewer, Listing listing, Transport transport) {
        ListPricesRequest request =
                ListPricesRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog
                .call(viewer, Listings.class, transport, listings -> listings.listPrices(request))
                .getItemsList()
                .stream()
                .map(PriceSince::getPrice)
                .map(price -> price.getAmount() / 100)
                .toList();
    }

    private List<NoticeDue> notices(Listing listing, NoticeKind kind) {
        List<NoticeDue> notices = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%NoticeDue' ORDER BY outbox_id",
                        listing.getId()))) {
            try {
                NoticeDue notice = NoticeDue.parseFrom(row.getBuffer(0).getBytes());
                if (notice.getKind() == kind) {
                    notices.add(notice);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return notices;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everybodySeesThePricesThatEverybodySaw(Transport transport) {
        Listing listing = catalog.publish(seller);
        Listing dearer = reprice(listing, 30_000);
        Listing cheaper = reprice(dearer, 20_000);
        assertThat(prices(People.anybody(), cheaper, transport)).containsExactly(20_000L, 30_000L, 24_999L);
        assertThat(prices(People.anybody(), catalog.create(seller, Samples.phone()), transport))
                .isEmpty();
    }

    @Test
    void whoSavedAListingIsToldOnceThatItCostsLess() {
        Listing listing = catalog.publish(seller);
        Set<String> buyers = new HashSet<>();
        for (int i = 0; i < Prices.AT_ONCE + 5; i++) {
            CallContext buyer = People.buyer();
            buyers.add(buyer.requireSubject());
            save(buyer, listing);
        }
        Listing dearer = reprice(listing, 30_000);
        assertThat(notices(dearer, NoticeKind.NOTICE_KIND_PRICE_DROP)).isEmpty();
        Listing cheaper = reprice(dearer, 20_000);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(notices(cheaper, NoticeKind.NOTICE_KIND_PRICE_DROP))
                .hasSize(buyers.size()));
        List<NoticeDue> told = notices(cheaper, NoticeKind.NOTICE_KIND_PRICE_DROP);
        assertThat(told).extracting(NoticeDue::getUserId).containsExactlyInAnyOrderElementsOf(buyers);
        assertThat(told).allMatch(notice -> notice.getListings(0).getPrice().equals(Samples.rupees(20_000)));
    }

    @Test
    void sellersAreWarnedOnceForEachEnd() {
        Listing soon = catalog.publish(seller);
        Listing later = catalog.publish(seller);
        UUID id = UUID.fromString(soon.getId());
        catalog.sql("UPDATE listing SET expires_at = now() + interval '2 days' WHERE listing_id = $1", id);
        ExpiryWarnings one = new ExpiryWarnings(catalog.system().vertx(), catalog.db());
        ExpiryWarnings another = new ExpiryWarnings(catalog.system().vertx(), catalog.db());
        Object unused = TestSystem.await(Future.join(one.warn(), another.warn()));
        Object again = TestSystem.await(one.warn());
        assertThat(notices(soon, NoticeKind.NOTICE_KIND_LISTING_EXPIRING))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.getUserId()).isEqualTo(seller.requireSubject());
                    assertThat(notice.getMail()).isTrue();
                });
        assertThat(notices(later, NoticeKind.NOTICE_KIND_LISTING_EXPIRING)).isEmpty();
        catalog.sql("UPDATE listing SET expires_at = now() + interval '60 hours' WHERE listing_id = $1", id);
        Object renewed = TestSystem.await(one.warn());
        assertThat(notices(soon, NoticeKind.NOTICE_KIND_LISTING_EXPIRING)).hasSize(2);
    }
}
