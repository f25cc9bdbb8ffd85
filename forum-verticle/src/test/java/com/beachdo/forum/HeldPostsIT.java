package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.forum.v1.RestoreCommentRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldPostsIT {
    private static final String SPAM = "Cheap phones, call 98765 43210 now";

    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private Person stranger(Transport transport) {
        Person person = forum.person(transport);
        forum.identity.putNew(person.id(), "Kiran", Instant.now());
        return person;
    }

    private Person staff(Transport transport) {
        return forum.person("Meera", transport, "MODERATOR");
    }

    private List<PostSuspected> suspected(String post) throws InvalidProtocolBufferException {
        List<PostSuspected> events = new ArrayList<>();
        for (Row row : forum.sql("SELECT payload FROM outbox WHERE type = 'beachdo.forum.v1.PostSuspected'")) {
            PostSuspected event =
                    PostSuspected.parseFrom(row.getBuffer("payload").getBytes());
            if (event.getCommentId().equals(post) || event.getThreadId().equals(post)) {
                events.add(event);
            }
        }
        return events;
    }

    private void clear(TargetType type, String id) {
        forum.deliver(
                Ids.next().toString(),
                ContentCleared.newBuilder().setTargetType(type).setTargetId(id).build());
    }

    private int inbox(Person person) {
        Notifications client = forum.client(Notifications.class, Transport.BUS);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(forum.sql("SELECT FROM outbox WHERE 'forum' = ANY (pending)")
                                .size())
                        .isZero());
        return forum.system
                .as(person.context(), () -> client.listNotifications(ListNotificationsRequest.getDefaultInstance()))
                .getItemsCount();
    }

    @ParameterizedTest
    @EnumSource
    void aHeldThreadIsSeenByItsAuthorAndStaffUntilItIsLetThrough(Transport transport) throws Exception {
        Person author = stranger(transport);
        Person mentioned = forum.person(transport);
        Thread unused = mentioned.open();
        long before = forum.board(author.draft().getBoardId()).getThreadCount();

        Thread held = author.open(author.draft().setBody(SPAM).addMentions(mentioned.id()));

        assertThat(held.getHeld()).isTrue();
        assertThat(held.hasDeletedAt()).isFalse();
        assertThat(author.read(held.getId()).getHeld()).isTrue();
        assertThat(staff(transport).read(held.getId()).getHeld()).isTrue();
        assertThat(forum.service(transport).read(held.getId()).getHeld()).isTrue();
        Person other = forum.person(transport);
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> other.read(held.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> other.like(held.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> other.comment(held.getId(), "Hm"));
        assertThat(other.list(ListThreadsRequest.newBuilder().setQ("cheap phones"))
                        .getItemsList())
                .extracting(Thread::getId)
                .doesNotContain(held.getId());
        assertThat(forum.board(held.getBoardId()).getThreadCount()).isEqualTo(before);
        assertThat(inbox(mentioned)).isZero();
        assertThat(suspected(held.getId())).singleElement().satisfies(event -> assertThat(event.getSignalsList())
                .containsExactly("PHONE"));

        clear(TargetType.TARGET_TYPE_THREAD, held.getId());
        clear(TargetType.TARGET_TYPE_THREAD, held.getId());

        assertThat(other.read(held.getId()).getHeld()).isFalse();
        assertThat(forum.board(held.getBoardId()).getThreadCount()).isEqualTo(before + 1);
        assertThat(inbox(mentioned)).isEqualTo(1);
        PostModerationIT.assertCountersEqualRows(forum);
    }

    @ParameterizedTest
    @EnumSource
    void aHeldCommentCountsAndTellsOnlyOnceItIsLetThrough(Transport transport) throws Exception {
        Person opener = forum.person(transport);
        Thread thread = opener.open();
        Comment parent = opener.comment(thread.getId(), "Questions?");
        Person author = stranger(transport);

        Comment held = author.reply(parent, SPAM);

        assertThat(held.getHeld()).isTrue();
        assertThat(held.getBody()).isEqualTo(SPAM);
        assertThat(author.lookUpReplies(parent)).extracting(Comment::getHeld).containsExactly(true);
        assertThat(staff(transport).lookUpReplies(parent)).hasSize(1);
        assertThat(opener.lookUpReplies(parent)).isEmpty();
        assertThat(opener.lookUpReplyCount(parent)).isZero();
        assertThat(opener.read(thread.getId()).getCommentCount()).isEqualTo(1);
        assertThat(forum.service(transport).lookUp(held.getId()).getBody()).isEqualTo(SPAM);
        assertThat(inbox(opener)).isZero();
        assertThat(suspected(held.getId())).hasSize(1);

        PostModeration client = forum.client(PostModeration.class, transport);
        Comment shown = forum.system.as(
                staff(transport).context(),
                () -> client.restoreComment(RestoreCommentRequest.newBuilder()
                        .setCommentId(held.getId())
                        .build()));

        assertThat(shown.getHeld()).isFalse();
        assertThat(opener.lookUpReplies(parent)).extracting(Comment::getBody).containsExactly(SPAM);
        assertThat(opener.lookUpReplyCount(parent)).isEqualTo(1);
        assertThat(inbox(opener)).isEqualTo(1);
        PostModerationIT.assertCountersEqualRows(forum);
    }

    @Test
    void whatIsRefusedOrTakenBackIsSeenByStaffAlone() {
        Thread thread = forum.person(Transport.BUS).open();
        Person author = stranger(Transport.BUS);
        Comment refused = author.comment(thread.getId(), SPAM);
        forum.deliver(
                Ids.next().toString(),
                ContentRemoved.newBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_COMMENT)
                        .setTargetId(refused.getId())
                        .setReason("Advertising.")
                        .build());
        Comment takenBack = author.comment(thread.getId(), "Or mail to me@okaxis please");
        author.deleteComment(takenBack.getId());
        Thread held = author.open(author.draft().setBody(SPAM));
        author.delete(held.getId());

        assertThat(author.readComments(thread.getId()).getItemsList()).isEmpty();
        assertThat(staff(Transport.BUS).readComments(thread.getId()).getItemsList())
                .allSatisfy(comment -> assertThat(comment.hasDeletedAt()).isTrue())
                .hasSize(2);
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> author.read(held.getId()));
        assertThat(forum.board(held.getBoardId()).getThreadCount()).isNotNegative();
        PostModerationIT.assertCountersEqualRows(forum);
    }

    @Test
    void whatThreeOthersPostedIsHeldButForTheTrusted() throws Exception {
        String text = "Join our wonderful investment club and double your savings every single week, friends.";
        Thread thread = forum.person(Transport.BUS).open();
        for (int count = 0; count < 3; count++) {
            assertThat(forum.person(Transport.BUS)
                            .comment(thread.getId(), text + " " + count)
                            .getHeld())
                    .isFalse();
        }

        Comment fourth = forum.person(Transport.BUS).comment(thread.getId(), text.toUpperCase(java.util.Locale.ROOT));

        assertThat(fourth.getHeld()).isTrue();
        assertThat(suspected(fourth.getId())).singleElement().satisfies(event -> assertThat(event.getSignalsList())
                .containsExactly("REPEATED"));
        assertThat(staff(Transport.BUS).comment(thread.getId(), text).getHeld()).isFalse();
        for (int count = 0; count < 5; count++) {
            assertThat(forum.person(Transport.BUS)
                            .comment(thread.getId(), "Thank you!")
                            .getHeld())
                    .isFalse();
        }
    }

    @Test
    void talkOfScamsByKnownPeopleIsNotHeld() {
        Person known = forum.person(Transport.BUS);
        assertThat(known.open(known.draft().setBody("They want money in advance. Call 9876543210 to report."))
                        .getHeld())
                .isFalse();
    }
}
