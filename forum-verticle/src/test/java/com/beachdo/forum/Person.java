package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.DeleteCommentRequest;
import com.beachdo.forum.v1.DeleteThreadRequest;
import com.beachdo.forum.v1.GetThreadRequest;
import com.beachdo.forum.v1.LikeCommentRequest;
import com.beachdo.forum.v1.LikeReply;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.ListCommentsReply;
import com.beachdo.forum.v1.ListCommentsRequest;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.LookUpCommentRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.UnlikeCommentRequest;
import com.beachdo.forum.v1.UnlikeThreadRequest;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Somebody at the forum. */
record Person(ForumSystem forum, Transport transport, CallContext context) {
    String id() {
        return String.valueOf(context.subject());
    }

    Person withKey(String idempotencyKey) {
        return new Person(forum, transport, context.withIdempotencyKey(idempotencyKey));
    }

    /** In a session that showed a second factor. */
    Person steppedUp() {
        return new Person(forum, transport, context.withSubject(id(), context.roles(), FakeFactors.STEPPED_UP));
    }

    @CanIgnoreReturnValue
    <T> T threads(Function<Threads, Future<T>> call) {
        Threads client = forum.threads(transport);
        return forum.system.as(context, () -> call.apply(client));
    }

    @CanIgnoreReturnValue
    <T> T comments(Function<Comments, Future<T>> call) {
        Comments client = forum.comments(transport);
        return forum.system.as(context, () -> call.apply(client));
    }

    CreateThreadRequest.Builder draft() {
        return CreateThreadRequest.newBuilder()
                .setBoardId(forum.boards().get(1).getId())
                .setTitle("Which scooter?")
                .setBody("I need *one*.");
    }

    @CanIgnoreReturnValue
    Thread open(CreateThreadRequest.Builder draft) {
        return threads(threads -> threads.createThread(draft.build()));
    }

    Thread open() {
        return open(draft());
    }

    Thread read(String threadId) {
        return threads(threads -> threads.getThread(
                GetThreadRequest.newBuilder().setThreadId(threadId).build()));
    }

    @CanIgnoreReturnValue
    Thread edit(UpdateThreadRequest.Builder change) {
        return threads(threads -> threads.updateThread(change.build()));
    }

    void delete(String threadId) {
        threads(threads -> threads.deleteThread(
                DeleteThreadRequest.newBuilder().setThreadId(threadId).build()));
    }

    ListThreadsReply list(ListThreadsRequest.Builder request) {
        return threads(threads -> threads.listThreads(request.build()));
    }

    @CanIgnoreReturnValue
    LikeReply like(String threadId) {
        return threads(threads -> threads.likeThread(
                LikeThreadRequest.newBuilder().setThreadId(threadId).build()));
    }

    LikeReply unlike(String threadId) {
        return threads(threads -> threads.unlikeThread(
                UnlikeThreadRequest.newBuilder().setThreadId(threadId).build()));
    }

    @CanIgnoreReturnValue
    Comment comment(String threadId, String body) {
        return comments(comments -> comments.createComment(CreateCommentRequest.newBuilder()
                .setThreadId(threadId)
                .setBody(body)
                .build()));
    }

    @CanIgnoreReturnValue
    Comment reply(Comment parent, String body) {
        return comments(comments -> comments.createComment(CreateCommentRequest.newBuilder()
                .setThreadId(parent.getThreadId())
                .setParentId(parent.getId())
                .setBody(body)
                .build()));
    }

    ListCommentsReply readComments(ListCommentsRequest.Builder request) {
        return comments(comments -> comments.listComments(request.build()));
    }

    ListCommentsReply readComments(String threadId) {
        return readComments(ListCommentsRequest.newBuilder().setThreadId(threadId));
    }

    @CanIgnoreReturnValue
    Comment editComment(UpdateCommentRequest.Builder change) {
        return comments(comments -> comments.updateComment(change.build()));
    }

    void deleteComment(String commentId) {
        comments(comments -> comments.deleteComment(
                DeleteCommentRequest.newBuilder().setCommentId(commentId).build()));
    }

    @CanIgnoreReturnValue
    LikeReply likeComment(String commentId) {
        return comments(comments -> comments.likeComment(
                LikeCommentRequest.newBuilder().setCommentId(commentId).build()));
    }

    LikeReply unlikeComment(String commentId) {
        return comments(comments -> comments.unlikeComment(
                UnlikeCommentRequest.newBuilder().setCommentId(commentId).build()));
    }

    Comment lookUp(String commentId) {
        return comments(comments -> comments.lookUpComment(
                LookUpCommentRequest.newBuilder().setCommentId(commentId).build()));
    }

    List<Comment> lookUpReplies(Comment parent) {
        return readComments(ListCommentsRequest.newBuilder()
                        .setThreadId(parent.getThreadId())
                        .setParentId(parent.getId())
                        .setLimit(100))
                .getItemsList();
    }

    String lookUpEdit(Comment comment) {
        return forum.service(transport).lookUp(comment.getId()).getPendingEdit().getId();
    }

    long lookUpReplyCount(Comment parent) {
        return forum.service(transport).lookUp(parent.getId()).getReplyCount();
    }
}
