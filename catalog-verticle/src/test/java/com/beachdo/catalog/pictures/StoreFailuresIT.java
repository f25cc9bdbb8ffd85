package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreFailuresIT {
    private final CallContext seller = People.seller();
    private final byte[] photo = Samples.jpeg(400, 300);

    @Test
    void aStoreThatIsDownIsSaidToBe() throws IOException {
        try (PicturesSystem pictures = PicturesSystem.start(config -> reachedAt(config, TestServices.freePort()))) {
            String listing = draft(pictures);
            CreateImageReply created = pictures.create(seller, listing, "image/jpeg", photo.length);
            assertThat(pictures.upload(created.getUpload(), photo)).isEqualTo(200);

            RpcException refused = refusal(() -> pictures.complete(seller, listing, created.getImageId()));

            assertThat(refused.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
            assertThat(refused.code()).isEqualTo("store.unavailable");
            assertThat(refused.retryAfterSeconds()).isPositive();
            assertThat(onlyImage(pictures, listing).getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_PENDING);
            assertThat(refusal(() -> TestSystem.await(
                                    store(pictures, pictures.config()).probe()))
                            .code())
                    .isEqualTo("store.unavailable");
        }
    }

    @Test
    void aStoreThatHangsIsSaidToBe() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PicturesSystem pictures = PicturesSystem.start(config -> reachedAt(config, deaf.getLocalPort()))) {
            String listing = draft(pictures);
            CreateImageReply created = pictures.create(seller, listing, "image/jpeg", photo.length);

            assertThat(refusal(() -> pictures.complete(seller, listing, created.getImageId()))
                            .code())
                    .isEqualTo("store.unavailable");
        }
    }

    @Test
    void theProbeSucceedsWhenTheStoreAnswers() {
        try (PicturesSystem pictures = PicturesSystem.start()) {
            Void unused = TestSystem.await(store(pictures, pictures.config()).probe());
        }
    }

    @Test
    void aPictureWaitsAgainWhenTheStoreFailsMidway() {
        try (FakeStore store = new FakeStore(photo);
                PicturesSystem pictures = PicturesSystem.start(store::in)) {
            String listing = draft(pictures);
            String image =
                    pictures.create(seller, listing, "image/jpeg", photo.length).getImageId();
            store.breakReading();

            pictures.attempt(seller, listing, image);
            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                            onlyImage(pictures, listing).getStatus())
                    .isEqualTo(ImageStatus.IMAGE_STATUS_PENDING));

            assertThat(pictures.text("SELECT attempt::text FROM picture")).isEqualTo("1");
            assertThat(store.stored()).isEmpty();
        }
    }

    @Test
    void nothingStaysPublishedOfAListingDeletedMeanwhile() throws Exception {
        try (FakeStore store = new FakeStore(photo);
                PicturesSystem pictures = PicturesSystem.start(store::in)) {
            String listing = draft(pictures);
            String image =
                    pictures.create(seller, listing, "image/jpeg", photo.length).getImageId();
            // refused in the end, or answered before it is known when it takes long
            CompletableFuture<Image> first =
                    CompletableFuture.supplyAsync(() -> pictures.complete(seller, listing, image));
            store.awaitReader();
            pictures.sql("UPDATE listing SET deleted_at = now() WHERE listing_id = $1", UUID.fromString(listing));
            store.letRead();

            int renditions = WebpEncoder.isAvailable() ? 6 : 3;
            // the renditions and the upload
            Eventually.within(30, TimeUnit.SECONDS, () -> {
                assertThat(store.stored()).hasSize(renditions);
                assertThat(store.deleted()).containsAll(store.stored()).hasSize(renditions + 1);
            });
            assertThat(refusal(() -> pictures.complete(seller, listing, image)).code())
                    .isEqualTo("listing.not_found");
            assertThat(first.handle((answer, failure) -> true).join()).isTrue();
        }
    }

    private String draft(PicturesSystem pictures) {
        return pictures.listing(seller, ListingStatus.LISTING_STATUS_DRAFT).getId();
    }

    private Image onlyImage(PicturesSystem pictures, String listing) {
        return pictures.get(seller, listing).getImages(0);
    }

    private static ObjectStore store(PicturesSystem pictures, PicturesConfig config) {
        return new ObjectStore(pictures.system().vertx(), config);
    }

    private static RpcException refusal(Runnable call) {
        RpcException refused = catchThrowableOfType(RpcException.class, call::run);
        assertThat(refused).as("it was not refused").isNotNull();
        return refused;
    }

    private static PicturesConfig reachedAt(PicturesConfig config, int port) {
        return new PicturesConfig(
                URI.create("http://127.0.0.1:" + port),
                config.publicEndpoint(),
                config.region(),
                config.accessKey(),
                config.secretKey(),
                config.stagingBucket(),
                config.mediaBucket(),
                config.privateBucket(),
                config.mediaUrl(),
                config.purge());
    }
}
