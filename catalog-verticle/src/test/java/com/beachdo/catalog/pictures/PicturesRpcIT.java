package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImageVariants;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Upload;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesRpcIT {
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

    @ParameterizedTest
    @EnumSource(Transport.class)
    void publishesWhatASellerUploads(Transport transport) {
        String listing = draft();
        CreateImageReply created = pictures.create(transport, seller, listing, JPEG, photo.length);
        assertThat(created.getUpload().getMethod()).isEqualTo("PUT");
        assertThat(created.getUpload().getHeadersMap()).containsOnlyKeys("Content-Type");
        assertThat(statuses(listing)).containsExactly(ImageStatus.IMAGE_STATUS_PENDING);

        assertThat(pictures.upload(created.getUpload(), photo)).isEqualTo(200);
        Image first = pictures.complete(transport, seller, listing, created.getImageId());
        Image image = pictures.completed(seller, listing, created.getImageId());

        assertThat(first.getStatus()).isIn(ImageStatus.IMAGE_STATUS_PROCESSING, ImageStatus.IMAGE_STATUS_READY);
        assertThat(image.getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        assertThat(image.getBlurhash()).hasSize(28);
        assertThat(pictures.get(seller, listing).getImagesList()).containsExactly(image);
        for (String url : List.of(
                image.getVariants().getThumb(),
                image.getVariants().getMedium(),
                image.getVariants().getLarge())) {
            HttpResponse<byte[]> response = pictures.fetch(url);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(JPEG);
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        }
        assertThat(Samples.read(pictures.fetch(image.getVariants().getThumb()).body())
                        .getWidth())
                .isEqualTo(320);
    }

    @Test
    void webpStandsBesideTheJpegsAndGoesWithThem() {
        String listing = draft();
        Image image = pictures.add(seller, listing, JPEG, photo);
        ImageVariants variants = image.getVariants();
        assertThat(variants.hasThumbWebp()).isEqualTo(WebpEncoder.isAvailable());
        assertThat(variants.hasMediumWebp()).isEqualTo(WebpEncoder.isAvailable());
        assertThat(variants.hasLargeWebp()).isEqualTo(WebpEncoder.isAvailable());
        List<String> webps =
                List.of(variants.getThumbWebp(), variants.getMediumWebp(), variants.getLargeWebp()).stream()
                        .filter(url -> !url.isEmpty())
                        .toList();
        for (String url : webps) {
            HttpResponse<byte[]> response = pictures.fetch(url);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("image/webp");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(new String(response.body(), 8, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("WEBP");
        }
        pictures.delete(seller, listing, image.getId());
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(Stream.concat(webps.stream(), Stream.of(variants.getLarge())))
                        .allMatch(url -> pictures.fetch(url).statusCode() == 404));
    }

    @Test
    void theStoreRefusesWhatIsNotAsSigned() {
        CreateImageReply created = pictures.create(seller, draft(), JPEG, photo.length);
        Upload upload = created.getUpload();
        byte[] longer = new byte[photo.length + 1];

        assertThat(pictures.upload(upload, longer)).isEqualTo(403);
        assertThat(pictures.upload(
                        upload.toBuilder()
                                .putHeaders("Content-Type", "image/png")
                                .build(),
                        photo))
                .isEqualTo(403);
        String elsewhere =
                upload.getUrl().replace(created.getImageId(), UUID.randomUUID().toString());
        assertThat(pictures.upload(upload.toBuilder().setUrl(elsewhere).build(), photo))
                .isEqualTo(403);
        String published = upload.getUrl()
                .replace(pictures.config().stagingBucket(), pictures.config().mediaBucket());
        assertThat(pictures.upload(upload.toBuilder().setUrl(published).build(), photo))
                .isEqualTo(403);
        assertThat(pictures.fetch(upload.getUrl()).statusCode()).isEqualTo(403);
        assertThat(pictures.upload(upload, photo)).isEqualTo(200);
        assertThat(pictures.fetch(upload.getUrl().replaceFirst("\\?.*", "")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aListingHasTwelvePicturesAtMost() {
        String listing = draft();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(pictures.create(seller, listing, JPEG, 1000).getImageId());
        }

        RpcException refused = refusal(() -> pictures.create(seller, listing, JPEG, 1000));
        assertThat(refused.code()).isEqualTo("picture.too_many");
        assertThat(pictures.get(seller, listing).getImagesList()).hasSize(12);

        pictures.sql(
                "UPDATE picture SET created_at = now() - interval '2 hours' WHERE picture_id = $1",
                UUID.fromString(ids.get(3)));
        String another = pictures.create(seller, listing, JPEG, 1000).getImageId();
        assertThat(pictures.get(seller, listing).getImagesList())
                .hasSize(12)
                .extracting(Image::getId)
                .contains(another)
                .doesNotContain(ids.get(3));
    }

    @Test
    void theSameKeyMakesOnePicture() {
        String listing = draft();
        CallContext keyed = seller.withIdempotencyKey("key " + listing);

        CreateImageReply first = pictures.create(keyed, listing, JPEG, 1000);
        assertThat(pictures.create(keyed, listing, JPEG, 1000)).isEqualTo(first);
        assertThat(refusal(() -> pictures.create(keyed, listing, JPEG, 1001)).code())
                .isEqualTo("idempotency.other_request");
        assertThat(pictures.get(seller, listing).getImagesList()).hasSize(1);
    }

    @Test
    void anOldKeyGetsTheSamePictureWithAFreshSignature() {
        String listing = draft();
        CallContext keyed = seller.withIdempotencyKey("old key");
        CreateImageReply first = pictures.create(keyed, listing, JPEG, photo.length);
        CreateImageReply.Builder expired = first.toBuilder();
        expired.getUploadBuilder().setUrl("gone").getExpiresAtBuilder().setSeconds(1);
        pictures.sql(
                "UPDATE idempotency SET reply = $1 WHERE key = 'old key'",
                Buffer.buffer(expired.build().toByteArray()));

        CreateImageReply again = pictures.create(keyed, listing, JPEG, photo.length);

        assertThat(again.getImageId()).isEqualTo(first.getImageId());
        assertThat(pictures.upload(again.getUpload(), photo)).isEqualTo(200);
        assertThat(pictures.get(seller, listing).getImagesList()).hasSize(1);
    }

    @Test
    void refusesWhatNoPictureIs() {
        String listing = draft();

        assertThat(refusal(() -> pictures.create(seller, listing, "image/svg+xml", 10))
                        .code())
                .isEqualTo("picture.type_unsupported");
        assertThat(refusal(() -> pictures.create(seller, listing, JPEG, 0)).code())
                .isEqualTo("picture.too_large");
        assertThat(refusal(() -> pictures.create(seller, listing, JPEG, 10_485_761))
                        .code())
                .isEqualTo("picture.too_large");
        assertThat(refusal(() -> pictures.create(seller, "../../etc", JPEG, 10)).code())
                .isEqualTo("request.invalid");
        assertThat(pictures.get(seller, listing).getImagesList()).isEmpty();
    }

    @Test
    void strangersFindNoListing() {
        String listing = draft();
        Image image = pictures.add(seller, listing, JPEG, photo);
        CallContext stranger = People.seller();

        for (Runnable call : List.<Runnable>of(
                () -> pictures.create(stranger, listing, JPEG, 1000),
                () -> pictures.complete(stranger, listing, image.getId()),
                () -> pictures.delete(stranger, listing, image.getId()),
                () -> pictures.order(stranger, listing, List.of(image.getId())))) {
            assertThat(refusal(call).code()).isEqualTo("listing.not_found");
        }
        assertThat(refusal(() -> pictures.complete(seller, draft(), image.getId()))
                        .code())
                .isEqualTo("picture.not_found");
        assertThat(pictures.get(seller, listing).getImagesList()).containsExactly(image);
    }

    @Test
    void soldListingsKeepTheirPictures() {
        String listing =
                pictures.listing(seller, ListingStatus.LISTING_STATUS_SOLD).getId();

        assertThat(refusal(() -> pictures.create(seller, listing, JPEG, 1000)).code())
                .isEqualTo("listing.not_editable");
    }

    @Test
    void theSellerOrdersThePictures() {
        String listing = draft();
        String a = pictures.add(seller, listing, JPEG, photo).getId();
        String b = pictures.create(seller, listing, JPEG, 1000).getImageId();
        String c = pictures.add(seller, listing, "image/png", Samples.png(300, 200))
                .getId();

        Listing ordered = pictures.order(seller, listing, List.of(c, a, b));

        assertThat(ordered.getImagesList()).extracting(Image::getId).containsExactly(c, a, b);
        assertThat(ordered).isEqualTo(pictures.get(seller, listing));
        RpcException refused = refusal(() -> pictures.order(seller, listing, List.of(a, b)));
        assertThat(refused.code()).isEqualTo("picture.order_incomplete");
        assertThat(refused.fields()).extracting("pointer").containsExactly("/imageIds");
    }

    @Test
    void deletedPicturesAreGoneForEverybody() {
        String listing = draft();
        Image image = pictures.add(seller, listing, JPEG, photo);
        String kept = pictures.add(seller, listing, JPEG, photo).getId();

        pictures.delete(seller, listing, image.getId());

        assertThat(pictures.get(seller, listing).getImagesList())
                .extracting(Image::getId)
                .containsExactly(kept);
        assertThat(refusal(() -> pictures.delete(seller, listing, image.getId()))
                        .code())
                .isEqualTo("picture.not_found");
        untilStatus(404, image.getVariants().getLarge());
    }

    @Test
    void othersSeeOnlyWhatIsReady() {
        String listing =
                pictures.listing(seller, ListingStatus.LISTING_STATUS_ACTIVE).getId();
        String pending = pictures.create(seller, listing, JPEG, 1000).getImageId();

        assertThat(pictures.get(People.anybody(), listing).getImagesList()).isEmpty();
        assertThat(pictures.get(seller, listing).getImagesList())
                .extracting(Image::getId)
                .containsExactly(pending);
    }

    private List<ImageStatus> statuses(String listing) {
        return pictures.get(seller, listing).getImagesList().stream()
                .map(Image::getStatus)
                .toList();
    }

    private void untilStatus(int status, String url) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (pictures.fetch(url).statusCode() != status && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(pictures.fetch(url).statusCode()).isEqualTo(status);
    }
}
