package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.Person.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.DecisionEffect;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.StatementOfReasons;
import com.beachdo.moderation.v1.SuspensionEnded;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestrictionsIT {
    private static final CaseAction RESTRICT = CaseAction.CASE_ACTION_RESTRICT;
    private static final CaseAction SUSPEND = CaseAction.CASE_ACTION_SUSPEND;
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static Timestamp in(Duration time) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.now().plus(time).getEpochSecond())
                .build();
    }

    private static DecideCaseRequest.Builder restrict(Content content, Duration time, Activity... activities) {
        return verdict(moderation.caseAbout(content), RESTRICT)
                .addAllActivities(List.of(activities))
                .setUntil(in(time));
    }

    private static Content listingOf(String userId) {
        return moderation.others.add(TargetType.TARGET_TYPE_LISTING, userId, "Stolen");
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

    @ParameterizedTest
    @EnumSource
    void areDoneWhenTheDomainsSaySo(Transport transport) throws InvalidProtocolBufferException {
        Content listing = moderation.content(TargetType.TARGET_TYPE_LISTING);
        Person staff = moderation.moderator(transport);
        DecideCaseRequest.Builder request =
                restrict(listing, Duration.ofDays(2), Activity.ACTIVITY_POST, Activity.ACTIVITY_CHAT);

        Case decided = staff.decide(request);

        assertThat(decided.getDecision().getActivitiesList())
                .containsExactly(Activity.ACTIVITY_CHAT, Activity.ACTIVITY_POST);
        assertThat(decided.getDecision().getUntil()).isEqualTo(request.getUntil());
        assertThat(decided.getDecision().getEffectsList())
                .extracting(DecisionEffect::getDomain, DecisionEffect::hasDoneAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("chat", false),
                        org.assertj.core.groups.Tuple.tuple("forum", false));
        RestrictionsChanged told = RestrictionsChanged.parseFrom(
                moderation.events(listing.ownerId()).get(0).payload());
        assertThat(told.getChatUntil()).isEqualTo(request.getUntil());
        assertThat(told.getPostUntil()).isEqualTo(request.getUntil());
        assertThat(told.hasListUntil()).isFalse();

        String decision = decided.getDecision().getId();
        moderation.tell(
                decision,
                com.beachdo.chat.v1.DecisionCarriedOut.newBuilder()
                        .setDecisionId(decision)
                        .build());
        assertThat(statement(listing.ownerId()).getCarriedOut()).isFalse();
        moderation.tell(
                decision,
                com.beachdo.catalog.v1.DecisionCarriedOut.newBuilder()
                        .setDecisionId(decision)
                        .build());
        assertThat(statement(listing.ownerId()).getCarriedOut())
                .as("which was not asked")
                .isFalse();
        moderation.tell(
                decision,
                com.beachdo.forum.v1.DecisionCarriedOut.newBuilder()
                        .setDecisionId(decision)
                        .build());
        assertThat(statement(listing.ownerId()).getCarriedOut()).isTrue();
        assertThat(staff.read(decided.getId()).getDecision().getEffectsList()).allMatch(DecisionEffect::hasDoneAt);
    }

    @Test
    void ofTwoTheLongerLastsAndEachEventHasAllOfThem() throws InvalidProtocolBufferException {
        Person owner = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        DecideCaseRequest.Builder longer = restrict(listingOf(owner.id()), Duration.ofDays(9), Activity.ACTIVITY_LIST);
        Case unused = staff.decide(longer);
        Case unusedToo = staff.decide(
                restrict(listingOf(owner.id()), Duration.ofDays(1), Activity.ACTIVITY_LIST, Activity.ACTIVITY_CHAT));

        RestrictionsChanged last = RestrictionsChanged.parseFrom(
                moderation.events(owner.id()).get(1).payload());
        assertThat(last.getListUntil()).isEqualTo(longer.getUntil());
        assertThat(last.hasChatUntil()).isTrue();
    }

    @Test
    void aDecisionIsRefusedWhoseTimeOrActivitiesDoNotFit() {
        Person staff = moderation.moderator(Transport.GRPC);
        Content listing = moderation.listing();
        DecideCaseRequest right =
                restrict(listing, Duration.ofDays(2), Activity.ACTIVITY_POST).build();
        assertInvalid("activities", () -> staff.decide(right.toBuilder().clearActivities()));
        assertInvalid("activities", () -> staff.decide(right.toBuilder().addActivitiesValue(77)));
        assertInvalid("activities", () -> staff.decide(right.toBuilder().setAction(SUSPEND)));
        assertInvalid("until", () -> staff.decide(right.toBuilder().clearUntil()));
        assertInvalid("until", () -> staff.decide(right.toBuilder().setUntil(in(Duration.ofSeconds(-1)))));
        assertInvalid("until", () -> staff.decide(right.toBuilder().setUntil(in(Duration.ofDays(400)))));
        assertInvalid(
                "until", () -> staff.decide(right.toBuilder().clearActivities().setAction(CaseAction.CASE_ACTION_BAN)));
        assertThat(staff.read(right.getCaseId()).getVersion()).isEqualTo(1);
    }

    @Test
    void aSuspensionEndsInItsTimeUnlessAnotherLasts() {
        Person once = moderation.buyer(Transport.BUS);
        Person twice = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        for (Person owner : List.of(once, twice, twice)) {
            staff.decide(verdict(moderation.caseAbout(listingOf(owner.id())), SUSPEND)
                    .setUntil(in(Duration.ofHours(1))));
        }
        moderation.sql(
                """
                UPDATE decision SET until = now() - interval '1 second' WHERE decision_id IN (
                    SELECT DISTINCT ON (target_owner_id) decision_id FROM decision JOIN moderation_case USING (case_id)
                    WHERE target_owner_id IN ($1, $2) AND follows IS NULL)
                """,
                UUID.fromString(once.id()),
                UUID.fromString(twice.id()));

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(moderation.count("decision WHERE ended_at IS NOT NULL"))
                        .isEqualTo(2));

        assertThat(ended(once)).isEqualTo(1);
        assertThat(ended(twice)).isZero();
        assertThat(moderation.count("audit WHERE action = 'suspension.end'")).isEqualTo(2);
    }

    private static long ended(Person owner) {
        return moderation.events(owner.id()).stream()
                .filter(event ->
                        event.type().equals(SuspensionEnded.getDescriptor().getFullName()))
                .count();
    }
}
