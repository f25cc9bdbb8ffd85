package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static com.beachdo.moderation.ModerationSystem.atOnce;
import static com.beachdo.moderation.Person.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.ModerationSystem.Event;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.Decision;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsIT {
    private static final CaseAction DISMISS = CaseAction.CASE_ACTION_DISMISS;
    private static final CaseAction REMOVE = CaseAction.CASE_ACTION_REMOVE;
    private static final CaseAction BAN = CaseAction.CASE_ACTION_BAN;
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
    void closesTheCase(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());
        asha.claim(caseId);

        Case closed =
                asha.decide(verdict(caseId, DISMISS).setReason("  It is fine. ").setNote(" Seen before "));

        assertThat(closed.getStatus()).isEqualTo(CaseStatus.CASE_STATUS_CLOSED);
        assertThat(closed.hasClaimedBy()).isFalse();
        assertThat(closed.getVersion()).isEqualTo(3);
        assertThat(closed.getDecision())
                .isEqualTo(Decision.newBuilder()
                        .setId(closed.getDecision().getId())
                        .setAction(DISMISS)
                        .setReason("It is fine.")
                        .setNote("Seen before")
                        .setDecidedBy(asha.id())
                        .setDecidedAt(closed.getDecision().getDecidedAt())
                        .setPolicyVersion(1)
                        .build());
        assertThat(closed.getReportsList()).singleElement().satisfies(report -> assertThat(report.getStatus())
                .isEqualTo(CaseStatus.CASE_STATUS_CLOSED));
        assertThat(asha.read(caseId)).isEqualTo(closed);
    }

    @ParameterizedTest
    @EnumSource
    void decidesOnce(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.closedCase(asha);
        Case closed = asha.read(caseId);

        assertRefused(GrpcStatus.FAILED_PRECONDITION, "case.closed", () -> asha.decide(caseId, BAN));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "case.closed", () -> moderation
                .admin(transport)
                .decide(caseId, DISMISS));
        assertThat(asha.read(caseId)).isEqualTo(closed);
    }

    @Test
    void decidesOnceWhenManyDoAtOnce() {
        Content listing = moderation.listing();
        String caseId = moderation.caseAbout(listing);

        List<Future<Case>> decisions = atOnce(10, i -> moderation
                .moderator(Transport.BUS)
                .working(cases -> cases.decideCase(verdict(caseId, REMOVE).build())));

        assertThat(decisions.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(decisions.stream().filter(Future::failed).map(one -> ((RpcException) one.cause()).code()))
                .containsOnly("case.closed");
        assertThat(moderation.events(listing.id())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToRemoveAUser(Transport transport) {
        Person asha = moderation.moderator(transport);
        Content user = moderation.content(TargetType.TARGET_TYPE_USER);
        String caseId = moderation.caseAbout(user);

        assertRefused(GrpcStatus.INVALID_ARGUMENT, "case.action_unsuitable", () -> asha.decide(caseId, REMOVE));

        assertThat(asha.read(caseId).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
        assertThat(moderation.events(user.id())).isEmpty();
        assertThat(asha.decide(caseId, BAN).getDecision().getAction()).isEqualTo(BAN);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoDecision(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());

        assertInvalid("action", () -> asha.decide(verdict(caseId, DISMISS).clearAction()));
        assertInvalid("action", () -> asha.decide(verdict(caseId, DISMISS).setActionValue(99)));
        assertInvalid("reason", () -> asha.decide(verdict(caseId, DISMISS).clearReason()));
        assertInvalid("reason", () -> asha.decide(verdict(caseId, DISMISS).setReason(" no ")));
        assertInvalid("reason", () -> asha.decide(verdict(caseId, DISMISS).setReason("x".repeat(501))));
        assertInvalid("note", () -> asha.decide(verdict(caseId, DISMISS).setNote("x".repeat(2_001))));
        assertThat(asha.read(caseId).getVersion()).isEqualTo(1);

        Case closed =
                asha.decide(verdict(caseId, DISMISS).setReason("🛵".repeat(500)).setNote("🛵".repeat(2_000)));

        assertThat(closed.getDecision().getNote()).hasSize(4_000);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TARGET_TYPE_LISTING",
                "TARGET_TYPE_MESSAGE",
                "TARGET_TYPE_THREAD",
                "TARGET_TYPE_COMMENT",
                "TARGET_TYPE_REVIEW"
            })
    void tellsWhatHasToGo(TargetType type) throws InvalidProtocolBufferException {
        Content content = moderation.content(type);

        Case closed = moderation.moderator(Transport.GRPC).decide(moderation.caseAbout(content), REMOVE);

        Event event = onlyEvent(content.id());
        assertThat(event.type()).isEqualTo("beachdo.moderation.v1.ContentRemoved");
        assertThat(event.consumers()).containsExactlyInAnyOrder("catalog", "chat", "forum");
        assertThat(ContentRemoved.parseFrom(event.payload()))
                .isEqualTo(ContentRemoved.newBuilder()
                        .setTargetType(type)
                        .setTargetId(content.id())
                        .setReason("Against the rules")
                        .setDecisionId(closed.getDecision().getId())
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET_TYPE_USER,CASE_ACTION_SUSPEND,false",
        "TARGET_TYPE_USER,CASE_ACTION_BAN,true",
        "TARGET_TYPE_LISTING,CASE_ACTION_SUSPEND,false",
        "TARGET_TYPE_MESSAGE,CASE_ACTION_BAN,true"
    })
    void tellsWhoIsRestricted(TargetType type, CaseAction action, boolean banned)
            throws InvalidProtocolBufferException {
        Content content = moderation.content(type);

        Case closed = moderation.moderator(Transport.BUS).decide(moderation.caseAbout(content), action);

        Event event = onlyEvent(content.ownerId());
        assertThat(event.type()).isEqualTo("beachdo.moderation.v1.AccountRestricted");
        assertThat(event.consumers()).containsExactlyInAnyOrder("identity", "catalog");
        assertThat(AccountRestricted.parseFrom(event.payload()))
                .isEqualTo(AccountRestricted.newBuilder()
                        .setUserId(content.ownerId())
                        .setBanned(banned)
                        .setReason("Against the rules")
                        .setDecisionId(closed.getDecision().getId())
                        .build());
    }

    private static Event onlyEvent(String aggregateId) {
        List<Event> events = moderation.events(aggregateId);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"CASE_ACTION_DISMISS", "CASE_ACTION_WARN"})
    void tellsNobodyWhenNothingFollows(CaseAction action) {
        Content listing = moderation.listing();

        moderation.moderator(Transport.BUS).decide(moderation.caseAbout(listing), action);

        assertThat(moderation.events(listing.id())).isEmpty();
        assertThat(moderation.events(listing.ownerId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "audit", "audit_head", "outbox"})
    void leavesNothingWhenAnyPartOfItFails(String table) {
        Content listing = moderation.listing();
        Person asha = moderation.moderator(Transport.BUS);
        String caseId = moderation.caseAbout(listing);
        Case before = asha.read(caseId);

        moderation.sql("ALTER TABLE " + table + " ADD CONSTRAINT refuse_check CHECK (false) NOT VALID");
        try {
            assertRefused(GrpcStatus.INTERNAL, "internal", () -> asha.decide(caseId, REMOVE));
        } finally {
            moderation.sql("ALTER TABLE " + table + " DROP CONSTRAINT refuse_check");
        }

        UUID id = UUID.fromString(caseId);
        assertThat(asha.read(caseId)).isEqualTo(before);
        assertThat(moderation.events(listing.id())).isEmpty();
        assertThat(moderation.count("decision WHERE case_id = $1", id)).isZero();
        assertThat(moderation.count("audit WHERE target = $1", id)).isZero();
        assertThat(asha.decide(caseId, REMOVE).getStatus()).isEqualTo(CaseStatus.CASE_STATUS_CLOSED);
        assertThat(moderation.events(listing.id())).hasSize(1);
    }

    /** Cases about one user are many, so no lock of theirs orders the events: an event waits until its turn is sure. */
    @Test
    void takesItsPlaceAmongTheEventsAfterItsPlaceInTheAudit() {
        Person asha = moderation.moderator(Transport.BUS);
        String caseId = moderation.caseAbout(moderation.listing());
        long before = lastEvent();
        moderation.asSuperuser(other -> {
            ModerationSystem.run(other, "BEGIN");
            ModerationSystem.run(other, "SELECT FROM audit_head FOR UPDATE");
            Future<Case> deciding =
                    asha.working(cases -> cases.decideCase(verdict(caseId, BAN).build()));
            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                            moderation.count("pg_stat_activity WHERE wait_event_type = 'Lock'") > 0
                                    || deciding.isComplete())
                    .isTrue());
            assertThat(lastEvent()).isEqualTo(before);
            ModerationSystem.run(other, "COMMIT");
            Object unused = TestSystem.await(deciding.otherwiseEmpty());
        });
    }

    private static long lastEvent() {
        return moderation
                .sql("SELECT coalesce(pg_sequence_last_value('outbox_outbox_id_seq'), 0) AS last")
                .iterator()
                .next()
                .getLong("last");
    }

    @Test
    void tellsOfTwoCasesAboutOneUserInTheirOrder() {
        Content user = moderation.content(TargetType.TARGET_TYPE_USER);
        Content listing = moderation.others.add(TargetType.TARGET_TYPE_LISTING, user.id(), "Stolen");
        Person asha = moderation.moderator(Transport.BUS);

        asha.decide(moderation.caseAbout(listing), CaseAction.CASE_ACTION_SUSPEND);
        asha.decide(moderation.caseAbout(user), BAN);

        assertThat(moderation.events(user.id()))
                .extracting(
                        event -> AccountRestricted.parseFrom(event.payload()).getBanned())
                .containsExactly(false, true);
    }

    @Test
    void theAuditSaysWhatWasDecided() {
        Content listing = moderation.listing();
        String caseId = moderation.caseAbout(listing);
        Case closed = moderation.moderator(Transport.BUS).decide(caseId, REMOVE);

        String detail = moderation
                .sql("SELECT detail FROM audit WHERE target = $1", UUID.fromString(caseId))
                .iterator()
                .next()
                .getString("detail");

        assertThat(new JsonObject(detail))
                .isEqualTo(new JsonObject()
                        .put("action", "REMOVE")
                        .put("ground", "SPAM")
                        .put("decisionId", closed.getDecision().getId())
                        .put("targetType", "LISTING")
                        .put("targetId", listing.id()));
    }
}
