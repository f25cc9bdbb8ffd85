package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.CompletePrivatePictureRequest;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.CreatePrivatePictureRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.catalog.v1.ReservePictureReply;
import com.beachdo.catalog.v1.ReservePictureRequest;
import com.beachdo.catalog.v1.SignPicturesRequest;
import com.beachdo.catalog.v1.SignedPicture;
import com.beachdo.chat.v1.PictureRemoved;
import com.beachdo.chat.v1.PictureSent;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pictures for messages: whose they are, who reads them, and when they go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivatePicturesIT {
    private static final String JPEG = "image/jpeg";

    private final PicturesSystem pictures = PicturesSystem.start();
    private final ObjectStore store = new ObjectStore(pictures.system().vertx(), pictures.config());
    private final PictureSweep sweep =
            new PictureSweep(pictures.system().vertx(), new PrivatePictureStore(pictures.db()), store);
    private final byte[] photo = Samples.jpeg(900, 600);

    @AfterAll
    void stop() {
        Void unused = TestSystem.await(store.close());
        pictures.close();
    }

    private static CallContext somebody() {
        return TestSystem.caller(Ids.next().toString(), "BUYER");
    }

    @Test
    void aPictureIsReadByASignedUrlOnly() {
        CallContext owner = somebody();
        Image image = add(owner);

        assertThat(image.getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        SignedPicture signed = sign(image.getId()).get(0);
        for (String url : List.of(
                image.getVariants().getThumb(),
                signed.getVariants().getThumb(),
                signed.getVariants().getMedium(),
                signed.getVariants().getLarge())) {
            assertThat(pictures.fetch(url).statusCode()).isEqualTo(200);
            assertThat(pictures.fetch(url).headers().firstValue("Cache-Control"))
                    .hasValue("private, max-age=600");
            assertThat(url).contains("X-Amz-Expires=600", pictures.config().privateBucket());
            assertThat(pictures.fetch(url.replaceFirst("\\?.*", "")).statusCode())
                    .isEqualTo(403);
            assertThat(pictures.fetch(url.replaceFirst("X-Amz-Expires=600", "X-Amz-Expires=60000"))
                            .statusCode())
                    .isEqualTo(403);
            String key = url.replaceFirst("\\?.*", "")
                    .replaceFirst(".*/" + pictures.config().privateBucket() + "/", "");
            assertThat(pictures.fetch(pictures.config().mediaUrl() + "/" + key).statusCode())
                    .isEqualTo(404);
        }
        assertThat(Samples.read(pictures.fetch(signed.getVariants().getThumb()).body())
                        .getWidth())
                .isEqualTo(320);
    }

    @Test
    void onlyTheOwnerCompletesAndSendsIt() {
        CallContext owner = somebody();
        Image image = add(owner);
        CallContext other = somebody();

        refused("picture.not_found", () -> complete(other, image.getId()));
        refused("picture.not_found", () -> reserve(other, image.getId()));
        refused("picture.not_found", () -> reserve(owner, Ids.next().toString()));
        assertThat(reserve(owner, image.getId()).getBlurhash()).isEqualTo(image.getBlurhash());
        assertThat(reserve(owner, image.getId()).getBlurhash()).isEqualTo(image.getBlurhash());
    }

    @Test
    void whatIsNotCompletedOrRejectedIsNotSent() {
        CallContext owner = somebody();
        CreateImageReply created = create(owner, photo.length);
        refused("picture.not_ready", () -> reserve(owner, created.getImageId()));
        refused("picture.not_uploaded", () -> complete(owner, created.getImageId()));

        byte[] noise = Arrays.copyOf("not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8), 2_000);
        CreateImageReply bad = create(owner, noise.length);
        assertThat(pictures.upload(bad.getUpload(), noise)).isEqualTo(200);
        Image failed = completed(owner, bad.getImageId());
        assertThat(failed.getFailure()).isEqualTo("picture.not_an_image");
        refused("picture.failed", () -> reserve(owner, bad.getImageId()));
        assertThat(sign(bad.getImageId())).isEmpty();
    }

    @Test
    void onlySoManyWaitToBeSent() {
        CallContext owner = somebody();
        for (int i = 0; i < 20; i++) {
            assertThat(create(owner, 1_000).getImageId()).isNotEmpty();
        }
        refused("picture.too_many", () -> create(owner, 1_000));
        assertThat(create(somebody(), 1_000).getImageId()).isNotEmpty();
    }

    @Test
    void whatIsSentStaysAndWhatIsNotIsSwept() {
        CallContext owner = somebody();
        Image sent = add(owner);
        Image unsent = add(owner);
        pictures.deliver(PictureSent.newBuilder().setImageId(sent.getId()).build());
        pictures.sql(
                "UPDATE picture SET unsent_until = now() - interval '1 second'"
                        + " WHERE owner_id = $1 AND unsent_until IS NOT NULL",
                UUID.fromString(owner.requireSubject()));

        refused("picture.not_found", () -> reserve(owner, unsent.getId()));
        Void unused = TestSystem.await(sweep.sweep());

        assertThat(pictures.fetch(sent.getVariants().getLarge()).statusCode()).isEqualTo(200);
        assertThat(pictures.fetch(unsent.getVariants().getLarge()).statusCode()).isEqualTo(404);
        assertThat(sign(sent.getId())).hasSize(1);
        assertThat(rows(owner)).isEqualTo("1");
    }

    @Test
    void aPictureGoesWithItsMessage() {
        CallContext owner = somebody();
        Image image = add(owner);
        pictures.deliver(PictureSent.newBuilder().setImageId(image.getId()).build());
        pictures.deliver(PictureRemoved.newBuilder().setImageId(image.getId()).build());
        assertThat(sign(image.getId())).isEmpty();
        Void unused = TestSystem.await(sweep.sweep());

        assertThat(pictures.fetch(image.getVariants().getThumb()).statusCode()).isEqualTo(404);
        assertThat(rows(owner)).isEqualTo("0");
    }

    @Test
    void whoIsErasedLeavesNoPicture() {
        CallContext owner = somebody();
        Image sent = add(owner);
        Image unsent = add(owner);
        pictures.deliver(PictureSent.newBuilder().setImageId(sent.getId()).build());
        pictures.deliver(
                AccountErased.newBuilder().setUserId(owner.requireSubject()).build());
        Void unused = TestSystem.await(sweep.sweep());

        assertThat(pictures.fetch(sent.getVariants().getThumb()).statusCode()).isEqualTo(404);
        assertThat(pictures.fetch(unsent.getVariants().getThumb()).statusCode()).isEqualTo(404);
        assertThat(rows(owner)).isEqualTo("0");
    }

    @Test
    void aListingCannotShowAPrivatePicture() {
        Image image = add(somebody());
        assertThat(pictures.text(
                        "SELECT count(*)::text FROM picture_image WHERE picture_id = $1",
                        UUID.fromString(image.getId())))
                .isEqualTo("0");
    }

    @Test
    void usersDoNotSign() {
        assertThatThrownBy(() -> pictures.call(
                        People.seller(),
                        PrivatePictures.class,
                        contract -> contract.signPictures(SignPicturesRequest.getDefaultInstance())))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.status())
                        .isEqualTo(GrpcStatus.PERMISSION_DENIED));
    }

    private String rows(CallContext owner) {
        return pictures.text(
                "SELECT count(*)::text FROM picture WHERE owner_id = $1", UUID.fromString(owner.requireSubject()));
    }

    private CreateImageReply create(CallContext owner, long size) {
        return pictures.call(
                owner,
                PrivatePictures.class,
                contract -> contract.createPrivatePicture(CreatePrivatePictureRequest.newBuilder()
                        .setContentType(JPEG)
                        .setSize(size)
                        .build()));
    }

    private Image complete(CallContext owner, String id) {
        return pictures.call(
                owner,
                PrivatePictures.class,
                contract -> contract.completePrivatePicture(CompletePrivatePictureRequest.newBuilder()
                        .setImageId(id)
                        .build()));
    }

    private Image add(CallContext owner) {
        CreateImageReply created = create(owner, photo.length);
        assertThat(pictures.upload(created.getUpload(), photo)).isEqualTo(200);
        return completed(owner, created.getImageId());
    }

    private Image completed(CallContext owner, String id) {
        Image image = complete(owner, id);
        while (image.getStatus() == ImageStatus.IMAGE_STATUS_PROCESSING) {
            Thread.onSpinWait();
            image = complete(owner, id);
        }
        return image;
    }

    private ReservePictureReply reserve(CallContext owner, String id) {
        return pictures.call(
                TestSystem.service(),
                PrivatePictures.class,
                contract -> contract.reservePicture(ReservePictureRequest.newBuilder()
                        .setImageId(id)
                        .setOwnerId(owner.requireSubject())
                        .build()));
    }

    private List<SignedPicture> sign(String id) {
        return pictures.call(
                        TestSystem.service(),
                        PrivatePictures.class,
                        contract -> contract.signPictures(
                                SignPicturesRequest.newBuilder().addImageIds(id).build()))
                .getPicturesList();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
