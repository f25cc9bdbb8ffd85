package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.GetMyTrustRequest;
import com.beachdo.forum.v1.GetTrustPolicyRequest;
import com.beachdo.forum.v1.MyTrust;
import com.beachdo.forum.v1.SetTrustPolicyRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Trust;
import com.beachdo.forum.v1.TrustLevel;
import com.beachdo.forum.v1.TrustPolicy;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustIT {
    private ForumSystem forum;

    @BeforeEach
    void start() {
        forum = new ForumSystem(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T trust(Person person, Function<Trust, Future<T>> call) {
        Trust client = forum.client(Trust.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private MyTrust of(Person person) {
        return trust(person, trust -> trust.getMyTrust(GetMyTrustRequest.getDefaultInstance()));
    }

    private TrustPolicy policy(Person person) {
        return trust(person, trust -> trust.getTrustPolicy(GetTrustPolicyRequest.getDefaultInstance()));
    }

    private Person admin(Transport transport) {
        return forum.person("Meera", transport, "ADMIN", "MODERATOR");
    }

    private Person someone(Transport transport, Duration age) {
        Person person = forum.person(transport);
        forum.identity.putNew(person.id(), "Asha", Instant.now().minus(age));
        return person;
    }

    /** So many comments, each liked so often, in the past. */
    private void wrote(Person person, int comments, int likes) {
        Thread thread = admin(Transport.BUS).open();
        forum.sql(
                """
                INSERT INTO comment (comment_id, thread_id, depth, author_id, body, body_html, created_at, like_count)
                SELECT gen_random_uuid(), $1, 0, $2, 'Text ' || n, '', now() - interval '2 days', $4
                FROM generate_series(1, $3) n
                """,
                UUID.fromString(thread.getId()),
                UUID.fromString(person.id()),
                comments,
                (long) likes);
    }

    private DecisionMade decision(Person person) {
        return DecisionMade.newBuilder()
                .setDecisionId(Ids.next().toString())
                .setUserId(person.id())
                .setAction(CaseAction.CASE_ACTION_WARN)
                .setGround(ReportReason.REPORT_REASON_SPAM)
                .setReason("Advertising.")
                .setAppealBy(Timestamp.newBuilder()
                        .setSeconds(Instant.now().plus(Duration.ofDays(180)).getEpochSecond()))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void trustGrowsWithAgePostsAndLikesAndGoesWithStrikes(Transport transport) {
        Person person = someone(transport, Duration.ofMinutes(5));
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_NEW);
        forum.identity.putNew(person.id(), "Asha", Instant.now().minus(Duration.ofHours(25)));
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_BASIC);
        forum.identity.putNew(person.id(), "Asha", Instant.now().minus(Duration.ofDays(40)));
        wrote(person, 10, 1);
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_MEMBER);
        assertThat(person.open().getAuthor().getTrusted()).isFalse();
        wrote(person, 40, 1);
        MyTrust trusted = of(person);
        assertThat(trusted.getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_TRUSTED);
        assertThat(trusted.getPosts()).isEqualTo(51);
        assertThat(trusted.getLikes()).isEqualTo(50);
        Thread thread = person.open();
        assertThat(forum.anonymous(transport).read(thread.getId()).getAuthor().getTrusted())
                .isTrue();

        DecisionMade decision = decision(person);
        forum.deliver(Ids.next().toString(), decision);
        assertThat(forum.anonymous(transport).read(thread.getId()).getAuthor().getTrusted())
                .isFalse();
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_MEMBER);
        assertThat(of(person).getStrikes()).isEqualTo(1);
        forum.deliver(
                Ids.next().toString(),
                DecisionOverturned.newBuilder()
                        .setDecisionId(decision.getDecisionId())
                        .setAction(CaseAction.CASE_ACTION_WARN)
                        .setTargetId(Ids.next().toString())
                        .setOwnerId(person.id())
                        .build());
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_TRUSTED);
    }

    @Test
    void aDecisionThatIsOverturnedBeforeItIsToldOfIsNoStrike() {
        Person person = someone(Transport.BUS, Duration.ofDays(2));
        DecisionMade decision = decision(person);
        forum.deliver(
                Ids.next().toString(),
                DecisionOverturned.newBuilder()
                        .setDecisionId(decision.getDecisionId())
                        .setAction(CaseAction.CASE_ACTION_WARN)
                        .setTargetId(Ids.next().toString())
                        .setOwnerId(person.id())
                        .build());
        forum.deliver(Ids.next().toString(), decision);

        assertThat(of(person).getStrikes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void thePolicyIsDataThatAdministratorsReplace(Transport transport) {
        Person admin = admin(transport).steppedUp();
        TrustPolicy before = policy(admin);
        assertThat(before.getRulesCount()).isEqualTo(4);
        SetTrustPolicyRequest.Builder change = SetTrustPolicyRequest.newBuilder()
                .addAllRules(before.getRulesList())
                .setExpectedVersion(before.getVersion());
        change.getRulesBuilder(1).setMentions(1).setLinks(0).clearHold();

        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.step_up_required",
                () -> trust(admin(transport), trust -> trust.setTrustPolicy(change.build())));
        TrustPolicy after = trust(admin, trust -> trust.setTrustPolicy(change.build()));

        assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(after.getRulesList()).isEqualTo(change.getRulesList());
        assertThat(policy(admin)).isEqualTo(after);
        Person person = forum.person(transport);
        CreateThreadRequest.Builder links = person.draft().setBody("See https://a.example");
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "post.too_many_links", () -> person.open(links));
        CreateThreadRequest.Builder mentions =
                person.draft().addMentions(admin.id()).addMentions(Ids.next().toString());
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "post.too_many_mentions", () -> person.open(mentions));
        assertRefused(
                GrpcStatus.ABORTED,
                "policy.version_mismatch",
                () -> trust(admin, trust -> trust.setTrustPolicy(change.build())));
        SetTrustPolicyRequest.Builder wrong = change.clone().clearExpectedVersion();
        wrong.getRulesBuilder(0).setMinPosts(1);
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> trust(admin, trust -> trust.setTrustPolicy(wrong.build())));
        assertThat(forum.sql(
                                "SELECT FROM outbox WHERE type = 'beachdo.forum.v1.StaffActed' AND aggregate_id = $1",
                                UUID.nameUUIDFromBytes("trust policy".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                        .toString())
                        .size())
                .isEqualTo(1);
    }

    @Test
    void nobodyPostsFasterThanTheirLevelAllows() {
        Person person = someone(Transport.BUS, Duration.ofMinutes(5));
        Thread thread = person.open();
        for (int count = 1; count < 10; count++) {
            person.comment(thread.getId(), "Comment " + "abcdefghij".charAt(count));
        }
        assertRefused(
                GrpcStatus.RESOURCE_EXHAUSTED, "post.flood", () -> person.comment(thread.getId(), "One too many"));
        forum.sql(
                "UPDATE comment SET created_at = created_at - interval '2 minutes' WHERE author_id = $1",
                UUID.fromString(person.id()));
        person.comment(thread.getId(), "In a while");
    }

    @Test
    void theSameInOtherClothesIsTheSame() {
        Person person = someone(Transport.BUS, Duration.ofMinutes(5));
        Thread thread = forum.person(Transport.BUS).open();
        person.comment(thread.getId(), "Buy my scooter, 100 rupees!");
        person.comment(thread.getId(), "BUY my scooter: 200 rupees");
        person.comment(thread.getId(), "buy my scooter … 300 rupees https://a.example");
        person.comment(thread.getId(), "Buy  my  scooter 4 rupees");
        person.comment(thread.getId(), "**Buy** my scooter 5 rupees");

        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "comment.duplicate",
                () -> person.comment(thread.getId(), "buy my scooter 6 rupees"));
    }

    @Test
    void withoutIdentityNobodyIsNewAndNobodyIsTrustedForIt() {
        Person person = someone(Transport.BUS, Duration.ofMinutes(5));
        forum.identity.down = true;
        assertThat(of(person).getLevel()).isEqualTo(TrustLevel.TRUST_LEVEL_BASIC);
        assertThat(forum.sql("SELECT FROM member_trust").size()).isZero();
    }
}
