package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static com.beachdo.moderation.Person.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Role;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseOutcome;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.DecideCasesReply;
import com.beachdo.moderation.v1.DecideCasesRequest;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaffTargetsIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static Content listingOf(Role role) {
        Content listing = moderation.listing();
        moderation.others.roles.put(listing.ownerId(), role);
        return listing;
    }

    private static DecideCaseRequest.Builder restriction(String caseId) {
        return verdict(caseId, CaseAction.CASE_ACTION_RESTRICT)
                .addActivities(Activity.ACTIVITY_CHAT)
                .setUntil(Rows.timestamp(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1)));
    }

    @ParameterizedTest
    @EnumSource
    void aModeratorKeepsNoStaffOut(Transport transport) {
        Person moderator = moderation.moderator(transport);
        for (Role role : new Role[] {Role.ROLE_ADMIN, Role.ROLE_MODERATOR}) {
            Content listing = listingOf(role);
            String caseId = moderation.caseAbout(listing);
            for (DecideCaseRequest.Builder request : new DecideCaseRequest.Builder[] {
                verdict(caseId, CaseAction.CASE_ACTION_BAN),
                verdict(caseId, CaseAction.CASE_ACTION_SUSPEND),
                restriction(caseId)
            }) {
                assertRefused(GrpcStatus.PERMISSION_DENIED, "case.target_is_staff", () -> moderator.decide(request));
            }
            assertThat(moderator.read(caseId).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
            assertThat(moderation.events(listing.ownerId())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void norInBulk(Transport transport) {
        Person steppedUp = moderation.steppedUp(moderation.moderator(transport));
        String caseId = moderation.caseAbout(listingOf(Role.ROLE_ADMIN));
        DecideCasesReply reply = steppedUp.cases(cases -> cases.decideCases(DecideCasesRequest.newBuilder()
                .addCaseIds(caseId)
                .setAction(CaseAction.CASE_ACTION_BAN)
                .setReason("Against the rules")
                .build()));
        assertThat(reply.getItemsList())
                .extracting(CaseOutcome::getDecided, CaseOutcome::getCode)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(false, "case.target_is_staff"));
    }

    @Test
    void anAdministratorDoes() {
        Content listing = listingOf(Role.ROLE_MODERATOR);
        Case decided = moderation
                .admin(Transport.BUS)
                .decide(verdict(moderation.caseAbout(listing), CaseAction.CASE_ACTION_SUSPEND));
        assertThat(decided.getDecision().getAction()).isEqualTo(CaseAction.CASE_ACTION_SUSPEND);
        assertThat(moderation.events(listing.ownerId())).isNotEmpty();
    }

    @Test
    void whatStaffWroteAModeratorRemovesButNothingFollowsFromTheStrike() {
        moderation.sql("DELETE FROM strike_consequence");
        moderation.sql(
                "INSERT INTO strike_consequence (points, action, activities, days) VALUES (1, 'SUSPEND', '{}', 7)");
        Person moderator = moderation.moderator(Transport.BUS);
        Case ofStaff = moderator.decide(
                verdict(moderation.caseAbout(listingOf(Role.ROLE_ADMIN)), CaseAction.CASE_ACTION_REMOVE));
        assertThat(ofStaff.getDecision().getAction()).isEqualTo(CaseAction.CASE_ACTION_REMOVE);
        assertThat(ofStaff.hasConsequence()).isFalse();
        Case ofOther =
                moderator.decide(verdict(moderation.caseAbout(moderation.listing()), CaseAction.CASE_ACTION_REMOVE));
        assertThat(ofOther.getConsequence().getAction()).isEqualTo(CaseAction.CASE_ACTION_SUSPEND);
    }
}
