package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.MergeThreadRequest;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.PurgeCommentRequest;
import com.beachdo.forum.v1.PurgeThreadRequest;
import com.beachdo.forum.v1.RestoreCommentRequest;
import com.beachdo.forum.v1.RestoreThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostModerationIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T moderate(Transport transport, Function<PostModeration, Future<T>> call) {
        Person staff = forum.person("Meera", transport, "MODERATOR", "ADMIN");
        PostModeration client = forum.client(PostModeration.class, transport);
        return forum.system.as(staff.context(), () -> call.apply(client));
    }

    private Thread merge(Transport transport, String from, String into) {
        return moderate(
                transport,
                posts -> posts.mergeThread(MergeThreadRequest.newBuilder()
                        .setThreadId(from)
                        .setIntoThreadId(into)
                        .build()));
    }

    private Thread restoreThread(String id) {
        Person staff = forum.person("Meera", Transport.BUS, "MODERATOR");
        ThreadModeration client = forum.client(ThreadModeration.class, Transport.BUS);
        return forum.system.as(
                staff.context(),
                () -> client.restoreThread(
                        RestoreThreadRequest.newBuilder().setThreadId(id).build()));
    }

    private void purgeThread(String id) {
        moderate(
                Transport.BUS,
                posts -> posts.purgeThread(
                        PurgeThreadRequest.newBuilder().setThreadId(id).build()));
    }

    /** What every counter says, beside the rows that it counts. */
    static void assertCountersEqualRows(ForumSystem forum) {
        List<Row> wrong = forum
                .sql(
                        """
                SELECT 'board ' || b.board_id AS what FROM board b
                WHERE b.thread_count <> (SELECT count(*) FROM thread t WHERE t.board_id = b.board_id AND t.deleted_at IS NULL)
                UNION ALL
                SELECT 'comments of ' || t.thread_id FROM thread t
                WHERE t.comment_count <> (
                    SELECT count(*) FROM comment c WHERE c.thread_id = t.thread_id AND c.deleted_at IS NULL)
                UNION ALL
                SELECT 'likes of ' || t.thread_id FROM thread t
                WHERE t.like_count <> (SELECT count(*) FROM thread_like l WHERE l.thread_id = t.thread_id)
                UNION ALL
                SELECT 'likes of ' || c.comment_id FROM comment c
                WHERE c.like_count <> (SELECT count(*) FROM comment_like l WHERE l.comment_id = c.comment_id)
                """)
                .stream()
                .toList();
        assertThat(wrong).extracting(row -> row.getString("what")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aThreadGoesIntoAnotherWithAllThatBelongsToIt(Transport transport) {
        Person asha = forum.person("Asha", transport);
        Person ravi = forum.person("Ravi", transport);
        Thread from = asha.open(asha.draft().setTitle("Twice asked").setBody("The same again"));
        Comment comment = ravi.comment(from.getId(), "An answer");
        Comment reply = asha.reply(comment, "Thanks");
        ravi.like(from.getId());
        ravi.threads(threads -> threads.watchThread(
                WatchThreadRequest.newBuilder().setThreadId(from.getId()).build()));
        Thread into = ravi.open(ravi.draft().setTitle("Asked before"));

        Thread merged = merge(transport, from.getId(), into.getId());

        assertThat(merged.getId()).isEqualTo(into.getId());
        assertThat(merged.getCommentCount()).isEqualTo(3);
        assertThat(ravi.read(from.getId()).getId()).isEqualTo(into.getId());
        assertThat(asha.read(from.getId()).getWatching()).isTrue();
        List<Comment> all = ravi.readComments(into.getId()).getItemsList();
        assertThat(all).extracting(Comment::getBody).containsExactly("The same again", "An answer");
        assertThat(all.get(0).getAuthor().getName()).isEqualTo("Asha");
        assertThat(all.get(0).getLikeCount()).isEqualTo(1);
        assertThat(all.get(0).getLiked()).isTrue();
        assertThat(ravi.lookUpReplies(all.get(1))).extracting(Comment::getId).containsExactly(reply.getId());
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.comment(from.getId(), "Late"));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> merge(transport, from.getId(), into.getId()));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "thread.merged", () -> restoreThread(from.getId()));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "thread.same", () -> merge(transport, into.getId(), into.getId()));
        assertCountersEqualRows(forum);

        Thread last = asha.open(asha.draft().setTitle("Where all goes"));
        Thread unused = merge(transport, into.getId(), last.getId());
        assertThat(ravi.read(from.getId()).getId()).isEqualTo(last.getId());
    }

    @Test
    void aThreadOfManyCommentsGoesIntoNoOther() {
        Person asha = forum.person(Transport.BUS);
        Thread from = asha.open();
        Thread into = asha.open();
        forum.sql(
                """
                INSERT INTO comment (comment_id, thread_id, depth, author_id, body, body_html, created_at)
                SELECT gen_random_uuid(), $1, 0, $2, 'x', '', now() FROM generate_series(1, 5001)
                """,
                UUID.fromString(from.getId()),
                UUID.fromString(asha.id()));
        forum.sql("UPDATE thread SET comment_count = 5001 WHERE thread_id = $1", UUID.fromString(from.getId()));
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "thread.too_large",
                () -> merge(Transport.BUS, from.getId(), into.getId()));

        asha.delete(from.getId());
        purgeThread(from.getId());
        purgeThread(from.getId());

        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(
                        forum.sql("SELECT FROM comment WHERE thread_id = $1 LIMIT 1", UUID.fromString(from.getId()))
                                .size())
                .isZero());
        assertThat(forum.person("Meera", Transport.BUS, "MODERATOR")
                        .read(from.getId())
                        .getBody())
                .isEqualTo("-");
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "thread.purged", () -> restoreThread(from.getId()));
        assertCountersEqualRows(forum);
    }

    @Test
    void aThreadIsPurgedWithAnswersOnlyOnceItIsDeleted() {
        Person asha = forum.person(Transport.BUS);
        Thread thread = asha.open();
        Comment comment = asha.comment(thread.getId(), "One");
        Comment reply = asha.reply(comment, "Two");
        asha.likeComment(reply.getId());
        asha.editComment(
                UpdateCommentRequest.newBuilder().setCommentId(reply.getId()).setBody("Three"));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "thread.not_deleted", () -> purgeThread(thread.getId()));

        asha.delete(thread.getId());
        purgeThread(thread.getId());

        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(forum.sql(
                                "SELECT FROM thread WHERE thread_id = $1 AND NOT purging",
                                UUID.fromString(thread.getId()))
                        .size())
                .isEqualTo(1));
        assertThat(forum.sql("SELECT FROM comment WHERE comment_id = $1", UUID.fromString(reply.getId()))
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aCommentComesBackUnlessItWasPurged(Transport transport) {
        Person asha = forum.person(transport);
        Comment comment = asha.comment(asha.open().getId(), "Secret");
        Comment reply = asha.reply(comment, "Stays");
        asha.deleteComment(comment.getId());
        RestoreCommentRequest restore =
                RestoreCommentRequest.newBuilder().setCommentId(comment.getId()).build();
        PurgeCommentRequest purge =
                PurgeCommentRequest.newBuilder().setCommentId(comment.getId()).build();

        Comment back = moderate(transport, posts -> posts.restoreComment(restore));
        assertThat(back.getBody()).isEqualTo("Secret");
        assertThat(asha.read(comment.getThreadId()).getCommentCount()).isEqualTo(2);
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "comment.not_deleted",
                () -> moderate(transport, posts -> posts.purgeComment(purge)));

        asha.deleteComment(comment.getId());
        moderate(transport, posts -> posts.purgeComment(purge));
        moderate(transport, posts -> posts.purgeComment(purge));

        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "comment.purged",
                () -> moderate(transport, posts -> posts.restoreComment(restore)));
        assertThat(forum.sql("SELECT body FROM comment WHERE comment_id = $1", UUID.fromString(comment.getId()))
                        .iterator()
                        .next()
                        .getString("body"))
                .isEqualTo("-");
        assertThat(asha.lookUpReplies(comment)).extracting(Comment::getId).containsExactly(reply.getId());
        assertCountersEqualRows(forum);
    }
}
