package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.FindHeldTargetsRequest;
import com.beachdo.moderation.v1.HeldTarget;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was reported is needed until nothing can come of it any more. */
class HeldTargetsIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static List<String> held(CallContext caller, Transport transport, TargetType type, Content... contents) {
        FindHeldTargetsRequest.Builder request =
                FindHeldTargetsRequest.newBuilder().setTargetType(type);
        for (Content content : contents) {
            request.addTargets(HeldTarget.newBuilder().setId(content.id()).setOwnerId(content.ownerId()));
        }
        Cases client = moderation.system.client(Cases.class, transport);
        return moderation
                .system
                .as(caller, () -> client.findHeldTargets(request.build()))
                .getIdsList();
    }

    private static List<String> held(Content... contents) {
        return held(TestSystem.service(), Transport.BUS, TargetType.TARGET_TYPE_MESSAGE, contents);
    }

    private static void decidedLongAgo(String decisionId) {
        Object unused = moderation.sql(
                "UPDATE decision SET decided_at = now() - interval '181 days' WHERE decision_id = $1",
                UUID.fromString(decisionId));
    }

    @ParameterizedTest
    @EnumSource
    void anOpenCaseNeedsItsTarget(Transport transport) {
        Content reported = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        Content other = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        String unused = moderation.caseAbout(reported);

        CallContext service = TestSystem.service();
        assertThat(held(service, transport, TargetType.TARGET_TYPE_MESSAGE, reported, other))
                .containsExactly(reported.id());
        assertThat(held(service, transport, TargetType.TARGET_TYPE_LISTING, reported))
                .isEmpty();
        assertThat(held()).isEmpty();
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.forbidden",
                () -> held(
                        TestSystem.caller(UUID.randomUUID().toString(), "ADMIN"),
                        transport,
                        TargetType.TARGET_TYPE_MESSAGE,
                        reported));
    }

    @Test
    void aDecisionNeedsItUntilItsTimeAndItsAppealAreOver() {
        Content reported = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        Person staff = moderation.moderator(Transport.BUS);
        String decision = staff.decide(moderation.caseAbout(reported), CaseAction.CASE_ACTION_REMOVE)
                .getDecision()
                .getId();
        assertThat(held(reported)).containsExactly(reported.id());

        Appeals appeals = moderation.system.client(Appeals.class, Transport.BUS);
        String appeal = moderation
                .system
                .as(
                        TestSystem.caller(reported.ownerId(), "BUYER"),
                        () -> appeals.appealDecision(AppealDecisionRequest.newBuilder()
                                .setDecisionId(decision)
                                .setStatement("That was a picture of my own bicycle.")
                                .build()))
                .getId();
        decidedLongAgo(decision);
        assertThat(held(reported)).as("the appeal waits").containsExactly(reported.id());

        answered(appeal, 179);
        assertThat(held(reported)).as("answered lately").containsExactly(reported.id());
        answered(appeal, 181);
        assertThat(held(reported)).isEmpty();
    }

    private static void answered(String appealId, int daysAgo) {
        Object unused = moderation.sql(
                """
                UPDATE appeal SET outcome = 'UPHELD', answer = 'We looked again.', decided_by = gen_random_uuid(),
                    decided_at = now() - $2::bigint * interval '1 day'
                WHERE appeal_id = $1
                """,
                UUID.fromString(appealId),
                (long) daysAgo);
    }

    @Test
    void whatWasDismissedLongAgoIsNotNeeded() {
        Content reported = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        Person staff = moderation.moderator(Transport.BUS);
        decidedLongAgo(staff.decide(moderation.caseAbout(reported), CaseAction.CASE_ACTION_DISMISS)
                .getDecision()
                .getId());
        assertThat(held(reported)).isEmpty();
    }

    @Test
    void badQuestionsAreRefused() {
        Content[] many = new Content[101];
        java.util.Arrays.fill(many, moderation.content(TargetType.TARGET_TYPE_MESSAGE));
        assertInvalid("targets", () -> held(many));
        assertInvalid("targets", () -> held(new Content(TargetType.TARGET_TYPE_MESSAGE, "message", "owner")));
        assertInvalid(
                "targetType", () -> held(TestSystem.service(), Transport.BUS, TargetType.TARGET_TYPE_UNSPECIFIED));
    }
}
