package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.ApproveListingRequest;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.GetRevisionRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.RejectListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionIT {
    private static final String JPEG = "image/jpeg";

    private final PicturesSystem pictures = PicturesSystem.start();
    private final CallContext seller = People.seller();
    private final byte[] photo = Samples.jpeg(900, 600);

    @AfterAll
    void stop() {
        pictures.close();
    }

    private String draft() {
        return pictures.listing(seller, ListingStatus.LISTING_STATUS_DRAFT).getId();
    }

    private static RpcException refusal(Runnable call) {
        RpcException refused = catchThrowableOfType(RpcException.class, call::run);
        assertThat(refused).as("it was not refused").isNotNull();
        return refused;
    }

    @Test
    void nothingIsCompleteBeforeItIsUploaded() {
        String listing = draft();
        CreateImageReply created = pictures.create(seller, listing, JPEG, photo.length);

        RpcException refused = refusal(() -> pictures.complete(seller, listing, created.getImageId()));

        assertThat(refused.code()).isEqualTo("picture.not_uploaded");
        assertThat(statuses(listing)).containsExactly(ImageStatus.IMAGE_STATUS_PENDING);
        assertThat(pictures.upload(created.getUpload(), photo)).isEqualTo(200);
        assertThat(pictures.completed(seller, listing, created.getImageId()).getStatus())
                .isEqualTo(ImageStatus.IMAGE_STATUS_READY);
    }

    @Test
    void saysWhyAPictureIsNotShown() {
        String listing = draft();

        Image mismatch = pictures.add(seller, listing, JPEG, Samples.png(100, 100));
        Image small = pictures.add(seller, listing, "image/png", Samples.png(1, 1));
        Image huge = pictures.add(seller, listing, "image/png", Samples.emptyPng(30_000, 30_000));
        Image text = pictures.add(seller, listing, "image/webp", "<svg/>".getBytes(StandardCharsets.UTF_8));

        assertThat(List.of(mismatch, small, huge, text))
                .extracting(Image::getFailure)
                .containsExactly(
                        "picture.type_mismatch",
                        "picture.too_small",
                        "picture.too_many_pixels",
                        "picture.not_an_image");
        assertThat(statuses(listing))
                .containsOnly(ImageStatus.IMAGE_STATUS_FAILED)
                .hasSize(4);
        assertThat(pictures.complete(seller, listing, huge.getId())).isEqualTo(huge);
    }

    @Test
    void aPictureLeftBehindByACrashIsCompletedByAskingAgain() {
        String listing = draft();
        CreateImageReply created = pictures.create(seller, listing, JPEG, photo.length);
        assertThat(pictures.upload(created.getUpload(), photo)).isEqualTo(200);
        crashWhileProcessing(created.getImageId(), 10);

        assertThat(pictures.complete(seller, listing, created.getImageId()).getStatus())
                .isEqualTo(ImageStatus.IMAGE_STATUS_PROCESSING);
        crashWhileProcessing(created.getImageId(), 31);

        assertThat(pictures.completed(seller, listing, created.getImageId()).getStatus())
                .isEqualTo(ImageStatus.IMAGE_STATUS_READY);
    }

    private void crashWhileProcessing(String imageId, int secondsAgo) {
        pictures.sql(
                """
                UPDATE picture SET status = 'PROCESSING', attempt = attempt + 1,
                    processing_since = now() - make_interval(secs => $2)
                WHERE picture_id = $1
                """,
                UUID.fromString(imageId),
                secondsAgo);
    }

    @Test
    void manyAtOnceAreAllPublished() {
        String listing = draft();
        List<CreateImageReply> created = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            CreateImageReply one = pictures.create(seller, listing, JPEG, photo.length);
            assertThat(pictures.upload(one.getUpload(), photo)).isEqualTo(200);
            created.add(one);
        }
        List<Thread> threads = created.stream()
                .flatMap(one -> List.of(one, one).stream())
                .map(one -> new Thread(() -> {
                    Image unused = pictures.completed(seller, listing, one.getImageId());
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            join(thread);
        }

        for (CreateImageReply one : created) {
            assertThat(pictures.completed(seller, listing, one.getImageId()).getStatus())
                    .isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        }
        assertThat(statuses(listing))
                .containsOnly(ImageStatus.IMAGE_STATUS_READY)
                .hasSize(12);
        assertThat(pictures.get(seller, listing).getImagesList())
                .extracting(Image::getId)
                .containsExactlyElementsOf(
                        created.stream().map(CreateImageReply::getImageId).toList());
    }

    private static void join(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String live() {
        return pictures.listing(seller, ListingStatus.LISTING_STATUS_ACTIVE).getId();
    }

    private List<Image> shown(String listing) {
        return pictures.get(People.anybody(), listing).getImagesList();
    }

    private <R> R review(Function<ListingReview, Future<R>> decision) {
        return pictures.call(People.staff(), ListingReview.class, decision);
    }

    @Test
    void aNewPictureOfALiveListingIsReviewedWhileTheListingStays() {
        String listing = live();

        Image image = pictures.add(seller, listing, JPEG, photo);

        Listing own = pictures.get(seller, listing);
        assertThat(own.getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_PENDING_REVIEW);
        assertThat(own.getImagesList()).containsExactly(image);
        assertThat(shown(listing)).isEmpty();
        GetRevisionRequest request =
                GetRevisionRequest.newBuilder().setListingId(listing).build();
        assertThat(review(staff -> staff.getRevision(request)).getChangedList()).containsExactly("images");

        ApproveListingRequest approval =
                ApproveListingRequest.newBuilder().setListingId(listing).build();
        assertThat(review(staff -> staff.approveListing(approval)).getStatus())
                .isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(shown(listing)).containsExactly(image);
    }

    @Test
    void aRejectedPictureOfALiveListingIsGoneAndTheOthersStay() {
        String listing = live();
        Image first = pictures.add(seller, listing, JPEG, photo);
        ApproveListingRequest approval =
                ApproveListingRequest.newBuilder().setListingId(listing).build();
        Listing unused = review(staff -> staff.approveListing(approval));
        Image second = pictures.add(seller, listing, JPEG, photo);
        assertThat(shown(listing)).containsExactly(first);
        RejectListingRequest rejection = RejectListingRequest.newBuilder()
                .setListingId(listing)
                .setReason("Not of the thing.")
                .build();
        assertThat(review(staff -> staff.rejectListing(rejection)).getImagesList())
                .containsExactly(first)
                .doesNotContain(second);
        assertThat(pictures.get(seller, listing).getStatus()).isEqualTo(ListingStatus.LISTING_STATUS_ACTIVE);
        assertThat(shown(listing)).containsExactly(first);
    }

    private List<ImageStatus> statuses(String listing) {
        return pictures.get(seller, listing).getImagesList().stream()
                .map(Image::getStatus)
                .toList();
    }
}
