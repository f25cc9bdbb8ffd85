package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.BookmarkThreadRequest;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.MarkThreadReadRequest;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
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

    @Test
    void whateverHappensAtOnceLeavesCountersThatEqualTheirRows() {
        Commotion commotion = new Commotion(forum);

        for (int round = 0; round < 5; round++) {
            ForumSystem.atOnce(40, i -> commotion.something());
        }

        PostModerationIT.assertCountersEqualRows(forum);
    }
}
