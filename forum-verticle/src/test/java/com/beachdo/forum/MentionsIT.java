package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MentionsIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private List<Notification> mentions(Person person) {
        Notifications client = forum.client(Notifications.class, Transport.BUS);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(forum.sql("SELECT FROM outbox WHERE 'forum' = ANY (pending)")
                                .size())
                        .isZero());
        return forum
                .system
                .as(person.context(), () -> client.listNotifications(ListNotificationsRequest.getDefaultInstance()))
                .getItemsList()
                .stream()
                .filter(one -> one.getKind() == NotificationKind.NOTIFICATION_KIND_MENTION)
                .toList();
    }

    /** Somebody who once wrote something. */
    private Person known(Transport transport) {
        Person person = forum.person(transport);
        Thread unused = person.open();
        return person;
    }

    private static CreateThreadRequest.Builder draft(Person author, Person... mentioned) {
        CreateThreadRequest.Builder draft = author.draft();
        for (Person person : mentioned) {
            draft.addMentions(person.id());
        }
        return draft;
    }

    @ParameterizedTest
    @EnumSource
    void theOpeningOfAThreadTellsWhomItMentions(Transport transport) {
        Person author = forum.person(transport);
        Person known = known(transport);
        Person stranger = forum.person(transport);

        Thread thread = author.open(draft(author, known, stranger, author));

        assertThat(mentions(known)).singleElement().satisfies(one -> {
            assertThat(one.getThreadId()).isEqualTo(thread.getId());
            assertThat(one.hasCommentId()).isFalse();
            assertThat(one.getTitle()).isEqualTo(thread.getTitle());
        });
        assertThat(mentions(stranger)).as("never wrote in the forum").isEmpty();
        assertThat(mentions(author)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChangeTellsOnlyWhomItMentionsAnew(Transport transport) {
        Person author = forum.person(transport);
        Person first = known(transport);
        Person second = known(transport);
        Thread thread = author.open(draft(author, first));
        UpdateThreadRequest.Builder change =
                UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setBody("Both of you");

        author.edit(change.clone().addMentions(first.id()).addMentions(second.id()));
        author.edit(change.clone());
        author.edit(change.clone().addMentions(second.id()).addMentions(first.id()));

        assertThat(mentions(first)).singleElement().satisfies(one -> assertThat(one.getCount())
                .isEqualTo(1));
        assertThat(mentions(second)).singleElement().satisfies(one -> assertThat(one.getCount())
                .isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    void aChangedCommentTellsOnlyWhomItMentionsAnew(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        Person first = forum.person(transport);
        first.comment(thread.getId(), "Here");
        Person outsider = known(transport);
        Comment comment = author.comment(thread.getId(), "Well");
        UpdateCommentRequest.Builder change =
                UpdateCommentRequest.newBuilder().setCommentId(comment.getId()).setBody("You?");

        author.editComment(change.clone().addMentions(first.id()).addMentions(outsider.id()));
        author.editComment(change.clone().addMentions(first.id()));

        assertThat(mentions(first)).singleElement().satisfies(one -> {
            assertThat(one.getCommentId()).isEqualTo(comment.getId());
            assertThat(one.getCount()).isEqualTo(1);
        });
        assertThat(mentions(outsider)).as("takes no part in the thread").isEmpty();
    }

    @Test
    void whoBlocksOrMutesOrIsTooLateIsNotTold() {
        Person author = forum.person(Transport.BUS);
        Person blocks = known(Transport.BUS);
        Person mutes = known(Transport.BUS);
        Person late = known(Transport.BUS);
        forum.deliver(
                Ids.next().toString(),
                BlockChanged.newBuilder()
                        .setBlockerId(blocks.id())
                        .setBlockedId(author.id())
                        .setBlocked(true)
                        .build());
        Thread thread = author.open(draft(author, blocks));
        mutes.threads(threads -> threads.watchThread(WatchThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setMode(WatchMode.WATCH_MODE_MUTE)
                .build()));
        author.edit(UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).addMentions(mutes.id()));
        assertThat(mentions(blocks)).isEmpty();
        assertThat(mentions(mutes)).isEmpty();

        author.delete(thread.getId());
        MentionsAdded event = MentionsAdded.newBuilder()
                .setThreadId(thread.getId())
                .setAuthorId(author.id())
                .addMentionIds(late.id())
                .build();
        forum.deliver(Ids.next().toString(), event);
        assertThat(mentions(late)).as("the thread is gone").isEmpty();
    }

    @Test
    void anEventThatComesTwiceTellsOnce() {
        Person author = forum.person(Transport.BUS);
        Person known = known(Transport.BUS);
        Thread thread = author.open();
        String id = Ids.next().toString();
        MentionsAdded event = MentionsAdded.newBuilder()
                .setThreadId(thread.getId())
                .setAuthorId(author.id())
                .addMentionIds(known.id())
                .build();

        forum.deliver(id, event);
        forum.deliver(id, event);

        assertThat(mentions(known)).singleElement().satisfies(one -> assertThat(one.getCount())
                .isEqualTo(1));
    }

    @Test
    void tooManyAreRefused() {
        Person author = forum.person(Transport.BUS);
        CreateThreadRequest.Builder draft = author.draft();
        for (int count = 0; count < 11; count++) {
            draft.addMentions(Ids.next().toString());
        }
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> author.open(draft));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> author.open(author.draft().addMentions("nobody")));
    }
}
