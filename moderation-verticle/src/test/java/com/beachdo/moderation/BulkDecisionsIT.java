package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseOutcome;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.DecideCasesReply;
import com.beachdo.moderation.v1.DecideCasesRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkDecisionsIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static DecideCasesReply decide(Person staff, DecideCasesRequest.Builder request) {
        return staff.cases(cases -> cases.decideCases(request.build()));
    }

    private static DecideCasesRequest.Builder removal(List<String> cases) {
        return DecideCasesRequest.newBuilder()
                .addAllCaseIds(cases)
                .setAction(CaseAction.CASE_ACTION_REMOVE)
                .setReason("The same scam again.");
    }

    /** A moderator in a session of their own. */
    private static Person moderator(Transport transport, boolean steppedUp) {
        String session = Ids.next().toString();
        if (steppedUp) {
            boolean unused = moderation.others.steppedUp.add(session);
        }
        Person staff = moderation.moderator(transport);
        return new Person(
                moderation, transport, staff.context().withSubject(staff.id(), Set.of("BUYER", "MODERATOR"), session));
    }

    @ParameterizedTest
    @EnumSource
    void eachIsDecidedForItself(Transport transport) {
        Person staff = moderator(transport, true);
        Content first = moderation.listing();
        Content second = moderation.listing();
        String open = moderation.caseAbout(first);
        String closed = moderation.closedCase(moderation.moderator(transport));
        String claimed = moderation.caseAbout(moderation.listing());
        moderation.moderator(transport).claim(claimed);
        String unknown = Ids.next().toString();
        String alsoOpen = moderation.caseAbout(second);

        DecideCasesReply reply = decide(staff, removal(List.of(open, closed, claimed, unknown, alsoOpen)));

        assertThat(reply.getItemsList())
                .extracting(CaseOutcome::getCaseId, CaseOutcome::getDecided, CaseOutcome::getCode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(open, true, ""),
                        org.assertj.core.groups.Tuple.tuple(closed, false, "case.closed"),
                        org.assertj.core.groups.Tuple.tuple(claimed, false, "case.claimed_by_other"),
                        org.assertj.core.groups.Tuple.tuple(unknown, false, "case.not_found"),
                        org.assertj.core.groups.Tuple.tuple(alsoOpen, true, ""));
        assertThat(staff.read(open).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_CLOSED);
        assertThat(moderation.events(first.id())).hasSize(1);
        assertThat(moderation.events(second.id())).hasSize(1);
    }

    @Test
    void withoutASecondFactorShownLatelyNothingIsDecided() {
        String open = moderation.caseAbout(moderation.listing());
        for (Person staff : List.of(moderator(Transport.BUS, false), moderation.moderator(Transport.GRPC))) {
            assertRefused(
                    GrpcStatus.PERMISSION_DENIED, "auth.step_up_required", () -> decide(staff, removal(List.of(open))));
        }
        assertThat(moderation.moderator(Transport.BUS).read(open).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
    }

    @Test
    void aRequestThatIsNoneIsRefused() {
        Person staff = moderator(Transport.BUS, true);
        String open = moderation.caseAbout(moderation.listing());
        assertInvalid("caseIds", () -> decide(staff, removal(List.of())));
        assertInvalid("caseIds", () -> decide(staff, removal(Collections.nCopies(51, open))));
        assertInvalid("caseIds", () -> decide(staff, removal(List.of("all"))));
        assertInvalid("reason", () -> decide(staff, removal(List.of(open)).setReason("no")));
        assertInvalid("until", () -> decide(staff, removal(List.of(open)).setUntil(OtherDomains.LONG_AGO)));
    }
}
