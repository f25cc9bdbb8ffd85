package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Location;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    @Test
    void storesAListingAsItIs() {
        ImportedListing imported = Samples.imported("Old guitar")
                .setLocation(Location.newBuilder().setCity("Pune").setLat(18.53).setLon(73.84))
                .build();
        assertThat(catalog.importAll(List.of(imported))).isEqualTo(1);
        Listing listing = catalog.get(People.anybody(), imported.getId());
        assertThat(listing.getTitle()).isEqualTo("Old guitar");
        assertThat(listing.getSeller()).isEqualTo(imported.getSeller());
        assertThat(listing.getLocation().getLat()).isEqualTo(18.53);
        assertThat(listing.getLocation().getState()).isEqualTo("Maharashtra");
        assertThat(listing.getCreatedAt()).isEqualTo(imported.getCreatedAt());
        assertThat(listing.getPublishedAt()).isEqualTo(imported.getPublishedAt());
        assertThat(listing.getExpiresAt().getSeconds()
                        - listing.getPublishedAt().getSeconds())
                .isEqualTo(30 * 24 * 3600);
        assertThat(listing.getAttributes()).isEqualTo(imported.getAttributes());
    }

    @Test
    void storesAThousandInOneCall() {
        List<ImportedListing> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(Samples.imported("Guitar number " + i).build());
        }
        assertThat(catalog.importAll(many)).isEqualTo(1000);
    }

    @Test
    void letsPostgresKnowHowManyThereAre() {
        for (int call = 0; call < 4; call++) {
            List<ImportedListing> many = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                many.add(Samples.imported("Harmonium number " + i).build());
            }
            assertThat(catalog.importAll(many)).isEqualTo(1000);
        }
        assertThat(TestSystem.await(
                                catalog.db()
                                        .query(
                                                "SELECT reltuples >= 1000 AS known FROM pg_class WHERE oid = 'listing'::regclass"))
                        .iterator()
                        .next()
                        .getBoolean("known"))
                .isTrue();
        assertThat(TestSystem.await(catalog.db()
                                .query("SELECT FROM pg_stats WHERE tablename = 'listing' AND attname = 'expires_at'"))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void leavesAloneWhatIsThere() {
        ImportedListing imported = Samples.imported("First title").build();
        assertThat(catalog.importAll(List.of(imported))).isEqualTo(1);
        ImportedListing again = imported.toBuilder().setTitle("Second title").build();
        assertThat(catalog.importAll(List.of(again, Samples.imported("Other").build())))
                .isEqualTo(1);
        assertThat(catalog.get(People.anybody(), imported.getId()).getTitle()).isEqualTo("First title");
    }

    @Test
    void storesAnyState() {
        for (ListingStatus status : ListingStatus.values()) {
            if (status != ListingStatus.UNRECOGNIZED && status != ListingStatus.LISTING_STATUS_UNSPECIFIED) {
                ImportedListing imported =
                        Samples.imported("In state").setStatus(status).build();
                assertThat(catalog.importAll(List.of(imported))).isEqualTo(1);
                assertThat(catalog.get(People.staff(), imported.getId()).getStatus())
                        .isEqualTo(status);
            }
        }
    }

    @Test
    void takesAnActiveListingPastItsEndForExpired() {
        ImportedListing imported = Samples.imported("Long ago")
                .setPublishedAt(Samples.ago(Duration.ofDays(31)))
                .build();
        assertThat(catalog.importAll(List.of(imported))).isEqualTo(1);
        assertThat(catalog.get(People.staff(), imported.getId()).getStatus())
                .isEqualTo(ListingStatus.LISTING_STATUS_EXPIRED);
    }

    @Test
    void showsASharedPictureOfAllThatNameIt() {
        UUID picture = Ids.next();
        catalog.sql(
                """
                INSERT INTO picture (picture_id, status, content_type, size, thumb_key, medium_key, large_key, blurhash,
                    source_hash)
                VALUES ($1, 'READY', 'image/jpeg', 1, 't.jpg', 'm.jpg', 'l.jpg', 'LEHV6n', '\\x01')
                """,
                picture);
        ImportedListing one =
                Samples.imported("One").setPictureId(picture.toString()).build();
        ImportedListing two =
                Samples.imported("Two").setPictureId(picture.toString()).build();
        assertThat(catalog.importAll(List.of(one, two))).isEqualTo(2);
        for (ImportedListing imported : List.of(one, two)) {
            Listing listing = catalog.get(People.anybody(), imported.getId());
            assertThat(listing.getImagesList()).singleElement().satisfies(image -> {
                assertThat(image.getId()).isEqualTo(picture.toString());
                assertThat(image.getVariants().getThumb()).isEqualTo("https://media.test/m/t.jpg");
            });
        }
    }

    @Test
    void refusesAllWhenOneIsWrong() {
        ImportedListing good = Samples.imported("Good").build();
        refuses(List.of(good, Samples.imported("x").build()), "request.invalid", "/listings/1/title");
        refuses(
                List.of(
                        good,
                        Samples.imported("Wrong place")
                                .setLocation(Location.getDefaultInstance())
                                .build()),
                "listing.place_unknown",
                "/listings/1/location/city");
        refuses(
                List.of(good, Samples.imported("No date").clearPublishedAt().build()),
                "request.invalid",
                "/listings/1/publishedAt");
        refuses(
                List.of(
                        good,
                        Samples.imported("No picture")
                                .setPictureId(Ids.next().toString())
                                .build()),
                "import.picture_unknown",
                "/listings/1/pictureId");
        assertThatThrownBy(() -> catalog.get(People.staff(), good.getId())).isInstanceOf(RpcException.class);
    }

    private void refuses(List<ImportedListing> listings, String code, String pointer) {
        assertThatThrownBy(() -> catalog.importAll(listings)).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly(pointer);
        });
    }

    @Test
    void isForTheServiceOnly() {
        ImportListingsRequest request = ImportListingsRequest.getDefaultInstance();
        for (CallContext caller : List.of(
                People.seller(), People.staff(), TestSystem.caller(Ids.next().toString(), "BUYER", "ADMIN"))) {
            assertThatThrownBy(() -> catalog.call(caller, Import.class, contract -> contract.importListings(request)))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.status())
                            .isEqualTo(GrpcStatus.PERMISSION_DENIED));
        }
    }
}
