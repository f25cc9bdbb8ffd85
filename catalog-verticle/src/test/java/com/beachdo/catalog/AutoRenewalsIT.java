package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.AutoRenewal;
import com.beachdo.catalog.v1.AutoRenewals;
import com.beachdo.catalog.v1.GetAutoRenewalRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.Privacy;
import com.beachdo.catalog.v1.RemoveListingRequest;
import com.beachdo.catalog.v1.RestoreListingRequest;
import com.beachdo.catalog.v1.SetAutoRenewalRequest;
import com.beachdo.catalog.v1.WithdrawListingRequest;
import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes the notices here, so they stay in the outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoRenewalsIT {
    private static final long DAY = 86_400;

    private final CatalogSystem catalog = CatalogSystem.start();
    private final ListingStore listings = new ListingStore(
            catalog.db(),
            new ListingRow(new ListingImages(java.net.URI.create("https://media.test"))),
            com.beachdo.catalog.reference.ReferenceData.load().categories());
    private final SelfRenewals renewals = new SelfRenewals(catalog.system().vertx(), catalog.db(), listings);

    @AfterAll
    void stop() {
        catalog.close();
    }

    private AutoRenewal get(CallContext caller, Listing listing, Transport transport) {
        GetAutoRenewalRequest request =
                GetAutoRenewalRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(caller, AutoRenewals.class, transport, contract -> contract.getAutoRenewal(request));
    }

    private AutoRenewal get(CallContext caller, Listing listing) {
        return get(caller, listing, Transport.BUS);
    }

    private AutoRenewal set(CallContext caller, SetAutoRenewalRequest.Builder request, Transport transport) {
        return catalog.call(
                caller, AutoRenewals.class, transport, contract -> contract.setAutoRenewal(request.build()));
    }

    private AutoRenewal set(CallContext caller, SetAutoRenewalRequest.Builder request) {
        return set(caller, request, Transport.BUS);
    }

    private static SetAutoRenewalRequest.Builder on(Listing listing) {
        return SetAutoRenewalRequest.newBuilder().setListingId(listing.getId()).setEnabled(true);
    }

    /** As if it were so late that the listing ends this soon. */
    private void endsIn(Listing listing, String interval) {
        catalog.sql(
                "UPDATE listing SET expires_at = now() + $2::text::interval WHERE listing_id = $1",
                UUID.fromString(listing.getId()),
                interval);
        catalog.sql(
                "UPDATE auto_renewal SET due_at = now() - interval '1 second' WHERE listing_id = $1",
                UUID.fromString(listing.getId()));
    }

    private void look() {
        Object unused = TestSystem.await(renewals.renew());
    }

    private static boolean wasRenewed(Listing listing) {
        return listing.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE
                && listing.getExpiresAt().getSeconds() > Instant.now().getEpochSecond() + 20 * DAY;
    }

    private List<NoticeKind> notices(Listing listing) {
        List<NoticeKind> notices = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%NoticeDue' ORDER BY outbox_id",
                        listing.getId()))) {
            try {
                notices.add(NoticeDue.parseFrom(row.getBuffer(0).getBytes()).getKind());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return notices;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aListingRenewsItselfAsOftenAsItsSellerSaid(Transport transport) {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        assertThat(get(seller, listing, transport)).isEqualTo(AutoRenewal.getDefaultInstance());
        assertThat(set(seller, on(listing).setTimes(2), transport).getTimesLeft())
                .isEqualTo(2);
        look();
        assertThat(notices(listing)).as("too early").isEmpty();

        endsIn(listing, "2 hours");
        Object unused = TestSystem.await(Future.join(renewals.renew(), renewals.renew()));
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isTrue();
        assertThat(get(seller, listing, transport).getTimesLeft()).isEqualTo(1);
        assertThat(get(seller, listing, transport).hasRenewedAt()).isTrue();
        assertThat(notices(listing)).containsExactly(NoticeKind.NOTICE_KIND_LISTING_RENEWED);

        endsIn(listing, "2 hours");
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isTrue();
        assertThat(get(seller, listing, transport).getEnabled()).isFalse();
        endsIn(listing, "2 hours");
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isFalse();
        assertThat(notices(listing)).hasSize(2);
    }

    @Test
    void withoutANumberItGoesOnUntilItIsWithdrawn() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        assertThat(set(seller, on(listing)).hasTimesLeft()).isFalse();
        for (int i = 0; i < 3; i++) {
            endsIn(listing, "1 hour");
            look();
            assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isTrue();
        }
        WithdrawListingRequest withdraw = WithdrawListingRequest.newBuilder()
                .setListingId(listing.getId())
                .build();
        Object unused = catalog.call(seller, Listings.class, contract -> contract.withdrawListing(withdraw));
        assertThat(get(seller, listing).getEnabled()).isFalse();
        assertThatThrownBy(() -> set(seller, on(listing)))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("listing.cannot_renew"));
    }

    @Test
    void whoMayNotSellIsNotRenewed() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        Object unused = set(seller, on(listing));
        Timestamp until = Timestamp.newBuilder()
                .setSeconds(Instant.now().getEpochSecond() + DAY)
                .build();
        catalog.deliver(RestrictionsChanged.newBuilder()
                .setUserId(seller.requireSubject())
                .setListUntil(until)
                .build());
        endsIn(listing, "1 hour");
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isFalse();
        assertThatThrownBy(() -> set(seller, on(listing)))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("account.restricted"));

        catalog.deliver(RestrictionsChanged.newBuilder()
                .setUserId(seller.requireSubject())
                .build());
        endsIn(listing, "1 hour");
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId())))
                .as("free again")
                .isTrue();

        catalog.deliver(UserStatusChanged.newBuilder()
                .setUserId(seller.requireSubject())
                .setActive(false)
                .build());
        endsIn(listing, "-1 hour");
        look();
        assertThat(get(seller, listing).getEnabled()).as("it ended meanwhile").isFalse();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isFalse();
    }

    @Test
    void noWarningOfAnEndThatWillNotCome() {
        CallContext seller = People.seller();
        Listing renewing = catalog.publish(seller);
        Listing ending = catalog.publish(seller);
        Object unused = set(seller, on(renewing));
        endsIn(renewing, "2 days");
        endsIn(ending, "2 days");
        Object unusedToo = TestSystem.await(new ExpiryWarnings(catalog.system().vertx(), catalog.db()).warn());
        assertThat(notices(renewing)).isEmpty();
        assertThat(notices(ending)).containsExactly(NoticeKind.NOTICE_KIND_LISTING_EXPIRING);
    }

    private long number(String sql, Listing listing) {
        return TestSystem.await(catalog.db().query(sql, UUID.fromString(listing.getId())))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void oneThatCannotBeRenewedHoldsNobodyBack() {
        CallContext seller = People.seller();
        Listing broken = catalog.publish(seller);
        Object unused = set(seller, on(broken));
        Listing sound = catalog.publish(seller);
        Object unusedToo = set(seller, on(sound));
        RowSet<Row> made = catalog.operate(
                "SET search_path = catalog",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''refused by a test''; END'",
                "CREATE TRIGGER refuse BEFORE UPDATE OF status ON listing FOR EACH ROW WHEN (NEW.listing_id = '"
                        + broken.getId() + "') EXECUTE FUNCTION refuse()");
        endsIn(broken, "1 hour");
        endsIn(sound, "2 hours");
        String failures = "SELECT failures::bigint FROM auto_renewal WHERE listing_id = $1";
        String wait = "SELECT extract(epoch FROM due_at - now())::bigint FROM auto_renewal WHERE listing_id = $1";

        look();

        assertThat(wasRenewed(catalog.get(seller, sound.getId()))).isTrue();
        assertThat(wasRenewed(catalog.get(seller, broken.getId()))).isFalse();
        assertThat(number(failures, broken)).isEqualTo(1);
        assertThat(number(wait, broken)).isBetween(0L, 60L);
        for (int i = 2; i <= 11; i++) {
            endsIn(broken, "1 hour");
            look();
            assertThat(number(failures, broken)).isEqualTo(i);
        }
        assertThat(number(wait, broken)).as("longer each time").isBetween(5 * 3_600L, 6 * 3_600L);

        RowSet<Row> dropped = catalog.operate("SET search_path = catalog", "DROP FUNCTION refuse() CASCADE");
        endsIn(broken, "1 hour");
        look();
        assertThat(wasRenewed(catalog.get(seller, broken.getId()))).isTrue();
        assertThat(number(failures, broken)).isZero();
    }

    @Test
    void whatStaffRestoreRenewsItselfAsBefore() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        Object unused = set(seller, on(listing).setTimes(3));
        RemoveListingRequest remove = RemoveListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setReason("A report that was wrong.")
                .build();
        Object removed = catalog.call(People.staff(), ListingReview.class, review -> review.removeListing(remove));
        look();
        assertThat(get(seller, listing).getTimesLeft()).as("while it is gone").isEqualTo(3);

        RestoreListingRequest restore =
                RestoreListingRequest.newBuilder().setListingId(listing.getId()).build();
        Object restored = catalog.call(People.staff(), ListingReview.class, review -> review.restoreListing(restore));
        endsIn(listing, "2 hours");
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isTrue();
        assertThat(get(seller, listing).getTimesLeft()).isEqualTo(2);
    }

    @Test
    void aRemovalThatIsTakenBackCostsNoRenewal() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        Object unused = set(seller, on(listing));
        catalog.deliver(ContentRemoved.newBuilder()
                .setDecisionId(UUID.randomUUID().toString())
                .setTargetType(TargetType.TARGET_TYPE_LISTING)
                .setTargetId(listing.getId())
                .setReason("Looks stolen.")
                .build());
        catalog.sql(
                "UPDATE listing SET expires_at = now() - interval '3 days' WHERE listing_id = $1",
                UUID.fromString(listing.getId()));
        look();
        catalog.deliver(DecisionOverturned.newBuilder()
                .setDecisionId(UUID.randomUUID().toString())
                .setTargetType(TargetType.TARGET_TYPE_LISTING)
                .setTargetId(listing.getId())
                .setAction(CaseAction.CASE_ACTION_REMOVE)
                .build());
        look();
        assertThat(wasRenewed(catalog.get(seller, listing.getId()))).isTrue();
        assertThat(get(seller, listing).getEnabled()).isTrue();
    }

    @Test
    void onlyTheOwnerHasTheSwitch() {
        Listing listing = catalog.publish(People.seller());
        for (Runnable attempt :
                List.<Runnable>of(() -> get(People.seller(), listing), () -> set(People.seller(), on(listing)))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                            .isEqualTo("listing.not_found"));
        }
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        CallContext seller = People.seller();
        Listing listing = catalog.create(seller, Samples.phone());
        for (SetAutoRenewalRequest.Builder request : List.of(
                on(listing).setTimes(0),
                on(listing).setTimes(25),
                on(listing).setEnabled(false).setTimes(3))) {
            assertThatThrownBy(() -> set(seller, request)).isInstanceOfSatisfying(RpcException.class, refused -> {
                assertThat(refused.code()).isEqualTo("request.invalid");
                assertThat(refused.fields()).singleElement().satisfies(error -> assertThat(error.pointer())
                        .isEqualTo("/times"));
            });
        }
    }

    @Test
    void aSwitchIsExportedAndForgotten() {
        CallContext seller = People.seller();
        Listing listing = catalog.create(seller, Samples.phone());
        Object unused = set(seller, on(listing).setTimes(17));
        assertThat(export(seller)).contains("\"times_left\":17");
        catalog.deliver(
                AccountErased.newBuilder().setUserId(seller.requireSubject()).build());
        assertThat(export(seller)).doesNotContain("\"times_left\"");
    }

    private String export(CallContext person) {
        return catalog.call(
                        person, Privacy.class, privacy -> privacy.exportMine(ExportMineRequest.getDefaultInstance()))
                .getJson();
    }

    @Test
    void whatIsDueIsFoundByItsTime() {
        StringBuilder plan = new StringBuilder();
        for (Row row : catalog.operate("SET enable_seqscan = off", "EXPLAIN (COSTS OFF) " + AutoRenewalStore.DUE)) {
            plan.append(row.getString(0)).append('\n');
        }
        assertThat(plan.toString()).contains("auto_renewal_due_at_idx").doesNotContain("Sort");
    }
}
