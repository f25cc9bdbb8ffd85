package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.BookmarkThreadRequest;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.DeleteCommentRequest;
import com.beachdo.forum.v1.DeleteThreadRequest;
import com.beachdo.forum.v1.LikeCommentRequest;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.MarkThreadReadRequest;
import com.beachdo.forum.v1.MergeThreadRequest;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.RestoreThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.UnlikeThreadRequest;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hundred copies at once are as one, and whatever happens at once leaves counters that equal their rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParallelIT {
    private static final int COPIES = 100;

    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private <T> Future<T> as(Person person, Supplier<Future<T>> call) {
        return person.context().run(forum.system.vertx(), call);
    }

    private long rows(String table, String threadId, Person person) {
        return forum.sql(
                        "SELECT count(*) FROM " + table + " WHERE thread_id = $1 AND user_id = $2",
                        UUID.fromString(threadId),
                        UUID.fromString(person.id()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void aHundredCopiesOfALikeAWatchABookmarkAndAReadAreOne() {
        Thread thread = forum.person(Transport.BUS).open();
        Comment first = forum.person(Transport.BUS).comment(thread.getId(), "One");
        Comment last = forum.person(Transport.BUS).comment(thread.getId(), "Two");
        Person ravi = forum.person(Transport.BUS);
        Threads threads = forum.threads(Transport.BUS);
        Reading reading = forum.client(Reading.class, Transport.BUS);
        LikeThreadRequest like =
                LikeThreadRequest.newBuilder().setThreadId(thread.getId()).build();
        WatchThreadRequest watch = WatchThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setMode(WatchMode.WATCH_MODE_ALL)
                .build();
        BookmarkThreadRequest bookmark =
                BookmarkThreadRequest.newBuilder().setThreadId(thread.getId()).build();

        ForumSystem.atOnce(COPIES, i -> as(ravi, () -> threads.likeThread(like)));
        ForumSystem.atOnce(COPIES, i -> as(ravi, () -> threads.watchThread(watch)));
        ForumSystem.atOnce(COPIES, i -> as(ravi, () -> reading.bookmarkThread(bookmark)));
        ForumSystem.atOnce(
                COPIES,
                i -> as(
                        ravi,
                        () -> reading.markThreadRead(MarkThreadReadRequest.newBuilder()
                                .setThreadId(thread.getId())
                                .setCommentId(i % 2 == 0 ? first.getId() : last.getId())
                                .build())));

        assertThat(ravi.read(thread.getId()).getLikeCount()).isEqualTo(1);
        assertThat(ravi.read(thread.getId()).getWatching()).isTrue();
        for (String table : List.of("thread_like", "thread_watch", "bookmark", "read_position")) {
            assertThat(rows(table, thread.getId(), ravi)).as(table).isEqualTo(1);
        }
        assertThat(forum.sql(
                                """
                                SELECT FROM read_position p JOIN comment c ON c.created_at = p.read_at
                                WHERE p.user_id = $1 AND c.comment_id = $2
                                """,
                                UUID.fromString(ravi.id()),
                                UUID.fromString(last.getId()))
                        .size())
                .as("where one stopped reading never goes back")
                .isEqualTo(1);
        PostModerationIT.assertCountersEqualRows(forum);
    }

    /** Some of it is refused, for the thread or comment is just gone. */
    @Test
    void whateverHappensAtOnceLeavesCountersThatEqualTheirRows() {
        Random random = new Random(20261201);
        Person staff = forum.person("Meera", Transport.BUS, "MODERATOR");
        List<Person> people = new ArrayList<>();
        List<Thread> all = new ArrayList<>();
        List<Comment> comments = new ArrayList<>();
        for (int count = 0; count < 8; count++) {
            Person person = forum.person(Transport.BUS);
            people.add(person);
            all.add(person.open(person.draft().setTitle("Thread of number " + count)));
            comments.add(person.comment(all.get(count).getId(), "Comment of " + count));
        }
        Threads threads = forum.threads(Transport.BUS);
        Comments answers = forum.comments(Transport.BUS);
        ThreadModeration moderation = forum.client(ThreadModeration.class, Transport.BUS);
        PostModeration posts = forum.client(PostModeration.class, Transport.BUS);

        for (int round = 0; round < 5; round++) {
            ForumSystem.atOnce(40, i -> {
                Person person = people.get(random.nextInt(people.size()));
                String thread = all.get(random.nextInt(all.size())).getId();
                Comment comment = comments.get(random.nextInt(comments.size()));
                int dice = random.nextInt(10);
                Future<?> done =
                        switch (dice) {
                            case 0, 1 ->
                                as(
                                        person,
                                        () -> threads.likeThread(LikeThreadRequest.newBuilder()
                                                .setThreadId(thread)
                                                .build()));
                            case 2 ->
                                as(
                                        person,
                                        () -> threads.unlikeThread(UnlikeThreadRequest.newBuilder()
                                                .setThreadId(thread)
                                                .build()));
                            case 3 ->
                                as(
                                        person,
                                        () -> answers.likeComment(LikeCommentRequest.newBuilder()
                                                .setCommentId(comment.getId())
                                                .build()));
                            case 4, 5 ->
                                as(
                                        person,
                                        () -> answers.createComment(CreateCommentRequest.newBuilder()
                                                .setThreadId(comment.getThreadId())
                                                .setParentId(comment.getId())
                                                .setBody("Answer " + UUID.randomUUID())
                                                .build()));
                            case 6 ->
                                as(
                                        staff,
                                        () -> answers.deleteComment(DeleteCommentRequest.newBuilder()
                                                .setCommentId(comment.getId())
                                                .build()));
                            case 7 ->
                                as(
                                        staff,
                                        () -> threads.deleteThread(DeleteThreadRequest.newBuilder()
                                                .setThreadId(thread)
                                                .build()));
                            case 8 ->
                                as(
                                        staff,
                                        () -> moderation.restoreThread(RestoreThreadRequest.newBuilder()
                                                .setThreadId(thread)
                                                .build()));
                            default ->
                                as(
                                        staff,
                                        () -> posts.mergeThread(MergeThreadRequest.newBuilder()
                                                .setThreadId(thread)
                                                .setIntoThreadId(all.get(random.nextInt(all.size()))
                                                        .getId())
                                                .build()));
                        };
                return done.map(true).otherwise(false);
            });
        }

        PostModerationIT.assertCountersEqualRows(forum);
    }
}
