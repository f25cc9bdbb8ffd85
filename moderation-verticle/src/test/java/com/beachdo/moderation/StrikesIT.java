package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.Appeal;
import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecideAppealRequest;
import com.beachdo.moderation.v1.GetMyStandingRequest;
import com.beachdo.moderation.v1.GetStandingRequest;
import com.beachdo.moderation.v1.GetStrikePolicyRequest;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.SetStrikePolicyRequest;
import com.beachdo.moderation.v1.Standing;
import com.beachdo.moderation.v1.Standings;
import com.beachdo.moderation.v1.Strike;
import com.beachdo.moderation.v1.StrikeConsequence;
import com.beachdo.moderation.v1.StrikePolicy;
import com.beachdo.moderation.v1.StrikeRule;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrikesIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @CanIgnoreReturnValue
    private static <T> T call(Person person, Function<Standings, Future<T>> call) {
        Standings client = moderation.system.client(Standings.class, person.transport());
        return moderation.system.as(person.context(), () -> call.apply(client));
    }

    private static Standing standing(Person staff, String userId) {
        return call(
                staff,
                standings -> standings.getStanding(
                        GetStandingRequest.newBuilder().setUserId(userId).build()));
    }

    private static Content listingOf(String userId) {
        return moderation.others.add(TargetType.TARGET_TYPE_LISTING, userId, "Stolen");
    }

    private static Case decideAbout(String userId, Person staff, CaseAction action) {
        return staff.decide(moderation.caseAbout(listingOf(userId)), action);
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionGivesAStrikeThatItsOwnerSees(Transport transport) {
        Person owner = moderation.buyer(transport);
        Person staff = moderation.moderator(transport);
        Case decided = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);

        Standing mine = call(owner, standings -> standings.getMyStanding(GetMyStandingRequest.getDefaultInstance()));

        assertThat(mine.getPoints()).isEqualTo(2);
        assertThat(mine.getStrikesList()).singleElement().satisfies(strike -> {
            assertThat(strike.getDecisionId()).isEqualTo(decided.getDecision().getId());
            assertThat(strike.getExpiresAt().getSeconds() - strike.getGivenAt().getSeconds())
                    .isEqualTo(180 * 86_400L);
        });
        assertThat(mine.getRestrictionsList()).isEmpty();
        assertThat(decided.hasConsequence()).isFalse();
        assertThat(standing(staff, owner.id())).isEqualTo(mine);
        assertThat(standing(staff, staff.id()).getPoints()).isZero();
    }

    @Test
    void whatIsDismissedGivesNone() {
        Person owner = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        Case unused = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_DISMISS);

        assertThat(standing(staff, owner.id()).getStrikesList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void repeatedBreachesAreRestrictedByThePolicyAndTheOwnerSaysSo(Transport transport)
            throws InvalidProtocolBufferException {
        Person owner = moderation.buyer(transport);
        Person staff = moderation.moderator(transport);
        for (int i = 0; i < 2; i++) {
            assertThat(decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE)
                            .hasConsequence())
                    .isFalse();
        }

        Case third = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);

        assertThat(third.getDecision().getAction()).isEqualTo(CaseAction.CASE_ACTION_REMOVE);
        assertThat(third.getConsequence().getAction()).isEqualTo(CaseAction.CASE_ACTION_RESTRICT);
        assertThat(third.getConsequence().getFollows())
                .isEqualTo(third.getDecision().getId());
        assertThat(third.getConsequence().getActivitiesList())
                .containsExactly(Activity.ACTIVITY_CHAT, Activity.ACTIVITY_POST, Activity.ACTIVITY_LIST);
        Standing standing = standing(staff, owner.id());
        assertThat(standing.getPoints()).isEqualTo(6);
        assertThat(standing.getRestrictionsList()).hasSize(3).allSatisfy(restriction -> assertThat(
                        restriction.getDecisionId())
                .isEqualTo(third.getConsequence().getId()));
        RestrictionsChanged told = RestrictionsChanged.parseFrom(
                moderation.events(owner.id()).get(0).payload());
        assertThat(told.getChatUntil()).isEqualTo(third.getConsequence().getUntil());
        assertThat(told.getPostUntil()).isEqualTo(told.getListUntil()).isEqualTo(told.getChatUntil());
        assertThat(moderation.count("audit WHERE target = $1", UUID.fromString(third.getId())))
                .as("decided, and what followed")
                .isEqualTo(2);
    }

    @Test
    void aConsequenceComesOnceAndTheNextAtItsOwnPoints() {
        Person owner = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        List<CaseAction> followed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Case decided = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);
            followed.add(decided.getConsequence().getAction());
        }

        CaseAction none = CaseAction.CASE_ACTION_UNSPECIFIED;
        assertThat(followed)
                .as("at 2, 4, 6 … points")
                .containsExactly(
                        none,
                        none,
                        CaseAction.CASE_ACTION_RESTRICT,
                        none,
                        CaseAction.CASE_ACTION_SUSPEND,
                        none,
                        none,
                        CaseAction.CASE_ACTION_BAN);
    }

    @Test
    void strikesDecay() {
        Person owner = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        for (int i = 0; i < 2; i++) {
            Case unused = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);
        }
        moderation.sql("UPDATE strike SET expires_at = now() WHERE user_id = $1", UUID.fromString(owner.id()));

        Case third = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);

        assertThat(third.hasConsequence()).isFalse();
        assertThat(standing(staff, owner.id()).getPoints()).isEqualTo(2);
        assertThat(standing(staff, owner.id()).getStrikesList()).hasSize(3);
    }

    @Test
    void anOverturnedDecisionTakesItsStrikeAndWhatFollowedWithIt() throws InvalidProtocolBufferException {
        Person owner = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        for (int i = 0; i < 2; i++) {
            Case unused = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);
        }
        Case third = decideAbout(owner.id(), staff, CaseAction.CASE_ACTION_REMOVE);

        overturn(owner, third.getDecision().getId());

        Standing standing = standing(staff, owner.id());
        assertThat(standing.getPoints()).isEqualTo(4);
        assertThat(standing.getStrikesList().stream().filter(Strike::hasRevokedAt))
                .hasSize(1);
        assertThat(standing.getRestrictionsList()).isEmpty();
        Case read = staff.read(third.getId());
        assertThat(read.getDecision().hasOverturnedAt()).isTrue();
        assertThat(read.getConsequence().hasOverturnedAt()).isTrue();
        List<ModerationSystem.Event> events = moderation.events(owner.id());
        RestrictionsChanged last =
                RestrictionsChanged.parseFrom(events.get(events.size() - 1).payload());
        assertThat(last.hasChatUntil()).isFalse();
        assertThat(last.hasListUntil()).isFalse();
    }

    private static void overturn(Person owner, String decisionId) {
        Appeals mine = moderation.system.client(Appeals.class, Transport.BUS);
        Appeal appeal = moderation.system.as(
                owner.context(),
                () -> mine.appealDecision(AppealDecisionRequest.newBuilder()
                        .setDecisionId(decisionId)
                        .setStatement("It was mine to sell.")
                        .build()));
        Appeal unused = moderation.system.as(
                moderation.moderator(Transport.BUS).context(),
                () -> mine.decideAppeal(DecideAppealRequest.newBuilder()
                        .setAppealId(appeal.getId())
                        .setOutcome(AppealStatus.APPEAL_STATUS_OVERTURNED)
                        .setAnswer("So it was.")
                        .build()));
    }

    @Test
    void strikesGivenAtOnceAreAllCounted() {
        Person owner = moderation.buyer(Transport.BUS);
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cases.add(moderation.caseAbout(listingOf(owner.id())));
        }

        List<Future<Case>> decided = ModerationSystem.atOnce(cases.size(), i -> moderation
                .moderator(Transport.BUS)
                .working(all -> all.decideCase(Person.verdict(cases.get(i), CaseAction.CASE_ACTION_REMOVE)
                        .build())));

        assertThat(decided).allSatisfy(one -> assertThat(one.succeeded()).isTrue());
        assertThat(decided.stream()
                        .map(Future::result)
                        .filter(Case::hasConsequence)
                        .map(one -> one.getConsequence().getAction()))
                .containsExactlyInAnyOrder(CaseAction.CASE_ACTION_RESTRICT, CaseAction.CASE_ACTION_SUSPEND);
    }

    private static StrikePolicy policy(Person person) {
        return call(person, standings -> standings.getStrikePolicy(GetStrikePolicyRequest.getDefaultInstance()));
    }

    private static SetStrikePolicyRequest.Builder again(StrikePolicy policy) {
        return SetStrikePolicyRequest.newBuilder()
                .addAllRules(policy.getRulesList())
                .addAllConsequences(policy.getConsequencesList());
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorChangesThePolicyForDecisionsToCome(Transport transport) {
        Person admin = moderation.steppedUp(moderation.admin(transport));
        StrikePolicy before = policy(admin);
        Person owner = moderation.buyer(transport);
        SetStrikePolicyRequest harsh = SetStrikePolicyRequest.newBuilder()
                .setExpectedVersion(before.getVersion())
                .addRules(StrikeRule.newBuilder()
                        .setAction(CaseAction.CASE_ACTION_WARN)
                        .setPoints(9)
                        .setDecayDays(1))
                .addConsequences(StrikeConsequence.newBuilder()
                        .setPoints(9)
                        .setAction(CaseAction.CASE_ACTION_SUSPEND)
                        .setDays(2))
                .build();
        long audited = moderation.auditEnd();
        try {
            StrikePolicy after = call(admin, standings -> standings.setStrikePolicy(harsh));
            assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
            assertThat(after.getRulesList()).isEqualTo(harsh.getRulesList());
            assertThat(policy(moderation.moderator(transport))).isEqualTo(after);
            assertThat(moderation.auditEnd()).isEqualTo(audited + 1);
            assertRefused(
                    GrpcStatus.ABORTED,
                    "policy.version_mismatch",
                    () -> call(admin, standings -> standings.setStrikePolicy(harsh)));

            Case warned = decideAbout(owner.id(), moderation.moderator(transport), CaseAction.CASE_ACTION_WARN);

            assertThat(warned.getConsequence().getAction()).isEqualTo(CaseAction.CASE_ACTION_SUSPEND);
            assertThat(warned.getConsequence().hasUntil()).isTrue();
        } finally {
            call(admin, standings -> standings.setStrikePolicy(again(before).build()));
        }
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefusedAtItsField() {
        Person admin = moderation.steppedUp(moderation.admin(Transport.BUS));
        StrikePolicy before = policy(admin);
        refused("/rules/0/action", admin, again(before).setRules(0, rule(CaseAction.CASE_ACTION_BAN, 1, 1)));
        refused("/rules/0/points", admin, again(before).setRules(0, rule(CaseAction.CASE_ACTION_WARN, 0, 1)));
        refused("/rules/0/decayDays", admin, again(before).setRules(0, rule(CaseAction.CASE_ACTION_WARN, 1, 3_651)));
        refused("/rules", admin, again(before).addRules(before.getRules(0)));
        refused("/consequences", admin, again(before).addConsequences(before.getConsequences(0)));
        StrikeConsequence restrict = before.getConsequences(0);
        refused(
                "/consequences/0/activities",
                admin,
                again(before).setConsequences(0, restrict.toBuilder().clearActivities()));
        refused(
                "/consequences/0/days",
                admin,
                again(before).setConsequences(0, restrict.toBuilder().setDays(0)));
        refused(
                "/consequences/0/action",
                admin,
                again(before).setConsequences(0, restrict.toBuilder().setAction(CaseAction.CASE_ACTION_WARN)));
        assertThat(policy(admin)).isEqualTo(before);
    }

    private static StrikeRule rule(CaseAction action, int points, int days) {
        return StrikeRule.newBuilder()
                .setAction(action)
                .setPoints(points)
                .setDecayDays(days)
                .build();
    }

    private static void refused(String pointer, Person admin, SetStrikePolicyRequest.Builder request) {
        assertThatThrownBy(() -> call(admin, standings -> standings.setStrikePolicy(request.build())))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.fields())
                        .singleElement()
                        .satisfies(at -> assertThat(at.pointer()).isEqualTo(pointer)));
    }

    @Test
    void othersThanAdministratorsDoNotChangeThePolicy() {
        Person moderator = moderation.moderator(Transport.BUS);
        SetStrikePolicyRequest same = again(policy(moderator)).build();
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.forbidden",
                () -> call(moderator, standings -> standings.setStrikePolicy(same)));
        Person notShown = moderation.admin(Transport.BUS);
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.step_up_required",
                () -> call(notShown, standings -> standings.setStrikePolicy(same)));
        Person buyer = moderation.buyer(Transport.BUS);
        assertRefused(GrpcStatus.PERMISSION_DENIED, "auth.forbidden", () -> standing(buyer, buyer.id()));
    }
}
