package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.CountForReviewReply;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.GetOverviewRequest;
import com.beachdo.moderation.v1.NamedCount;
import com.beachdo.moderation.v1.Overview;
import com.beachdo.moderation.v1.OverviewDay;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewIT {
    private final ModerationSystem moderation = new ModerationSystem();

    @AfterEach
    void stop() {
        moderation.close();
    }

    private Overview overview(Person person, String from, String to) {
        Overviews client = moderation.system.client(Overviews.class, person.transport());
        GetOverviewRequest request =
                GetOverviewRequest.newBuilder().setFrom(from).setTo(to).build();
        return moderation.system.as(person.context(), () -> client.getOverview(request));
    }

    private Overview overview() {
        return overview(moderation.moderator(Transport.BUS), "", "");
    }

    private void tell(String listingId, String transition, String status) {
        moderation.tell(
                listingId,
                ListingChanged.newBuilder()
                        .setListingId(listingId)
                        .setTransition(transition)
                        .setStatus(status)
                        .build());
    }

    private void tell(SecurityAction action) {
        String userId = Ids.next().toString();
        moderation.tell(
                userId,
                SecurityEventRecorded.newBuilder()
                        .setUserId(userId)
                        .setAction(action)
                        .setTimes(1)
                        .build());
    }

    private static NamedCount named(String name, long count) {
        return NamedCount.newBuilder().setName(name).setCount(count).build();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isEmptyWhereNothingHappened(Transport transport) {
        Overview overview = overview(moderation.moderator(transport), "", "");
        assertThat(overview.getDaysList()).isEmpty();
        assertThat(overview.getBacklog().getOpenCases()).isZero();
        assertThat(overview.getBacklog().hasPendingSince()).isFalse();
        assertThat(overview.getBacklog().hasNextDisposeBy()).isFalse();
    }

    @Test
    void countsWhatOtherDomainsTellOfByDay() {
        String listing = Ids.next().toString();
        tell(listing, "SUBMIT", "PENDING_REVIEW");
        tell(Ids.next().toString(), "SUBMIT", "PENDING_REVIEW");
        tell(listing, "APPROVE", "ACTIVE");
        tell(SecurityAction.SECURITY_ACTION_REGISTERED);
        tell(SecurityAction.SECURITY_ACTION_SIGNED_IN);
        moderation.tell("room", RoomOpened.newBuilder().setChatId("room").build());

        Overview overview = overview();
        assertThat(overview.getDaysList()).hasSize(1);
        OverviewDay today = overview.getDays(0);
        assertThat(today.getDay()).isEqualTo(Period.today().toString());
        assertThat(today.getListingsList()).containsExactlyInAnyOrder(named("SUBMIT", 2), named("APPROVE", 1));
        assertThat(today.getRegistrations()).isEqualTo(1);
        assertThat(today.getChats()).isEqualTo(1);
    }

    @Test
    void saysHowManyListingsWaitByTheCatalog() {
        moderation.others.waiting = CountForReviewReply.newBuilder()
                .setWaiting(42)
                .setSince(OtherDomains.LONG_AGO)
                .build();
        assertThat(overview().getBacklog().getPendingListings()).isEqualTo(42);
        assertThat(overview().getBacklog().getPendingSince()).isEqualTo(OtherDomains.LONG_AGO);
    }

    @Test
    void countsReportsDecisionsAndHowLongTheyTook() {
        Person staff = moderation.moderator(Transport.BUS);
        String quick = moderation.caseAbout(moderation.listing());
        String slow = moderation.caseAbout(moderation.listing());
        String claimed = moderation.caseAbout(moderation.listing());
        created(slow, "2 hours");
        staff.decide(quick, CaseAction.CASE_ACTION_DISMISS);
        staff.decide(slow, CaseAction.CASE_ACTION_REMOVE);
        staff.claim(claimed);

        Overview overview = overview();
        assertThat(overview.getBacklog().getOpenCases()).isEqualTo(1);
        assertThat(overview.getBacklog().getClaimedCases()).isEqualTo(1);
        assertThat(overview.getBacklog().hasNextDisposeBy()).isTrue();
        OverviewDay today = overview.getDays(overview.getDaysCount() - 1);
        assertThat(today.getReports()).isEqualTo(3);
        assertThat(today.getDecisionsList()).containsExactly(named("DISMISS", 1), named("REMOVE", 1));
        assertThat(today.getMedianDecisionSeconds()).isBetween(3_600L, 3_660L);
    }

    private void created(String caseId, String ago) {
        moderation.sql(
                "UPDATE moderation_case SET created_at = created_at - $2::text::interval WHERE case_id = $1",
                UUID.fromString(caseId),
                ago);
    }

    @Test
    void knowsWhatIsLaterThanTheLawAllowsAndRaisesAlarm() {
        Person staff = moderation.moderator(Transport.BUS);
        String forgotten = moderation.caseAbout(moderation.listing());
        String lateButDone = moderation.caseAbout(moderation.listing());
        String inTime = moderation.caseAbout(moderation.listing());
        for (String late : List.of(forgotten, lateButDone)) {
            moderation.sql(
                    """
                    UPDATE moderation_case SET acknowledge_by = now() - interval '50 hours',
                        dispose_by = now() - interval '26 hours' WHERE case_id = $1
                    """,
                    UUID.fromString(late));
        }
        staff.decide(lateButDone, CaseAction.CASE_ACTION_DISMISS);
        staff.decide(inTime, CaseAction.CASE_ACTION_DISMISS);

        Overview overview = overview();
        assertThat(overview.getBacklog().getLateAcknowledgements()).isEqualTo(1);
        assertThat(overview.getBacklog().getLateDisposals()).isEqualTo(1);
        assertThat(overview.getDaysList().stream()
                        .mapToLong(OverviewDay::getLateAcknowledgements)
                        .sum())
                .isEqualTo(2);
        assertThat(overview.getDaysList().stream()
                        .mapToLong(OverviewDay::getLateDisposals)
                        .sum())
                .isEqualTo(2);
        assertThat(overview.getDays(overview.getDaysCount() - 1).getLateDisposals())
                .isZero();

        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        new LateCases(new OverviewStore(moderation.db)).look();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(meters.get("beachdo.cases.late")
                        .tag("clock", "dispose")
                        .gauge()
                        .value())
                .isEqualTo(1));
    }

    @Test
    void isOfThePeriodAskedFor() {
        moderation.sql("INSERT INTO daily_figure VALUES ('2026-01-31', 'chats', 3), ('2026-02-01', 'chats', 5)");
        Person staff = moderation.moderator(Transport.BUS);
        assertThat(overview(staff, "2026-01-31", "2026-01-31").getDaysList())
                .extracting(OverviewDay::getChats)
                .containsExactly(3L);
        assertThat(overview(staff, "2026-01-01", "2026-02-28").getDaysList())
                .extracting(OverviewDay::getDay)
                .containsExactly("2026-01-31", "2026-02-01");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30, '', /from",
        "yesterday, '', /from",
        "2026-03-01, 2026-02-01, /from",
        "2024-01-01, 2026-01-01, /from"
    })
    void refusesAPeriodThatIsNone(String from, String to, String pointer) {
        Person staff = moderation.moderator(Transport.BUS);
        assertThatThrownBy(() -> overview(staff, from, to))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("request.invalid"));
    }

    @Test
    void isForStaffOnly() {
        assertThatThrownBy(() -> overview(moderation.buyer(Transport.BUS), "", ""))
                .isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> overview(moderation.anonymous(Transport.BUS), "", ""))
                .isInstanceOf(RpcException.class);
    }
}
