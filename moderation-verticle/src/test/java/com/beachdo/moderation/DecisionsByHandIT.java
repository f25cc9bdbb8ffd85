package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.Appeal;
import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.DecideAppealRequest;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.RecordAppealRequest;
import com.beachdo.moderation.v1.StatementOfReasons;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionsByHandIT {
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
    private static <T> T call(Person person, Function<Appeals, Future<T>> call) {
        Appeals client = moderation.system.client(Appeals.class, person.transport());
        return moderation.system.as(person.context(), () -> call.apply(client));
    }

    /** What identity tells; the id of the decision. */
    @CanIgnoreReturnValue
    private static String byHand(Person person, Person staff, UserStatus status) {
        String decision = Ids.next().toString();
        moderation.tell(
                person.id(),
                AccountRestrictedByHand.newBuilder()
                        .setUserId(person.id())
                        .setStatus(status)
                        .setReason("Asked to by the police.")
                        .setDecisionId(status == UserStatus.USER_STATUS_ACTIVE ? "" : decision)
                        .setStaffId(staff.id())
                        .build());
        return decision;
    }

    private static List<StatementOfReasons> decisions(Person person) {
        return call(person, appeals -> appeals.listMyDecisions(ListMyDecisionsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private static Appeal appeal(Person person, String decision) {
        return call(
                person,
                appeals -> appeals.appealDecision(AppealDecisionRequest.newBuilder()
                        .setDecisionId(decision)
                        .setStatement("It was somebody else of my name.")
                        .build()));
    }

    @CanIgnoreReturnValue
    private static Appeal record(Person staff, String decision) {
        return call(
                staff,
                appeals -> appeals.recordAppeal(RecordAppealRequest.newBuilder()
                        .setDecisionId(decision)
                        .setStatement("They wrote: it was not me.")
                        .build()));
    }

    @CanIgnoreReturnValue
    private static Appeal decide(Person staff, Appeal appeal, AppealStatus outcome) {
        return call(
                staff,
                appeals -> appeals.decideAppeal(DecideAppealRequest.newBuilder()
                        .setAppealId(appeal.getId())
                        .setOutcome(outcome)
                        .setAnswer("We looked again.")
                        .build()));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsSuspendedByHandIsToldAndAppealsToSomebodyElse(Transport transport) throws InvalidProtocolBufferException {
        Person person = moderation.buyer(transport);
        Person staff = moderation.moderator(transport);
        String decision = byHand(person, staff, UserStatus.USER_STATUS_SUSPENDED);

        List<ModerationSystem.Event> told = moderation.events(decision);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).consumers()).containsExactlyInAnyOrder("forum", "identity");
        DecisionMade made = DecisionMade.parseFrom(told.get(0).payload());
        assertThat(made.getUserId()).isEqualTo(person.id());
        assertThat(made.getAction()).isEqualTo(CaseAction.CASE_ACTION_SUSPEND);
        assertThat(made.getReason()).isEqualTo("Asked to by the police.");
        assertThat(made.hasAppealBy()).isTrue();
        assertThat(decisions(person)).singleElement().satisfies(statement -> {
            assertThat(statement.getId()).isEqualTo(decision);
            assertThat(statement.getTargetType()).isEqualTo(TargetType.TARGET_TYPE_USER);
            assertThat(statement.getCarriedOut()).isTrue();
        });

        Appeal appeal = appeal(person, decision);
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "appeal.own_decision",
                () -> decide(staff, appeal, AppealStatus.APPEAL_STATUS_OVERTURNED));
        decide(moderation.moderator(transport), appeal, AppealStatus.APPEAL_STATUS_OVERTURNED);
        List<ModerationSystem.Event> undone = moderation.events(person.id());
        assertThat(undone).hasSize(1);
        DecisionOverturned overturned =
                DecisionOverturned.parseFrom(undone.get(0).payload());
        assertThat(overturned.getDecisionId()).isEqualTo(decision);
        assertThat(overturned.getAction()).isEqualTo(CaseAction.CASE_ACTION_SUSPEND);
    }

    @Test
    void theEndOfASuspensionByHandIsInItsStatement() {
        Person person = moderation.buyer(Transport.BUS);
        Timestamp until = Rows.timestamp(OffsetDateTime.now(ZoneOffset.UTC).plusDays(7));
        moderation.tell(
                person.id(),
                AccountRestrictedByHand.newBuilder()
                        .setUserId(person.id())
                        .setStatus(UserStatus.USER_STATUS_SUSPENDED)
                        .setReason("For a week.")
                        .setDecisionId(Ids.next().toString())
                        .setStaffId(moderation.moderator(Transport.BUS).id())
                        .setUntil(until)
                        .build());

        assertThat(decisions(person)).singleElement().satisfies(statement -> assertThat(
                        statement.getUntil().getSeconds())
                .isEqualTo(until.getSeconds()));
    }

    @ParameterizedTest
    @EnumSource
    void staffReadItAsACaseThatNobodyReported(Transport transport) {
        Person person = moderation.buyer(transport);
        Person staff = moderation.moderator(transport);
        String decision = byHand(person, staff, UserStatus.USER_STATUS_BANNED);
        Appeal recorded = record(staff, decision);
        assertThat(recorded.getAppellantId()).isEmpty();
        Case read = staff.read(caseOf(decision));
        assertThat(read.getByHand()).isTrue();
        assertThat(read.getStatus()).isEqualTo(CaseStatus.CASE_STATUS_CLOSED);
        assertThat(read.getDecision().getAction()).isEqualTo(CaseAction.CASE_ACTION_BAN);
        assertThat(read.getDecision().getDecidedBy()).isEqualTo(staff.id());
        assertThat(read.getReportsList()).isEmpty();
        assertThat(moderation.count("moderation_case WHERE by_hand AND closed_at > dispose_by"))
                .isZero();
        assertThat(decisions(person)).singleElement().satisfies(statement -> assertThat(statement.getAppeal())
                .isEqualTo(recorded));
        assertThat(moderation.count("audit WHERE action = 'appeal.record' AND actor = $1", UUID.fromString(staff.id())))
                .isEqualTo(1);
    }

    @Test
    void anAppealIsWrittenDownOnceAndNotAboutOneself() {
        Person person = moderation.moderator(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        String decision = byHand(person, moderation.admin(Transport.BUS), UserStatus.USER_STATUS_BANNED);
        assertRefused(GrpcStatus.PERMISSION_DENIED, "case.own_content", () -> record(person, decision));
        record(staff, decision);
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "appeal.exists", () -> record(staff, decision));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "decision.not_found",
                () -> record(staff, Ids.next().toString()));
    }

    private static String caseOf(String decision) {
        return moderation
                .sql("SELECT case_id FROM decision WHERE decision_id = $1", UUID.fromString(decision))
                .iterator()
                .next()
                .getUUID("case_id")
                .toString();
    }

    @Test
    void whatElseKeepsSomebodyOutStandsWhenOneIsOverturned() throws InvalidProtocolBufferException {
        Person person = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        String first = byHand(person, staff, UserStatus.USER_STATUS_SUSPENDED);
        String second = byHand(person, staff, UserStatus.USER_STATUS_BANNED);
        decide(moderation.moderator(Transport.BUS), appeal(person, second), AppealStatus.APPEAL_STATUS_OVERTURNED);
        List<ModerationSystem.Event> events = moderation.events(person.id());
        assertThat(events).hasSize(2);
        AccountRestricted still = AccountRestricted.parseFrom(events.get(1).payload());
        assertThat(still.getDecisionId()).isEqualTo(first);
        assertThat(still.getBanned()).isFalse();
    }

    @Test
    void whoWasLetInAgainIsKeptOutByNoSuspensionOfBefore() {
        Person person = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        byHand(person, staff, UserStatus.USER_STATUS_SUSPENDED);
        byHand(person, staff, UserStatus.USER_STATUS_ACTIVE);
        String ban = byHand(person, staff, UserStatus.USER_STATUS_BANNED);
        decide(moderation.moderator(Transport.BUS), appeal(person, ban), AppealStatus.APPEAL_STATUS_OVERTURNED);
        assertThat(moderation.events(person.id()))
                .extracting(ModerationSystem.Event::type)
                .containsExactly(DecisionOverturned.getDescriptor().getFullName());
    }

    @ParameterizedTest
    @EnumSource
    void whatStaffAppealsAnAdministratorDecides(Transport transport) {
        Person person = moderation.moderator(transport);
        moderation.others.roles.put(person.id(), Role.ROLE_MODERATOR);
        String decision = byHand(person, moderation.admin(transport), UserStatus.USER_STATUS_SUSPENDED);
        Appeal appeal = record(moderation.moderator(transport), decision);
        for (AppealStatus outcome : List.of(AppealStatus.APPEAL_STATUS_OVERTURNED, AppealStatus.APPEAL_STATUS_UPHELD)) {
            assertRefused(
                    GrpcStatus.PERMISSION_DENIED,
                    "case.target_is_staff",
                    () -> decide(moderation.moderator(transport), appeal, outcome));
        }
        assertThat(decide(moderation.admin(transport), appeal, AppealStatus.APPEAL_STATUS_OVERTURNED)
                        .getStatus())
                .isEqualTo(AppealStatus.APPEAL_STATUS_OVERTURNED);
    }

    @Test
    void aStandingSuspensionByHandOutlivesOneOfACaseWhoseTimeIsOver() {
        Content listing = moderation.listing();
        Person person = new Person(moderation, Transport.BUS, TestSystem.caller(listing.ownerId(), "BUYER"));
        Person staff = moderation.moderator(Transport.BUS);
        staff.decide(moderation.caseAbout(listing), CaseAction.CASE_ACTION_SUSPEND);
        byHand(person, staff, UserStatus.USER_STATUS_SUSPENDED);
        moderation.sql(
                "UPDATE decision SET until = now() - interval '1 second' FROM moderation_case c"
                        + " WHERE c.case_id = decision.case_id AND NOT c.by_hand AND c.target_owner_id = $1",
                UUID.fromString(person.id()));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(moderation.count(
                        "decision d JOIN moderation_case c USING (case_id) WHERE c.target_owner_id = $1"
                                + " AND d.ended_at IS NOT NULL",
                        UUID.fromString(person.id())))
                .isEqualTo(1));
        assertThat(moderation.events(person.id()))
                .extracting(ModerationSystem.Event::type)
                .containsExactly(AccountRestricted.getDescriptor().getFullName());
    }
}
