package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.AddKnownPictureRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.KnownPicture;
import com.beachdo.catalog.v1.KnownPictures;
import com.beachdo.catalog.v1.ListKnownPicturesReply;
import com.beachdo.catalog.v1.ListKnownPicturesRequest;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.catalog.v1.RemoveKnownPictureRequest;
import com.beachdo.catalog.v1.StaffActed;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What rules find, and what staff does, stays in the outbox, since nobody takes it here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownPicturesIT {
    private final PicturesSystem pictures = PicturesSystem.start();
    private final CallContext staff = People.staff();

    @AfterAll
    void stop() {
        pictures.close();
    }

    @CanIgnoreReturnValue
    private Image picture(CallContext seller, String listing, int photo, int width, String format) {
        byte[] data = Samples.written(PerceptualHashTest.photo(photo, width, width * 3 / 4), format);
        return pictures.add(seller, listing, "image/" + format, data);
    }

    private String listing(CallContext seller) {
        return pictures.listing(seller, ListingStatus.LISTING_STATUS_ACTIVE).getId();
    }

    @CanIgnoreReturnValue
    private KnownPicture know(CallContext caller, String image, ReportReason ground) {
        return pictures.call(
                caller,
                KnownPictures.class,
                known -> known.addKnownPicture(AddKnownPictureRequest.newBuilder()
                        .setImageId(image)
                        .setGround(ground)
                        .setNote("Weapon, removed by decision")
                        .build()));
    }

    private ListKnownPicturesReply list(int limit, String cursor) {
        ListKnownPicturesRequest.Builder request =
                ListKnownPicturesRequest.newBuilder().setLimit(limit);
        ListKnownPicturesRequest page = (cursor.isEmpty() ? request : request.setCursor(cursor)).build();
        return pictures.call(staff, KnownPictures.class, known -> known.listKnownPictures(page));
    }

    private void remove(String id) {
        Object unused = pictures.call(
                staff,
                KnownPictures.class,
                known -> known.removeKnownPicture(RemoveKnownPictureRequest.newBuilder()
                        .setKnownPictureId(id)
                        .build()));
    }

    private static String code(ThrowingCallable call) {
        RpcException refused = catchThrowableOfType(RpcException.class, call);
        assertThat(refused).isNotNull();
        return refused.code();
    }

    private List<Row> outbox(String aggregate, String type) {
        return TestSystem.await(pictures.db()
                        .query(
                                "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE $2 ORDER BY outbox_id",
                                aggregate,
                                "%" + type))
                .stream()
                .toList();
    }

    private List<ListingSignal> signals(String listing) throws InvalidProtocolBufferException {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        TestSystem.await(pictures.db().query("SELECT FROM outbox WHERE type LIKE '%ListingCheckDue'")))
                .isEmpty());
        List<ListingSignal> signals = new ArrayList<>();
        for (Row row : outbox(listing, "ListingSuspected")) {
            signals.addAll(
                    ListingSuspected.parseFrom(row.getBuffer(0).getBytes()).getSignalsList());
        }
        return signals;
    }

    @Test
    void aNewPictureThatLooksLikeAKnownOneIsToldAndNotBlocked() throws InvalidProtocolBufferException {
        CallContext first = People.seller();
        Image bad = picture(first, listing(first), 41, 1200, "png");
        KnownPicture known = know(staff, bad.getId(), ReportReason.REPORT_REASON_PROHIBITED_ITEM);
        assertThat(known.getAddedBy()).isEqualTo(staff.requireSubject());

        String later = listing(first);
        Image again = picture(first, later, 41, 640, "jpeg");
        Image other = picture(first, later, 42, 640, "jpeg");
        assertThat(again.getStatus()).isEqualTo(other.getStatus());
        assertThat(signals(later)).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(ListingSignalKind.LISTING_SIGNAL_KIND_KNOWN_PICTURE);
            assertThat(signal.getKnownPicturesList()).singleElement().satisfies(like -> {
                assertThat(like.getKnownPictureId()).isEqualTo(known.getId());
                assertThat(like.getImageId()).isEqualTo(again.getId());
                assertThat(like.getPercent()).isGreaterThan(90);
                assertThat(like.getGround()).isEqualTo(ReportReason.REPORT_REASON_PROHIBITED_ITEM);
            });
        });

        remove(known.getId());
        String afterwards = listing(first);
        picture(first, afterwards, 41, 700, "jpeg");
        assertThat(signals(afterwards)).isEmpty();
        assertThat(code(() -> remove(known.getId()))).isEqualTo("known_picture.not_found");
        List<String> done = new ArrayList<>();
        for (Row row : outbox("known pictures", "StaffActed")) {
            StaffActed acted = StaffActed.parseFrom(row.getBuffer(0).getBytes());
            if (acted.getDetail().contains(known.getId())) {
                done.add(acted.getAction());
            }
        }
        assertThat(done).containsExactly("picture.known.add", "picture.known.remove");
    }

    @Test
    void theSameLookIsOnTheListOnce() {
        CallContext seller = People.seller();
        Image bad = picture(seller, listing(seller), 43, 800, "png");
        KnownPicture known = know(staff, bad.getId(), ReportReason.REPORT_REASON_FRAUD);
        assertThat(know(People.admin(), bad.getId(), ReportReason.REPORT_REASON_SPAM))
                .isEqualTo(known);
    }

    @Test
    void pagesLatestFirst() {
        CallContext seller = People.seller();
        String listing = listing(seller);
        for (int photo = 50; photo < 53; photo++) {
            know(staff, picture(seller, listing, photo, 600, "png").getId(), ReportReason.REPORT_REASON_OTHER);
        }
        ListKnownPicturesReply first = list(2, "");
        ListKnownPicturesReply next = list(2, first.getNextCursor());
        assertThat(first.getItemsList()).hasSize(2);
        assertThat(next.getItemsList()).isNotEmpty().doesNotContainAnyElementsOf(first.getItemsList());
    }

    @Test
    void badRequestsAreRefused() {
        CallContext seller = People.seller();
        String image = picture(seller, listing(seller), 44, 600, "png").getId();
        assertThat(code(() -> know(staff, Ids.next().toString(), ReportReason.REPORT_REASON_FRAUD)))
                .isEqualTo("picture.not_found");
        assertThat(code(() -> know(staff, image, ReportReason.REPORT_REASON_UNSPECIFIED)))
                .isEqualTo("request.invalid");
        assertThat(code(() -> know(seller, image, ReportReason.REPORT_REASON_FRAUD)))
                .isEqualTo("auth.forbidden");
        Object unused = TestSystem.await(pictures.db()
                .query("UPDATE picture SET perceptual_hash = NULL WHERE picture_id = $1", UUID.fromString(image)));
        assertThat(code(() -> know(staff, image, ReportReason.REPORT_REASON_FRAUD)))
                .isEqualTo("known_picture.too_plain");
    }
}
