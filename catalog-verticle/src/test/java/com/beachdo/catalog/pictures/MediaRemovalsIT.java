package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.DeleteImageRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was published and is gone leaves the store and the CDN, however long they refuse. */
class MediaRemovalsIT {
    private final CallContext seller = People.seller();
    private final Cdn cdn = new Cdn();
    private final PicturesSystem pictures = PicturesSystem.start(cdn::before);

    @AfterEach
    void stop() {
        pictures.close();
        cdn.close();
    }

    @Test
    void aDeletedPictureIsDeletedAndForgotten() {
        String listing =
                pictures.listing(seller, ListingStatus.LISTING_STATUS_DRAFT).getId();
        Image image = pictures.add(seller, listing, "image/jpeg", Samples.jpeg(400, 300));
        String url = image.getVariants().getMedium();
        assertThat(pictures.fetch(url).statusCode()).isEqualTo(200);

        delete(listing, image);

        awaitGone(url);
        assertThat(cdn.authorized).containsOnly("Bearer purging");
    }

    @Test
    void aCdnThatRefusesIsAskedAgain() {
        cdn.status = 500;
        String listing =
                pictures.listing(seller, ListingStatus.LISTING_STATUS_DRAFT).getId();
        Image image = pictures.add(seller, listing, "image/jpeg", Samples.jpeg(400, 300));
        String url = image.getVariants().getMedium();
        delete(listing, image);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(cdn.authorized).isNotEmpty());
        assertThat(waiting()).isPositive();

        cdn.status = 200;
        // the minute is over
        pictures.sql("UPDATE media_removal SET next_try_at = now()");

        awaitGone(url);
    }

    @Test
    void ofWhoIsErasedNothingStays() {
        String listing =
                pictures.listing(seller, ListingStatus.LISTING_STATUS_ACTIVE).getId();
        Image image = pictures.add(seller, listing, "image/jpeg", Samples.jpeg(400, 300));

        pictures.deliver(
                AccountErased.newBuilder().setUserId(seller.requireSubject()).build());

        awaitGone(image.getVariants().getMedium());
    }

    private void delete(String listing, Image image) {
        Object unused = pictures.call(
                seller,
                Pictures.class,
                contract -> contract.deleteImage(DeleteImageRequest.newBuilder()
                        .setListingId(listing)
                        .setImageId(image.getId())
                        .build()));
    }

    private void awaitGone(String url) {
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            assertThat(cdn.purged).contains(url);
            assertThat(waiting()).isZero();
        });
        assertThat(pictures.fetch(url).statusCode()).isEqualTo(404);
    }

    private int waiting() {
        return Integer.parseInt(pictures.text("SELECT count(*)::text FROM media_removal"));
    }

    /** Takes what Cloudflare takes. */
    private static final class Cdn implements AutoCloseable {
        private final List<String> purged = new CopyOnWriteArrayList<>();
        private final List<String> authorized = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private volatile int status = 200;

        Cdn() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/purge_cache", this::take);
            server.start();
        }

        PicturesConfig before(PicturesConfig config) {
            return new PicturesConfig(
                    config.endpoint(),
                    config.publicEndpoint(),
                    config.region(),
                    config.accessKey(),
                    config.secretKey(),
                    config.stagingBucket(),
                    config.mediaBucket(),
                    config.privateBucket(),
                    config.mediaUrl(),
                    new PurgeConfig(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/purge_cache"),
                            new PicturesConfig.SecretKey("purging")));
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                JsonObject body =
                        new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                authorized.add(
                        Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Authorization")));
                if (status == 200) {
                    body.getJsonArray("files").forEach(url -> purged.add((String) url));
                }
                exchange.sendResponseHeaders(status, -1);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
