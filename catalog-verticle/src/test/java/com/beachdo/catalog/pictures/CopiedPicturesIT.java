package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiedPicturesIT {
    private final PicturesSystem pictures = PicturesSystem.start();

    @AfterAll
    void stop() {
        pictures.close();
    }

    private String listing(CallContext seller, ListingStatus status) {
        return pictures.listing(seller, status).getId();
    }

    private Image add(CallContext seller, String listing, int photo, int width, String format) {
        byte[] data = Samples.written(PerceptualHashTest.photo(photo, width, width * 3 / 4), format);
        Image image = pictures.add(seller, listing, "image/" + format, data);
        assertThat(image.getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        return image;
    }

    private List<ListingSignal> signals(String listing) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        TestSystem.await(pictures.db().query("SELECT FROM outbox WHERE type LIKE '%ListingCheckDue'")))
                .isEmpty());
        List<ListingSignal> signals = new ArrayList<>();
        for (Row row : TestSystem.await(pictures.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%ListingSuspected'"
                                + " ORDER BY outbox_id",
                        listing))) {
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
    void aPictureOfAnotherSellerIsToldWhenItIsReady() {
        CallContext honest = People.seller();
        String original = listing(honest, ListingStatus.LISTING_STATUS_ACTIVE);
        Image photo = add(honest, original, 1, 1200, "png");
        String own = listing(honest, ListingStatus.LISTING_STATUS_ACTIVE);
        Image again = add(honest, own, 1, 1000, "jpeg");
        CallContext copier = People.seller();
        String copy = listing(copier, ListingStatus.LISTING_STATUS_ACTIVE);
        Image other = add(copier, copy, 2, 800, "jpeg");
        Image copied = add(copier, copy, 1, 640, "jpeg");

        assertThat(signals(copy)).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_PICTURE);
            assertThat(signal.getLikenessesList())
                    .hasSize(2)
                    .allMatch(like -> like.getImageId().equals(copied.getId()) && like.getPercent() > 90)
                    .noneMatch(like -> like.getImageId().equals(other.getId()))
                    .anyMatch(like -> like.getListingId().equals(original)
                            && like.getLikeImageId().equals(photo.getId()))
                    .anyMatch(like -> like.getLikeImageId().equals(again.getId()));
        });
        assertThat(signals(original)).isEmpty();
        assertThat(signals(own)).as("one's own picture").isEmpty();
    }

    @Test
    void thePicturesOfADraftAreLookedAtWhenItIsHandedIn() {
        CallContext honest = People.seller();
        Image photo = add(honest, listing(honest, ListingStatus.LISTING_STATUS_ACTIVE), 30, 900, "jpeg");
        CallContext copier = People.seller();
        String draft = listing(copier, ListingStatus.LISTING_STATUS_DRAFT);
        Image copied = add(copier, draft, 30, 700, "png");
        assertThat(signals(draft)).isEmpty();
        Object unused = pictures.call(
                copier,
                Listings.class,
                listings -> listings.submitListing(
                        SubmitListingRequest.newBuilder().setListingId(draft).build()));
        assertThat(signals(draft)).singleElement().satisfies(signal -> assertThat(signal.getLikenessesList())
                .singleElement()
                .satisfies(like -> {
                    assertThat(like.getImageId()).isEqualTo(copied.getId());
                    assertThat(like.getLikeImageId()).isEqualTo(photo.getId());
                }));
    }
}
