package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static com.beachdo.moderation.ModerationSystem.atOnce;
import static com.beachdo.moderation.ModerationSystem.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimsIT {
    private static final CaseAction DISMISS = CaseAction.CASE_ACTION_DISMISS;
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheCaseForHalfAnHour(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());

        Case claimed = asha.claim(caseId);

        assertThat(claimed.getStatus()).isEqualTo(CaseStatus.CASE_STATUS_CLAIMED);
        assertThat(claimed.getClaimedBy()).isEqualTo(asha.id());
        assertThat(instant(claimed.getClaimedUntil()))
                .isCloseTo(Instant.now().plus(30, ChronoUnit.MINUTES), within(1, ChronoUnit.MINUTES));
        assertThat(claimed.getVersion()).isEqualTo(2);
        assertThat(claimed.getReportsList()).hasSize(1);
        assertThat(asha.read(caseId)).isEqualTo(claimed);
    }

    @ParameterizedTest
    @EnumSource
    void twentyAtOnceAndOneGetsIt(Transport transport) {
        String caseId = moderation.caseAbout(moderation.listing());
        ClaimCaseRequest request =
                ClaimCaseRequest.newBuilder().setCaseId(caseId).build();

        List<Future<Case>> claims =
                atOnce(20, i -> moderation.moderator(transport).working(cases -> cases.claimCase(request)));

        List<Case> won =
                claims.stream().filter(Future::succeeded).map(Future::result).toList();
        assertThat(won).hasSize(1);
        assertThat(claims.stream().filter(Future::failed).map(claim -> ((RpcException) claim.cause()).code()))
                .hasSize(19)
                .containsOnly("case.claimed_by_other");
        assertThat(moderation.moderator(transport).read(caseId)).isEqualTo(won.get(0));
        assertThat(moderation.count("audit WHERE target = $1", UUID.fromString(caseId)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToOthersWhatSomebodyClaimed(Transport transport) {
        String caseId = moderation.caseAbout(moderation.listing());
        Case claimed = moderation.moderator(transport).claim(caseId);
        Person ravi = moderation.admin(transport);

        assertPrecondition("case.claimed_by_other", () -> ravi.claim(caseId));
        assertPrecondition("case.claimed_by_other", () -> ravi.decide(caseId, DISMISS));
        assertPrecondition("case.not_claimed", () -> ravi.release(caseId));
        assertThat(ravi.read(caseId)).isEqualTo(claimed);
    }

    @Test
    void startsTheTimeAnewForWhoHasIt() {
        Person asha = moderation.moderator(Transport.BUS);
        String caseId = moderation.caseAbout(moderation.listing());
        Case claimed = asha.claim(caseId);

        Case again = asha.claim(caseId);

        assertThat(instant(again.getClaimedUntil())).isAfter(instant(claimed.getClaimedUntil()));
        assertThat(again.getVersion()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void isFreeAgainWhenItRanOut(Transport transport) {
        Person asha = moderation.moderator(transport);
        Person ravi = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());
        asha.claim(caseId);
        runOut(caseId);

        assertThat(asha.read(caseId).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
        assertThat(asha.read(caseId).hasClaimedBy()).isFalse();
        assertPrecondition("case.not_claimed", () -> asha.release(caseId));
        assertThat(ravi.claim(caseId).getClaimedBy()).isEqualTo(ravi.id());
        assertPrecondition("case.claimed_by_other", () -> asha.decide(caseId, DISMISS));
    }

    @Test
    void othersMayDecideWhenItRanOut() {
        String caseId = moderation.caseAbout(moderation.listing());
        moderation.moderator(Transport.BUS).claim(caseId);
        runOut(caseId);
        Person ravi = moderation.moderator(Transport.BUS);

        assertThat(ravi.decide(caseId, DISMISS).getDecision().getDecidedBy()).isEqualTo(ravi.id());
    }

    private static void runOut(String caseId) {
        moderation.sql(
                "UPDATE moderation_case SET claimed_until = now() - interval '1 millisecond' WHERE case_id = $1",
                UUID.fromString(caseId));
    }

    @ParameterizedTest
    @EnumSource
    void isGivenBack(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());
        asha.claim(caseId);

        Case released = asha.release(caseId);

        assertThat(released.getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
        assertThat(released.hasClaimedBy()).isFalse();
        assertThat(released.hasClaimedUntil()).isFalse();
        assertThat(released.getVersion()).isEqualTo(3);
        assertPrecondition("case.not_claimed", () -> asha.release(caseId));
        assertThat(moderation.moderator(transport).claim(caseId).getVersion()).isEqualTo(4);
    }

    @Test
    void staysWhileReportsComeIn() {
        Content listing = moderation.listing();
        Person asha = moderation.moderator(Transport.BUS);
        Case claimed = asha.claim(moderation.caseAbout(listing));

        moderation.buyer(Transport.BUS).report(listing, ReportReason.REPORT_REASON_FRAUD);

        Case reported = asha.read(claimed.getId());
        assertThat(reported.getClaimedUntil()).isEqualTo(claimed.getClaimedUntil());
        assertThat(reported.getReportCount()).isEqualTo(2);
        assertThat(reported.getVersion()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedOnceTheCaseIsClosed(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.closedCase(asha);

        assertPrecondition("case.closed", () -> asha.claim(caseId));
        assertPrecondition("case.not_claimed", () -> asha.release(caseId));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedToWhomTheCaseIsAbout(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId =
                moderation.caseAbout(moderation.others.add(TargetType.TARGET_TYPE_COMMENT, asha.id(), "I am staff"));

        assertOwn(() -> asha.claim(caseId));
        assertOwn(() -> asha.release(caseId));
        assertOwn(() -> asha.decide(caseId, DISMISS));
        assertThat(asha.read(caseId).getVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhenThereIsNoSuchCase(Transport transport) {
        Person asha = moderation.moderator(transport);
        String missing = Ids.next().toString();

        assertMissing(() -> asha.read(missing));
        assertMissing(() -> asha.claim(missing));
        assertMissing(() -> asha.release(missing));
        assertMissing(() -> asha.decide(missing, DISMISS));
        assertInvalid("caseId", () -> asha.claim("mine"));
        assertInvalid("caseId", () -> asha.read(""));
    }

    private static void assertPrecondition(String code, ThrowingCallable call) {
        assertRefused(GrpcStatus.FAILED_PRECONDITION, code, call);
    }

    private static void assertMissing(ThrowingCallable call) {
        assertRefused(GrpcStatus.NOT_FOUND, "case.not_found", call);
    }

    private static void assertOwn(ThrowingCallable call) {
        assertRefused(GrpcStatus.PERMISSION_DENIED, "case.own_content", call);
    }
}
