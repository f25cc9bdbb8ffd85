package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.ListCommentsReply;
import com.beachdo.forum.v1.ListCommentsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.util.Timestamps;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommentsIT {
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
    void growsATreeOfFiveLevels(Transport transport) {
        Person ravi = forum.person("Ravi", transport);
        Thread thread = forum.person(transport).open();

        Comment first = ravi.comment(thread.getId(), "*First*");
        Comment leaf = first;
        for (int depth = 1; depth <= 4; depth++) {
            leaf = ravi.reply(leaf, "Level " + depth);
            assertThat(leaf.getDepth()).isEqualTo(depth);
        }
        Comment deepest = leaf;
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "comment.too_deep", () -> ravi.reply(deepest, "Too deep"));

        assertThat(first.getBodyHtml()).isEqualTo("<p><em>First</em></p>");
        assertThat(first.getAuthor().getName()).isEqualTo("Ravi");
        assertThat(first.hasParentId()).isFalse();
        Thread after = ravi.read(thread.getId());
        assertThat(after.getCommentCount()).isEqualTo(5);
        assertThat(after.getLastActivityAt()).isEqualTo(deepest.getCreatedAt());
        assertThat(after.getVersion()).isEqualTo(thread.getVersion());
        assertThat(ravi.readComments(thread.getId()).getItemsList())
                .singleElement()
                .satisfies(comment -> assertThat(comment.getReplyCount()).isEqualTo(1));
        assertThat(ravi.lookUpReplies(deepest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatBreaksTheRules(Transport transport) {
        Person ravi = forum.person(transport);
        Thread thread = ravi.open();
        Comment elsewhere = ravi.comment(ravi.open().getId(), "Elsewhere");
        String unknown = UUID.randomUUID().toString();

        assertRefused(GrpcStatus.UNAUTHENTICATED, "auth.required", () -> forum.anonymous(transport)
                .comment(thread.getId(), "Hi"));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.comment(unknown, "Hi"));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.readComments(unknown));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "comment.not_found",
                () -> ravi.reply(
                        elsewhere.toBuilder().setThreadId(thread.getId()).build(), "Hi"));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "comment.not_found",
                () -> ravi.readComments(ListCommentsRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setParentId(elsewhere.getId())));
        for (String body : List.of("", "   ", "a".repeat(10_001), "bell\u0007")) {
            assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> ravi.comment(thread.getId(), body));
        }
        assertThat(ravi.read(thread.getId()).getCommentCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void takesNoCommentsOnALockedThread(Transport transport) {
        Person ravi = forum.person(transport);
        Thread thread = ravi.open();
        Comment comment = ravi.comment(thread.getId(), "In time");
        forum.sql("UPDATE thread SET locked = true WHERE thread_id = $1", UUID.fromString(thread.getId()));

        assertRefused(GrpcStatus.FAILED_PRECONDITION, "thread.locked", () -> ravi.comment(thread.getId(), "Too late"));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "thread.locked", () -> ravi.reply(comment, "Too late"));
        assertThat(ravi.lookUpReplyCount(comment)).isZero();
        assertThat(ravi.read(thread.getId()).getLocked()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void keepsADeletedCommentInTheTreeWithoutItsBody(Transport transport) {
        Person ravi = forum.person(transport);
        Thread thread = ravi.open();
        Comment parent = ravi.comment(thread.getId(), "Sorry");
        Comment child = forum.person(transport).reply(parent, "Never mind");

        assertRefused(GrpcStatus.PERMISSION_DENIED, "comment.not_author", () -> forum.person(transport)
                .deleteComment(parent.getId()));
        ravi.deleteComment(parent.getId());

        assertThat(ravi.readComments(thread.getId()).getItemsList())
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.getId()).isEqualTo(parent.getId());
                    assertThat(comment.getBody()).isEmpty();
                    assertThat(comment.getBodyHtml()).isEmpty();
                    assertThat(comment.hasDeletedAt()).isTrue();
                    assertThat(comment.getReplyCount()).isEqualTo(1);
                });
        assertThat(ravi.readComments(ListCommentsRequest.newBuilder()
                                .setThreadId(thread.getId())
                                .setParentId(parent.getId()))
                        .getItemsList())
                .extracting(Comment::getBody)
                .containsExactly(child.getBody());
        assertThat(ravi.read(thread.getId()).getCommentCount()).isEqualTo(1);
        assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> ravi.deleteComment(parent.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> ravi.reply(parent, "More"));
        assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> ravi.likeComment(parent.getId()));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "comment.not_found",
                () -> ravi.editComment(UpdateCommentRequest.newBuilder()
                        .setCommentId(parent.getId())
                        .setBody("Not sorry")));
    }

    @ParameterizedTest
    @EnumSource
    void letsStaffDeleteAnyComment(Transport transport) {
        Person ravi = forum.person(transport);
        Comment comment = ravi.comment(ravi.open().getId(), "Rude");

        forum.person("Mod", transport, "ADMIN").deleteComment(comment.getId());

        assertThat(forum.service(transport).lookUp(comment.getId()).hasDeletedAt())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void letsItsAuthorEditOneVersionAtATime(Transport transport) {
        Person ravi = forum.person(transport);
        Comment comment = ravi.comment(ravi.open().getId(), "Frist");
        UpdateCommentRequest.Builder change = UpdateCommentRequest.newBuilder()
                .setCommentId(comment.getId())
                .setBody("_First_")
                .setExpectedVersion(1);

        assertRefused(GrpcStatus.PERMISSION_DENIED, "comment.not_author", () -> forum.person(transport)
                .editComment(change));
        Comment edited = ravi.editComment(change);

        assertThat(edited.getVersion()).isEqualTo(2);
        assertThat(edited.hasEditedAt()).isTrue();
        assertThat(edited.getBodyHtml()).isEqualTo("<p><em>First</em></p>");
        assertRefused(GrpcStatus.ABORTED, "comment.version_mismatch", () -> ravi.editComment(change));
    }

    @ParameterizedTest
    @EnumSource
    void showsCommentsToOtherDomainsOnly(Transport transport) {
        Person ravi = forum.person(transport);
        Comment comment = ravi.comment(ravi.open().getId(), "Hello");

        assertThat(forum.service(transport).lookUp(comment.getId())).isEqualTo(comment);
        assertRefused(GrpcStatus.PERMISSION_DENIED, "auth.forbidden", () -> ravi.lookUp(comment.getId()));
    }

    @Test
    void commentsOnceForOneIdempotencyKey() {
        Person ravi = forum.person(Transport.BUS);
        Thread thread = ravi.open();

        Comment first = ravi.withKey("once").comment(thread.getId(), "Once");

        assertThat(ravi.withKey("once").comment(thread.getId(), "Once")).isEqualTo(first);
        assertThat(ravi.read(thread.getId()).getCommentCount()).isEqualTo(1);
    }

    @Test
    void countsAndOrdersCommentsMadeAtTheSameTime() {
        Person ravi = forum.person(Transport.BUS);
        Thread thread = ravi.open();
        Comment parent = ravi.comment(thread.getId(), "Answer me");
        Comments client = forum.comments(Transport.BUS);

        List<Person> people =
                List.of(ravi, forum.person(Transport.BUS), forum.person(Transport.BUS), forum.person(Transport.BUS));

        List<Comment> made = ForumSystem.atOnce(40, i -> people.get(i % 4)
                .context()
                .run(
                        forum.system.vertx(),
                        () -> client.createComment(CreateCommentRequest.newBuilder()
                                .setThreadId(thread.getId())
                                .setParentId(parent.getId())
                                .setBody("Answer " + i)
                                .build())));

        assertThat(ravi.read(thread.getId()).getCommentCount()).isEqualTo(41);
        assertThat(ravi.lookUpReplyCount(parent)).isEqualTo(40);
        List<Comment> read = ravi.lookUpReplies(parent);
        assertThat(read)
                .extracting(Comment::getId)
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(Comment::getId).toList());
        assertThat(read).extracting(Comment::getCreatedAt).isSortedAccordingTo(Timestamps.comparator());
        assertThat(readInPages(ravi, parent)).isEqualTo(read);
    }

    private static List<Comment> readInPages(Person person, Comment parent) {
        List<Comment> all = new ArrayList<>();
        ListCommentsRequest.Builder request = ListCommentsRequest.newBuilder()
                .setThreadId(parent.getThreadId())
                .setParentId(parent.getId())
                .setLimit(7);
        ListCommentsReply page = person.readComments(request);
        all.addAll(page.getItemsList());
        while (page.hasNextCursor()) {
            page = person.readComments(request.setCursor(page.getNextCursor()));
            all.addAll(page.getItemsList());
        }
        return all;
    }
}
