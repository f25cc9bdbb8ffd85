package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.quality.PrintCatchUp;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Privacy;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What rules find stays in the outbox, since nobody takes it here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingChecksIT {
    private static final String TEXT =
            """
            Teak wood, hand carved in Saharanpur about forty years ago, all drawers move easily, brass handles are the
            original ones. One small scratch at the back which nobody sees. The buyer has to carry it from the second floor.
            """;

    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static CreateListingRequest sitar(String title, String description, long rupees) {
        return Samples.phone().toBuilder()
                .setTitle(title)
                .setDescription(description)
                .setCategoryId("musical-instruments")
                .setAttributes(Samples.attributes(Map.of("instrument", Samples.text("Guitar"))))
                .setPrice(Samples.rupees(rupees))
                .build();
    }

    private Listing handIn(CallContext seller, CreateListingRequest request) {
        return catalog.submit(seller, catalog.create(seller, request));
    }

    /** What moderation is told of a listing, once all that was handed in was looked through. */
    private List<ListingSignal> signals(Listing listing) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        TestSystem.await(catalog.db().query("SELECT FROM outbox WHERE type LIKE '%ListingCheckDue'")))
                .isEmpty());
        List<ListingSignal> signals = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%ListingSuspected'"
                                + " ORDER BY outbox_id",
                        listing.getId()))) {
            try {
                signals.addAll(
                        ListingSuspected.parseFrom(row.getBuffer(0).getBytes()).getSignalsList());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return signals;
    }

    @Test
    void aTextThatWasCopiedFromAnotherSellerIsTold() {
        CallContext seller = People.seller();
        Listing original = handIn(seller, sitar("Old chest of drawers", TEXT, 900));
        Listing again = handIn(seller, sitar("Old chest of drawers, reduced", TEXT, 900));
        assertThat(signals(original)).isEmpty();
        Listing copy = handIn(People.seller(), sitar("Antique chest of drawers", TEXT.replace("forty", "fifty"), 900));

        List<ListingSignal> told = signals(copy);

        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_TEXT);
            assertThat(signal.getLikenessesList())
                    .extracting(ListingLikeness::getListingId)
                    .containsExactlyInAnyOrder(original.getId(), again.getId());
            assertThat(signal.getLikenessesList())
                    .allMatch(like -> like.getSellerId().equals(seller.requireSubject()) && like.getPercent() >= 60);
        });
        assertThat(signals(again)).as("one's own text").isEmpty();
        UpdateListingRequest cheaper = UpdateListingRequest.newBuilder()
                .setListingId(original.getId())
                .setPrice(Samples.rupees(800))
                .build();
        Object unused = catalog.call(seller, Listings.class, listings -> listings.updateListing(cheaper));
        assertThat(signals(original)).as("who said it first").isEmpty();
        assertThat(catalog.approve(copy).getStatus())
                .as("nothing is blocked")
                .isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
    }

    @Test
    void aTextThatWasCopiedFromAnImportedListingIsTold() {
        String text = "From my grandfather, strings are new, comes with a case and a stand, some marks on the neck, "
                + "sound is warm and loud, can be tried any evening after seven.";
        ImportedListing original =
                Samples.imported("Old tanpura from Miraj").setDescription(text).build();
        assertThat(catalog.importAll(List.of(original))).isEqualTo(1);
        PrintCatchUp prints = new PrintCatchUp(catalog.system().vertx(), catalog.db());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(TestSystem.await(prints.look()))
                .isZero());
        assertThat(signals(handIn(People.seller(), sitar("Old tanpura from Miraj", text, 900))))
                .singleElement()
                .satisfies(signal ->
                        assertThat(signal.getLikenesses(0).getListingId()).isEqualTo(original.getId()));
    }

    @Test
    void contactDataIsToldOnceAndWhatIsNewOfItAgain() {
        CallContext seller = People.seller();
        Listing listing = handIn(seller, sitar("Sitar", "Call me at 98765 43210 any time.", 900));
        assertThat(signals(listing)).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(ListingSignalKind.LISTING_SIGNAL_KIND_CONTACT_DATA);
            assertThat(signal.getWordsList()).containsExactly("98765 43210");
        });
        change(seller, listing, "Call me at 98765 43210 any day.");
        assertThat(signals(listing)).hasSize(1);
        change(seller, listing, "Write to sitar@example.com instead.");
        assertThat(signals(listing)).hasSize(2);
        assertThat(signals(listing).get(1).getWordsList()).containsExactly("sitar@example.com");
        assertThat(catalog.approve(listing).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        change(seller, listing, "Or see www.example.org for more.");
        assertThat(signals(listing)).as("an edit of what is on sale").hasSize(3);

        assertThat(export(seller)).contains("CONTACT_DATA", "sitar@example.com");
        catalog.deliver(
                AccountErased.newBuilder().setUserId(seller.requireSubject()).build());
        assertThat(export(seller)).doesNotContain("CONTACT_DATA", "sitar@example.com");
    }

    private void change(CallContext seller, Listing listing, String description) {
        UpdateListingRequest request = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setDescription(description)
                .build();
        Object unused = catalog.call(seller, Listings.class, listings -> listings.updateListing(request));
    }

    private String export(CallContext person) {
        return catalog.call(
                        person, Privacy.class, privacy -> privacy.exportMine(ExportMineRequest.getDefaultInstance()))
                .getJson();
    }

    @Test
    void aPriceFarFromTheOthersIsTold() {
        List<ImportedListing> others = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            others.add(Samples.imported("Guitar " + i)
                    .setPrice(Samples.rupees(400 + i * 10))
                    .build());
        }
        assertThat(catalog.importAll(others)).isEqualTo(60);
        assertThat(signals(handIn(People.seller(), sitar("Usual", "A guitar that is for sale.", 1_000))))
                .isEmpty();
        Listing cheap = handIn(People.seller(), sitar("Bait", "A guitar that is for sale.", 10));
        assertThat(signals(cheap)).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(ListingSignalKind.LISTING_SIGNAL_KIND_UNUSUAL_PRICE);
            assertThat(signal.getPrices().getPriceAmount()).isEqualTo(1_000);
            assertThat(signal.getPrices().getMedianAmount()).isBetween(60_000L, 80_000L);
            assertThat(signal.getPrices().getSample()).isGreaterThanOrEqualTo(60);
        });
    }

    @Test
    void aDraftIsNobodysBusiness() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, sitar("Draft", "Call 9876543210 if you like it.", 900));
        change(seller, draft, "Call 9876543211 if you like it.");
        assertThat(signals(draft)).isEmpty();
        assertThat(TestSystem.await(catalog.db()
                        .query("SELECT FROM listing_print WHERE listing_id = $1", UUID.fromString(draft.getId()))))
                .isEmpty();
    }
}
