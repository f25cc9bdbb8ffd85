package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListingPicturesTest {
    private static final UUID LISTING = UUID.randomUUID();
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();

    @Test
    void onlyLivingListingsMayBeChanged() {
        for (String status : List.of("DRAFT", "CHANGES_REQUESTED", "PENDING_REVIEW", "ACTIVE")) {
            listing(status).requireEditable();
        }
        for (String status : List.of("SOLD", "EXPIRED", "WITHDRAWN", "REJECTED", "REMOVED")) {
            assertThatThrownBy(() -> listing(status).requireEditable())
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo("listing.not_editable"));
        }
    }

    @Test
    void aPictureReadyOnALiveListingWaitsForReview() {
        for (String status : List.of("ACTIVE", "EXPIRED")) {
            ListingPictures live = listing(status);
            ListingPictures changed = live.withChanged(picture(A, PictureStatus.READY));
            assertThat(changed.proposesMoreThan(live)).isTrue();
            assertThat(changed.proposesMoreThan(changed)).isFalse();
            assertThat(live.withChanged(picture(A, PictureStatus.FAILED)).proposesMoreThan(live))
                    .isFalse();
        }
        ListingPictures draft = listing("DRAFT");
        assertThat(draft.withChanged(picture(A, PictureStatus.READY)).proposesMoreThan(draft))
                .isFalse();
    }

    @Test
    void anOrderNamesEveryPictureOnce() {
        ListingPictures listing = listing("DRAFT");

        assertThat(listing.inOrder(List.of(B, A)).images().getJsonObject(0).getString("id"))
                .isEqualTo(B.toString());
        for (List<UUID> wrong :
                List.of(List.<UUID>of(), List.of(A), List.of(A, A), List.of(A, B, B), List.of(A, LISTING))) {
            assertThatThrownBy(() -> listing.inOrder(wrong))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo("picture.order_incomplete"));
        }
    }

    @Test
    void theCoverIsTheFirstPictureThatIsReady() {
        ListingPictures listing = listing("DRAFT");

        assertThat(listing.cover()).isNull();
        assertThat(listing.withChanged(picture(B, PictureStatus.READY)).cover()).isEqualTo("thumb of " + B);
        assertThat(listing.without(Set.of(A)).shows(A)).isFalse();
        assertThat(listing.shows(A)).isTrue();
    }

    private static ListingPictures listing(String status) {
        return new ListingPictures(
                LISTING,
                UUID.randomUUID(),
                "Bicycle",
                status,
                new JsonArray()
                        .add(picture(A, PictureStatus.PENDING).image())
                        .add(picture(B, PictureStatus.PENDING).image()));
    }

    private static Picture picture(UUID id, PictureStatus status) {
        JsonObject image = new JsonObject().put("id", id.toString()).put("status", status.name());
        if (status == PictureStatus.READY) {
            image.put("thumb", "thumb of " + id);
        }
        return new Picture(id, LISTING, false, status, PictureFormat.JPEG, 1, 0, false, image);
    }
}
