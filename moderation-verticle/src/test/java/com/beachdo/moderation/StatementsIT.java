package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.Person.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.StatementOfReasons;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatementsIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static List<ModerationSystem.Event> told(String decision) {
        return moderation.events(decision);
    }

    @Test
    void aDecisionTellsItsGroundReasonAndHowLongItCanBeAppealed() throws InvalidProtocolBufferException {
        Content message = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        Person staff = moderation.moderator(Transport.BUS);
        moderation.buyer(Transport.BUS).report(message, ReportReason.REPORT_REASON_HARASSMENT);

        Case decided = staff.decide(verdict(moderation.caseAbout(message), CaseAction.CASE_ACTION_WARN));

        String id = decided.getDecision().getId();
        assertThat(decided.getDecision().getGround())
                .as("the gravest reason of the reports")
                .isEqualTo(ReportReason.REPORT_REASON_HARASSMENT);
        DecisionMade made = DecisionMade.parseFrom(told(id).get(0).payload());
        assertThat(told(id).get(0).consumers()).containsExactlyInAnyOrder("forum", "identity");
        assertThat(made.getUserId()).isEqualTo(message.ownerId());
        assertThat(made.getGround()).isEqualTo(ReportReason.REPORT_REASON_HARASSMENT);
        assertThat(made.getReason()).isEqualTo(decided.getDecision().getReason());
        StatementOfReasons statement = statement(message.ownerId());
        assertThat(made.getAppealBy().getSeconds())
                .isBetween(
                        statement.getAppealBy().getSeconds() - 60,
                        statement.getAppealBy().getSeconds() + 60);
        assertThat(statement.getGround()).isEqualTo(ReportReason.REPORT_REASON_HARASSMENT);
        assertThat(statement.getPolicyVersion()).isEqualTo(policyVersion());
    }

    @Test
    void staffCanNameAnotherGroundButNoneOfADismissal() {
        Person staff = moderation.moderator(Transport.GRPC);
        String caseId = moderation.caseAbout(moderation.listing());
        assertInvalid(
                "ground",
                () -> staff.decide(
                        verdict(caseId, CaseAction.CASE_ACTION_DISMISS).setGround(ReportReason.REPORT_REASON_FRAUD)));
        Case decided = staff.decide(
                verdict(caseId, CaseAction.CASE_ACTION_REMOVE).setGround(ReportReason.REPORT_REASON_FRAUD));
        assertThat(decided.getDecision().getGround()).isEqualTo(ReportReason.REPORT_REASON_FRAUD);
        assertThat(decided.getDecision().getPolicyVersion()).isEqualTo(policyVersion());
    }

    @Test
    void aDismissalIsNobodysNews() {
        Person staff = moderation.moderator(Transport.BUS);
        Case dismissed =
                staff.decide(verdict(moderation.caseAbout(moderation.listing()), CaseAction.CASE_ACTION_DISMISS));
        assertThat(dismissed.getDecision().hasGround()).isFalse();
        assertThat(told(dismissed.getDecision().getId())).isEmpty();
    }

    private static long policyVersion() {
        return moderation
                .sql("SELECT version FROM strike_policy")
                .iterator()
                .next()
                .getLong("version");
    }

    private static StatementOfReasons statement(String userId) {
        Appeals appeals = moderation.system.client(Appeals.class, Transport.BUS);
        return moderation
                .system
                .as(
                        TestSystem.caller(userId, "BUYER"),
                        () -> appeals.listMyDecisions(ListMyDecisionsRequest.getDefaultInstance()))
                .getItems(0);
    }
}
