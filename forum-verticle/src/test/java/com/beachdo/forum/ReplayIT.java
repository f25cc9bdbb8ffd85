package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.testing.Transport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events come twice, and some come late: nobody is told twice, or of what they may not see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private void watch(Person person, Thread thread, WatchMode mode) {
        person.threads(threads -> threads.watchThread(WatchThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setMode(mode)
                .build()));
    }

    private static Comment mention(Person author, Thread thread, Person... people) {
        CreateCommentRequest.Builder comment =
                CreateCommentRequest.newBuilder().setThreadId(thread.getId()).setBody("Look, all of you.");
        for (Person person : people) {
            comment.addMentions(person.id());
        }
        return author.comments(comments -> comments.createComment(comment.build()));
    }

    private void block(Person blocker, Person blocked, boolean blocks) {
        forum.deliverTwice(BlockChanged.newBuilder()
                .setBlockerId(blocker.id())
                .setBlockedId(blocked.id())
                .setBlocked(blocks)
                .build());
    }

    @Test
    void whoIsMentionedIsToldOnceAndOnlyWhoTakesPart() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person partner = forum.person(Transport.BUS);
        Comment unused = partner.comment(thread.getId(), "I am here.");
        Person stranger = forum.person(Transport.BUS);
        forum.awaitTold();
        forum.sql("DELETE FROM notification");

        Comment unusedToo = mention(forum.person(Transport.BUS), thread, author, partner, stranger);
        forum.awaitTold();

        assertThat(forum.inbox(author))
                .extracting(Notification::getKind)
                .containsExactly(NotificationKind.NOTIFICATION_KIND_MENTION);
        assertThat(forum.inbox(partner))
                .extracting(Notification::getKind)
                .containsExactly(NotificationKind.NOTIFICATION_KIND_MENTION);
        assertThat(forum.inbox(stranger)).isEmpty();
    }

    @Test
    void neitherOfTwoWhoBlockIsToldOfTheOther() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person blocked = forum.person(Transport.BUS);
        block(author, blocked, true);
        Comment theirs = mention(blocked, thread, author);
        forum.awaitTold();
        assertThat(forum.inbox(author)).isEmpty();
        Comment unused = author.reply(theirs, "I do not hear you.");
        forum.awaitTold();
        assertThat(forum.inbox(blocked)).isEmpty();

        block(author, blocked, false);
        Comment unusedToo = blocked.comment(thread.getId(), "Now?");
        forum.awaitTold();
        assertThat(forum.inbox(author)).hasSize(1);
    }

    @Test
    void whoMutesAThreadHearsNothingAndWhoWantsMentionsOnlyThose() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Comment mine = author.comment(thread.getId(), "Anyone?");
        Person other = forum.person(Transport.BUS);
        watch(author, thread, WatchMode.WATCH_MODE_MUTE);
        assertThat(author.read(thread.getId()).getWatchMode()).isEqualTo(WatchMode.WATCH_MODE_MUTE);
        assertThat(author.read(thread.getId()).getWatching()).isFalse();
        Comment unused = other.reply(mine, "Me.");
        Comment unusedToo = mention(other, thread, author);
        forum.awaitTold();
        assertThat(forum.inbox(author)).isEmpty();

        watch(author, thread, WatchMode.WATCH_MODE_MENTIONS);
        Comment plain = other.comment(thread.getId(), "Hm.");
        assertThat(plain.getId()).isNotEmpty();
        Comment answer = other.reply(mine, "Me, still.");
        assertThat(answer.getId()).isNotEmpty();
        forum.awaitTold();
        assertThat(forum.inbox(author)).singleElement().satisfies(one -> assertThat(one.getKind())
                .isEqualTo(NotificationKind.NOTIFICATION_KIND_REPLY));
    }

    @Test
    void anEventThatComesAfterTheRemovalTellsNothing() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person other = forum.person(Transport.BUS);
        Comment comment = other.comment(thread.getId(), "Buy at my shop.");
        forum.awaitTold();
        forum.sql("DELETE FROM notification");
        forum.deliverTwice(ContentRemoved.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_COMMENT)
                .setTargetId(comment.getId())
                .setReason("Advertising.")
                .build());

        forum.deliverTwice(CommentAdded.newBuilder()
                .setThreadId(thread.getId())
                .setCommentId(comment.getId())
                .setAuthorId(other.id())
                .addMentionIds(author.id())
                .build());

        assertThat(forum.inbox(author)).isEmpty();
        assertThat(forum.inbox(other)).isEmpty();
    }

    @Test
    void aRestrictionThatComesTwiceHoldsOnceAndEnds() {
        Person person = forum.person(Transport.BUS);
        OffsetDateTime until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
        RestrictionsChanged.Builder restricted = RestrictionsChanged.newBuilder()
                .setUserId(person.id())
                .setDecisionId(Ids.next().toString());
        forum.deliverTwice(
                restricted.clone().setPostUntil(Rows.timestamp(until)).build());
        ForumSystem.assertRefused(
                io.vertx.grpc.common.GrpcStatus.PERMISSION_DENIED, "account.restricted", person::open);

        forum.deliverTwice(restricted.build());

        assertThat(person.open().getId()).isNotEmpty();
    }
}
