package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Appeal;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecideAppealRequest;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.ListAppealsReply;
import com.beachdo.moderation.v1.ListAppealsRequest;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.StatementOfReasons;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.TestSystem;
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

class AppealsIT {
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

    private static Person owner(Content content, Transport transport) {
        return new Person(moderation, transport, TestSystem.caller(content.ownerId(), "BUYER"));
    }

    private static String decided(Content content, Person staff, CaseAction action) {
        return staff.decide(moderation.caseAbout(content), action).getDecision().getId();
    }

    private static List<StatementOfReasons> decisions(Person person) {
        return call(person, appeals -> appeals.listMyDecisions(ListMyDecisionsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private static Appeal appeal(Person person, String decisionId) {
        return call(
                person,
                appeals -> appeals.appealDecision(AppealDecisionRequest.newBuilder()
                        .setDecisionId(decisionId)
                        .setStatement("It was mine to sell, here is the bill.")
                        .build()));
    }

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
    void whoIsConcernedReadsWhyAndAppealsOnce(Transport transport) {
        Content listing = moderation.listing();
        Person owner = owner(listing, transport);
        String decision = decided(listing, moderation.moderator(transport), CaseAction.CASE_ACTION_REMOVE);
        StatementOfReasons statement = decisions(owner).get(0);
        assertThat(statement.getId()).isEqualTo(decision);
        assertThat(statement.getAction()).isEqualTo(CaseAction.CASE_ACTION_REMOVE);
        assertThat(statement.getTargetId()).isEqualTo(listing.id());
        assertThat(statement.hasAppeal()).isFalse();

        Appeal appeal = appeal(owner, decision);
        assertThat(appeal.getStatus()).isEqualTo(AppealStatus.APPEAL_STATUS_PENDING);
        assertThat(decisions(owner).get(0).getAppeal()).isEqualTo(appeal);
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "appeal.exists", () -> appeal(owner, decision));
    }

    @Test
    void nobodyElseReadsOrAppealsIt() {
        Content listing = moderation.listing();
        String decision = decided(listing, moderation.moderator(Transport.BUS), CaseAction.CASE_ACTION_WARN);
        Person other = moderation.buyer(Transport.BUS);
        assertThat(decisions(other)).isEmpty();
        assertRefused(GrpcStatus.NOT_FOUND, "decision.not_found", () -> appeal(other, decision));
    }

    @Test
    void whatWasDismissedIsNoDecisionAgainstAnybody() {
        Content listing = moderation.listing();
        String decision = decided(listing, moderation.moderator(Transport.BUS), CaseAction.CASE_ACTION_DISMISS);
        Person owner = owner(listing, Transport.BUS);
        assertThat(decisions(owner)).isEmpty();
        assertRefused(GrpcStatus.NOT_FOUND, "decision.not_found", () -> appeal(owner, decision));
    }

    @Test
    void anAppealHasItsTime() {
        Content listing = moderation.listing();
        String decision = decided(listing, moderation.moderator(Transport.BUS), CaseAction.CASE_ACTION_REMOVE);
        Object unused = moderation.sql(
                "UPDATE decision SET decided_at = now() - interval '181 days' WHERE decision_id = $1",
                UUID.fromString(decision));
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "appeal.too_late",
                () -> appeal(owner(listing, Transport.BUS), decision));
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElseThanDecidedAtFirstOverturnsItAndOthersAreTold(Transport transport)
            throws InvalidProtocolBufferException {
        Content listing = moderation.listing();
        Person first = moderation.moderator(transport);
        String decision = decided(listing, first, CaseAction.CASE_ACTION_REMOVE);
        Appeal appeal = appeal(owner(listing, transport), decision);
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "appeal.own_decision",
                () -> decide(first, appeal, AppealStatus.APPEAL_STATUS_OVERTURNED));

        Person second = moderation.moderator(transport);
        Appeal overturned = decide(second, appeal, AppealStatus.APPEAL_STATUS_OVERTURNED);
        assertThat(overturned.getStatus()).isEqualTo(AppealStatus.APPEAL_STATUS_OVERTURNED);
        assertThat(overturned.getAnswer()).isEqualTo("We looked again.");
        List<ModerationSystem.Event> events = moderation.events(listing.id());
        assertThat(events).hasSize(2);
        assertThat(events.get(1).consumers()).contains("catalog", "forum", "identity");
        DecisionOverturned event = DecisionOverturned.parseFrom(events.get(1).payload());
        assertThat(event.getDecisionId()).isEqualTo(decision);
        assertThat(event.getTargetType()).isEqualTo(TargetType.TARGET_TYPE_LISTING);
        assertThat(event.getOwnerId()).isEqualTo(listing.ownerId());
        AppealAnswered answered = answer(appeal);
        assertThat(answered.getUserId()).isEqualTo(listing.ownerId());
        assertThat(answered.getDecisionId()).isEqualTo(decision);
        assertThat(answered.getOutcome()).isEqualTo(AppealStatus.APPEAL_STATUS_OVERTURNED);
        assertThat(answered.getAnswer()).isEqualTo("We looked again.");
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "appeal.decided",
                () -> decide(second, appeal, AppealStatus.APPEAL_STATUS_UPHELD));
    }

    /** What the person is told, once. */
    private static AppealAnswered answer(Appeal appeal) throws InvalidProtocolBufferException {
        List<ModerationSystem.Event> told = moderation.events(appeal.getId());
        assertThat(told).hasSize(1);
        assertThat(told.get(0).consumers()).containsExactlyInAnyOrder("forum", "identity");
        return AppealAnswered.parseFrom(told.get(0).payload());
    }

    @Test
    void whatIsUpheldUndoesNothing() throws InvalidProtocolBufferException {
        Content listing = moderation.listing();
        String decision = decided(listing, moderation.moderator(Transport.BUS), CaseAction.CASE_ACTION_REMOVE);
        Appeal appeal = appeal(owner(listing, Transport.BUS), decision);
        Appeal upheld = decide(moderation.moderator(Transport.BUS), appeal, AppealStatus.APPEAL_STATUS_UPHELD);
        assertThat(upheld.getStatus()).isEqualTo(AppealStatus.APPEAL_STATUS_UPHELD);
        assertThat(moderation.events(listing.id())).hasSize(1);
        assertThat(answer(upheld).getOutcome()).isEqualTo(AppealStatus.APPEAL_STATUS_UPHELD);
        assertInvalid(
                "outcome",
                () -> decide(moderation.moderator(Transport.BUS), appeal, AppealStatus.APPEAL_STATUS_PENDING));
    }

    @Test
    void listsThoseThatWaitOldestFirst() {
        List<String> waiting = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            Content listing = moderation.listing();
            String decision = decided(listing, moderation.moderator(Transport.BUS), CaseAction.CASE_ACTION_REMOVE);
            waiting.add(appeal(owner(listing, Transport.BUS), decision).getId());
        }
        Person staff = moderation.moderator(Transport.BUS);
        List<String> seen = new ArrayList<>();
        ListAppealsRequest.Builder request = ListAppealsRequest.newBuilder().setLimit(2);
        while (true) {
            ListAppealsReply page = call(staff, appeals -> appeals.listAppeals(request.build()));
            page.getItemsList().forEach(appeal -> seen.add(appeal.getId()));
            if (!page.hasNextCursor()) {
                break;
            }
            request.setCursor(page.getNextCursor());
        }
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(waiting);
    }
}
