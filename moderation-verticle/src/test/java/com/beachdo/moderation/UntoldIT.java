package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.Person.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.chat.v1.ReportedImageSeen;
import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.GetMyStandingRequest;
import com.beachdo.moderation.v1.GetStandingRequest;
import com.beachdo.moderation.v1.LiftDecisionRequest;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.Privacy;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.Standing;
import com.beachdo.moderation.v1.Standings;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A spammer is kept from being read without learning of it; staff see it, answer for it, and take it back. */
class UntoldIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static DecideCaseRequest.Builder unseen(Content content, int days) {
        return verdict(moderation.caseAbout(content), CaseAction.CASE_ACTION_RESTRICT)
                .addActivities(Activity.ACTIVITY_CHAT_UNSEEN)
                .setGround(ReportReason.REPORT_REASON_SPAM)
                .setUntil(Timestamp.newBuilder()
                        .setSeconds(Instant.now().plus(Duration.ofDays(days)).getEpochSecond()));
    }

    @CanIgnoreReturnValue
    private static Case lift(Person staff, String decision, Transport transport) {
        Cases cases = moderation.system.client(Cases.class, transport);
        return moderation.system.as(
                TestSystem.caller(staff.id(), "MODERATOR"),
                () -> cases.liftDecision(LiftDecisionRequest.newBuilder()
                        .setDecisionId(decision)
                        .setReason("it was no spam")
                        .build()));
    }

    private static RestrictionsChanged told(String owner, int index) throws InvalidProtocolBufferException {
        return RestrictionsChanged.parseFrom(moderation.events(owner).stream()
                .filter(event -> event.type().equals("beachdo.moderation.v1.RestrictionsChanged"))
                .toList()
                .get(index)
                .payload());
    }

    @ParameterizedTest
    @EnumSource
    void onlyStaffAndChatLearnOfIt(Transport transport) throws InvalidProtocolBufferException {
        Content message = moderation.content(TargetType.TARGET_TYPE_LISTING);
        Person staff = moderation.moderator(transport);
        DecideCaseRequest.Builder request = unseen(message, 7);

        Case decided = staff.decide(request);

        String decision = decided.getDecision().getId();
        assertThat(decided.getDecision().getActivitiesList()).containsExactly(Activity.ACTIVITY_CHAT_UNSEEN);
        assertThat(told(message.ownerId(), 0).getChatUnseenUntil()).isEqualTo(request.getUntil());
        assertThat(told(message.ownerId(), 0).hasChatUntil()).isFalse();
        assertThat(moderation.events(decision)).as("no statement").isEmpty();
        CallContext owner = TestSystem.caller(message.ownerId(), "BUYER");
        Appeals appeals = moderation.system.client(Appeals.class, transport);
        Standings standings = moderation.system.client(Standings.class, transport);
        Privacy privacy = moderation.system.client(Privacy.class, transport);
        assertThat(moderation
                        .system
                        .as(owner, () -> appeals.listMyDecisions(ListMyDecisionsRequest.getDefaultInstance()))
                        .getItemsList())
                .isEmpty();
        Standing mine =
                moderation.system.as(owner, () -> standings.getMyStanding(GetMyStandingRequest.getDefaultInstance()));
        assertThat(mine.getRestrictionsList()).isEmpty();
        assertThat(mine.getStrikesList()).isEmpty();
        assertThat(moderation
                        .system
                        .as(owner, () -> privacy.exportMine(ExportMineRequest.getDefaultInstance()))
                        .getJson())
                .doesNotContain(decision);
        assertThatThrownBy(() -> moderation.system.as(
                        owner,
                        () -> appeals.appealDecision(AppealDecisionRequest.newBuilder()
                                .setDecisionId(decision)
                                .setStatement("I did nothing wrong.")
                                .build())))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("decision.not_found"));
        assertThat(moderation
                        .system
                        .as(
                                TestSystem.caller(staff.id(), "MODERATOR"),
                                () -> standings.getStanding(GetStandingRequest.newBuilder()
                                        .setUserId(message.ownerId())
                                        .build()))
                        .getRestrictions(0)
                        .getActivity())
                .isEqualTo(Activity.ACTIVITY_CHAT_UNSEEN);
    }

    @ParameterizedTest
    @EnumSource
    void staffTakeItBackOnceAndItIsInTheAudit(Transport transport) throws InvalidProtocolBufferException {
        Content message = moderation.content(TargetType.TARGET_TYPE_LISTING);
        Person staff = moderation.moderator(transport);
        String decision = staff.decide(unseen(message, 7)).getDecision().getId();

        for (int times = 0; times < 2; times++) {
            assertThat(lift(staff, decision, transport).getDecision().hasOverturnedAt())
                    .isTrue();
        }

        assertThat(told(message.ownerId(), 1).hasChatUnseenUntil()).isFalse();
        assertThat(moderation.count("audit WHERE action = 'decision.lift' AND detail LIKE '%" + decision + "%'"))
                .isEqualTo(1);
        String other = staff.decide(verdict(moderation.caseAbout(moderation.listing()), CaseAction.CASE_ACTION_WARN))
                .getDecision()
                .getId();
        assertThatThrownBy(() -> lift(staff, other, transport))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("decision.not_found"));
    }

    @Test
    void isForSpamAloneAndForAMonthAtMost() {
        Person staff = moderation.moderator(Transport.BUS);
        Content message = moderation.listing();
        DecideCaseRequest right = unseen(message, 7).build();
        assertInvalid("activities", () -> staff.decide(right.toBuilder().addActivities(Activity.ACTIVITY_POST)));
        assertInvalid("until", () -> staff.decide(unseen(message, 40)));
        assertInvalid("until", () -> staff.decide(right.toBuilder().clearUntil()));
        assertInvalid("ground", () -> staff.decide(right.toBuilder().setGround(ReportReason.REPORT_REASON_OFFENSIVE)));
    }

    @Test
    void aLookAtAReportedPictureIsInTheAudit() {
        String message = Ids.next().toString();
        Person staff = moderation.moderator(Transport.BUS);
        moderation.tell(
                message,
                ReportedImageSeen.newBuilder()
                        .setMessageId(message)
                        .setStaffId(staff.id())
                        .build());
        assertThat(moderation.count("audit WHERE action = 'message.image_seen' AND target = '" + message
                        + "' AND actor = '" + staff.id() + "'"))
                .isEqualTo(1);
    }
}
