package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whether the node's own catch-up or the test's looks first is all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HashCatchUpIT {
    private final PicturesSystem pictures = PicturesSystem.start();
    private final Workers workers = new Workers(pictures.system().vertx());

    @AfterAll
    void stop() {
        Void unused = TestSystem.await(workers.close());
        pictures.close();
    }

    /** As if the pictures that there are had been published before there were hashes. */
    private void forgetHashes() {
        pictures.sql("UPDATE picture SET perceptual_hash = NULL");
        pictures.sql("UPDATE picture_hash_watch SET picture_id = '00000000-0000-0000-0000-000000000000',"
                + " held_until = '-infinity'");
    }

    @BeforeEach
    void startOver() {
        forgetHashes();
    }

    private HashCatchUp catchUp(PicturesConfig config) {
        return new HashCatchUp(
                pictures.system().vertx(),
                pictures.db(),
                new ObjectStore(pictures.system().vertx(), config),
                workers);
    }

    private void catchUp() {
        HashCatchUp hashes = catchUp(pictures.config());
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            assertThat(TestSystem.await(hashes.look())).isZero();
            assertThat(pictures.text("SELECT held_until::text FROM picture_hash_watch"))
                    .isEqualTo("-infinity");
        });
    }

    private Image add(CallContext seller, String listing, int photo, int width, String format) {
        byte[] data = Samples.written(PerceptualHashTest.photo(photo, width, width * 3 / 4), format);
        Image image = pictures.add(seller, listing, "image/" + format, data);
        assertThat(image.getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        return image;
    }

    private String listing(CallContext seller) {
        return pictures.listing(seller, ListingStatus.LISTING_STATUS_ACTIVE).getId();
    }

    private String hashed(String image) {
        return pictures.text(
                "SELECT (perceptual_hash IS NOT NULL)::text FROM picture WHERE picture_id = $1",
                UUID.fromString(image));
    }

    private List<ListingLikeness> told(String listing) {
        List<ListingLikeness> told = new ArrayList<>();
        for (Row row : TestSystem.await(pictures.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%ListingSuspected'",
                        listing))) {
            try {
                ListingSuspected.parseFrom(row.getBuffer(0).getBytes()).getSignalsList().stream()
                        .filter(signal -> signal.getKind() == ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_PICTURE)
                        .forEach(signal -> told.addAll(signal.getLikenessesList()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return told;
    }

    private void waitForChecks() {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        TestSystem.await(pictures.db().query("SELECT FROM outbox WHERE type LIKE '%ListingCheckDue'")))
                .isEmpty());
    }

    @Test
    void copiesAmongOldPicturesAreFound() {
        CallContext honest = People.seller();
        String original = listing(honest);
        Image photo = add(honest, original, 51, 900, "png");
        forgetHashes();
        CallContext copier = People.seller();
        String copy = listing(copier);
        Image copied = add(copier, copy, 51, 640, "jpeg");
        waitForChecks();
        assertThat(told(copy)).as("nothing to compare to yet").isEmpty();

        forgetHashes();
        catchUp();

        assertThat(hashed(photo.getId())).isEqualTo("true");
        waitForChecks();
        assertThat(told(copy)).singleElement().satisfies(like -> {
            assertThat(like.getListingId()).isEqualTo(original);
            assertThat(like.getImageId()).isEqualTo(copied.getId());
            assertThat(like.getLikeImageId()).isEqualTo(photo.getId());
        });
        assertThat(told(original)).isEmpty();
    }

    @Test
    void aPictureThatWasCopiedFromAnImportedListingIsTold() {
        byte[] data = Samples.written(PerceptualHashTest.photo(77, 800, 600), "jpeg");
        String picture = pictures.importPicture(data);
        assertThat(hashed(picture)).isEqualTo("true");
        ImportedListing imported = com.beachdo.catalog.Samples.imported("Bicycle")
                .setPictureId(picture)
                .build();
        Listing original = pictures.imported(imported);
        forgetHashes();
        catchUp();
        assertThat(hashed(picture)).as("one that was imported before").isEqualTo("true");

        CallContext copier = People.seller();
        String copy = listing(copier);
        Image copied = add(copier, copy, 77, 500, "png");
        waitForChecks();
        assertThat(told(copy)).singleElement().satisfies(like -> {
            assertThat(like.getListingId()).isEqualTo(original.getId());
            assertThat(like.getImageId()).isEqualTo(copied.getId());
            assertThat(like.getLikeImageId()).isEqualTo(picture);
        });
    }

    @Test
    void oneThatIsNotThereHoldsNoneBack() {
        CallContext seller = People.seller();
        String listing = listing(seller);
        Image lost = add(seller, listing, 60, 400, "jpeg");
        Image kept = add(seller, listing, 61, 400, "jpeg");
        pictures.sql(
                "UPDATE picture SET thumb_key = 'media/lost.jpg' WHERE picture_id = $1", UUID.fromString(lost.getId()));
        forgetHashes();
        catchUp();
        assertThat(hashed(lost.getId())).isEqualTo("false");
        assertThat(hashed(kept.getId())).isEqualTo("true");
    }

    @Test
    void itGoesOnWhereItWasWhenTheStoreIsBack() {
        CallContext seller = People.seller();
        Image photo = add(seller, listing(seller), 62, 400, "jpeg");
        UUID before = new UUID(UUID.fromString(photo.getId()).getMostSignificantBits(), 0);
        HashCatchUp failing = catchUp(away());
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            forgetHashes();
            pictures.sql("UPDATE picture_hash_watch SET picture_id = $1", before);
            assertThatThrownBy(() -> TestSystem.await(failing.look())).isInstanceOf(RuntimeException.class);
        });
        assertThat(pictures.text("SELECT picture_id::text FROM picture_hash_watch"))
                .isEqualTo(before.toString());
        assertThat(TestSystem.await(catchUp(pictures.config()).look()))
                .as("held by who failed, for a minute")
                .isZero();
        pictures.sql("UPDATE picture_hash_watch SET held_until = now()");
        catchUp();
        assertThat(hashed(photo.getId())).isEqualTo("true");
    }

    private PicturesConfig away() {
        PicturesConfig here = pictures.config();
        return new PicturesConfig(
                URI.create("http://127.0.0.1:1"),
                here.publicEndpoint(),
                here.region(),
                here.accessKey(),
                here.secretKey(),
                here.stagingBucket(),
                here.mediaBucket(),
                here.privateBucket(),
                here.mediaUrl(),
                here.purge());
    }
}
