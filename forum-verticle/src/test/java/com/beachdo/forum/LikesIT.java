package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.LikeCommentRequest;
import com.beachdo.forum.v1.LikeReply;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.UnlikeThreadRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LikesIT {
    private static final int COPIES = 100;
    private static ForumSystem forum;

    @BeforeAll
    static void start() {
        forum = new ForumSystem(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        forum.close();
    }

    @ParameterizedTest
    @EnumSource
    void likesAndUnlikesAThreadOnce(Transport transport) {
        Person ravi = forum.person(transport);
        Thread thread = forum.person(transport).open();

        assertThat(ravi.unlike(thread.getId())).isEqualTo(reply(0, false));
        assertThat(ravi.like(thread.getId())).isEqualTo(reply(1, true));
        assertThat(ravi.like(thread.getId())).isEqualTo(reply(1, true));
        assertThat(forum.person(transport).like(thread.getId())).isEqualTo(reply(2, true));
        assertThat(ravi.read(thread.getId()).getLiked()).isTrue();
        assertThat(ravi.read(thread.getId()).getVersion()).isEqualTo(1);
        assertThat(ravi.unlike(thread.getId())).isEqualTo(reply(1, false));
        assertThat(ravi.unlike(thread.getId())).isEqualTo(reply(1, false));
        assertThat(ravi.read(thread.getId()).getLiked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void likesAndUnlikesACommentOnce(Transport transport) {
        Person ravi = forum.person(transport);
        Comment comment = ravi.comment(ravi.open().getId(), "Like me");

        assertThat(ravi.likeComment(comment.getId())).isEqualTo(reply(1, true));
        assertThat(ravi.likeComment(comment.getId())).isEqualTo(reply(1, true));
        assertThat(ravi.readComments(comment.getThreadId()).getItems(0).getLiked())
                .isTrue();
        assertThat(ravi.unlikeComment(comment.getId())).isEqualTo(reply(0, false));
        assertThat(ravi.unlikeComment(comment.getId())).isEqualTo(reply(0, false));
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLikeWhatIsNotThere(Transport transport) {
        Person ravi = forum.person(transport);
        Thread thread = ravi.open();
        Comment comment = ravi.comment(thread.getId(), "Soon gone");
        ravi.like(thread.getId());
        ravi.delete(thread.getId());

        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.like(thread.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.unlike(thread.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> ravi.likeComment(comment.getId()));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "thread.not_found",
                () -> ravi.like(UUID.randomUUID().toString()));
        assertRefused(GrpcStatus.UNAUTHENTICATED, "auth.required", () -> forum.anonymous(transport)
                .like(thread.getId()));
        assertThat(rows("thread_like", "thread_id", thread.getId())).isEqualTo(1);
    }

    @Test
    void countsAHundredPeopleAtOnce() {
        Thread thread = forum.person(Transport.BUS).open();
        Threads client = forum.threads(Transport.BUS);
        List<Person> people = IntStream.range(0, COPIES)
                .mapToObj(i -> forum.person(Transport.BUS))
                .toList();

        List<LikeReply> replies = ForumSystem.atOnce(COPIES, i -> like(client, people.get(i), thread.getId()));

        assertThat(replies)
                .extracting(LikeReply::getLikeCount)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, COPIES).boxed().toList());
        assertCounted(thread.getId(), COPIES);
    }

    @Test
    void countsAHundredCopiesOfOnePersonsLikeOnce() {
        Person ravi = forum.person(Transport.BUS);
        Thread thread = ravi.open();
        Threads client = forum.threads(Transport.BUS);

        List<LikeReply> replies = ForumSystem.atOnce(COPIES, i -> like(client, ravi, thread.getId()));

        assertThat(replies).containsOnly(reply(1, true));
        assertCounted(thread.getId(), 1);
    }

    @Test
    void keepsTheCountWhenLikesAndUnlikesMix() {
        Thread thread = forum.person(Transport.BUS).open();
        Threads client = forum.threads(Transport.BUS);
        List<Person> people = IntStream.range(0, 10)
                .mapToObj(i -> forum.person(Transport.BUS))
                .toList();

        ForumSystem.atOnce(
                COPIES,
                i -> (i / 10) % 2 == 0
                        ? like(client, people.get(i % 10), thread.getId())
                        : unlike(client, people.get(i % 10), thread.getId()));

        assertCounted(thread.getId(), rows("thread_like", "thread_id", thread.getId()));
    }

    @Test
    void countsAHundredCopiesOfALikeOfACommentOnce() {
        Person ravi = forum.person(Transport.BUS);
        Comment comment = ravi.comment(ravi.open().getId(), "Like me");
        Comments client = forum.comments(Transport.BUS);
        LikeCommentRequest request =
                LikeCommentRequest.newBuilder().setCommentId(comment.getId()).build();

        ForumSystem.atOnce(COPIES, i -> ravi.context().run(forum.system.vertx(), () -> client.likeComment(request)));

        assertThat(ravi.likeComment(comment.getId())).isEqualTo(reply(1, true));
        assertThat(rows("comment_like", "comment_id", comment.getId())).isEqualTo(1);
    }

    private static Future<LikeReply> like(Threads client, Person person, String threadId) {
        LikeThreadRequest request =
                LikeThreadRequest.newBuilder().setThreadId(threadId).build();
        return person.context().run(forum.system.vertx(), () -> client.likeThread(request));
    }

    private static Future<LikeReply> unlike(Threads client, Person person, String threadId) {
        UnlikeThreadRequest request =
                UnlikeThreadRequest.newBuilder().setThreadId(threadId).build();
        return person.context().run(forum.system.vertx(), () -> client.unlikeThread(request));
    }

    private static void assertCounted(String threadId, long likes) {
        assertThat(forum.anonymous(Transport.BUS).read(threadId).getLikeCount()).isEqualTo(likes);
        assertThat(rows("thread_like", "thread_id", threadId)).isEqualTo(likes);
    }

    private static long rows(String table, String column, String id) {
        return forum.sql("SELECT count(*) FROM " + table + " WHERE " + column + " = $1", UUID.fromString(id))
                .iterator()
                .next()
                .getLong(0);
    }

    private static LikeReply reply(long count, boolean liked) {
        return LikeReply.newBuilder().setLikeCount(count).setLiked(liked).build();
    }
}
