package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.AcceptAnswerRequest;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.DeleteCommentRequest;
import com.beachdo.forum.v1.LikeCommentRequest;
import com.beachdo.forum.v1.LikeReply;
import com.beachdo.forum.v1.ListCommentsReply;
import com.beachdo.forum.v1.ListCommentsRequest;
import com.beachdo.forum.v1.LookUpCommentRequest;
import com.beachdo.forum.v1.UnacceptAnswerRequest;
import com.beachdo.forum.v1.UnlikeCommentRequest;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The comments contract. */
final class CommentsRpc implements Comments {
    private static final int MAX_BODY = 10_000;

    private final Db db;
    private final CommentStore comments;
    private final LikeStore likes;
    private final Authors authors;
    private final Bodies bodies;
    private final PostLimits limits;
    private final Answers answers;

    CommentsRpc(Db db, CommentStore comments, LikeStore likes, Authors authors, Bodies bodies, PostLimits limits) {
        this.limits = limits;
        this.answers = new Answers(db);
        this.db = db;
        this.comments = comments;
        this.likes = likes;
        this.authors = authors;
        this.bodies = bodies;
    }

    @Override
    public Future<ListCommentsReply> listComments(ListCommentsRequest request) {
        UUID thread = Ids.parse("threadId", request.getThreadId());
        UUID parent = request.hasParentId() ? Ids.parse("parentId", request.getParentId()) : null;
        return comments.page(thread, parent, Caller.current(), Page.size(request.getLimit()), request.getCursor())
                .compose(page -> authors.nameComments(page.items()).map(items -> reply(items, page.next())));
    }

    private static ListCommentsReply reply(List<Comment> items, @Nullable String next) {
        ListCommentsReply.Builder reply = ListCommentsReply.newBuilder().addAllItems(items);
        if (next != null) {
            reply.setNextCursor(next);
        }
        return reply.build();
    }

    @Override
    public Future<Comment> createComment(CreateCommentRequest request) {
        UUID author = Caller.signedIn();
        UUID thread = Ids.parse("threadId", request.getThreadId());
        UUID parent = request.hasParentId() ? Ids.parse("parentId", request.getParentId()) : null;
        List<UUID> mentions = Mentions.of(request.getMentionsList());
        return bodies.render(request.getBody(), MAX_BODY)
                .compose(body -> limits.isNew(author).compose(isNew -> {
                    PostLimits.requireFewLinks(request.getBody(), isNew);
                    return db.once(request, Comment.getDefaultInstance(), tx -> Restrictions.requireFree(tx, author)
                            .compose(free -> PostLimits.requireComment(tx, author, body, isNew))
                            .compose(within -> comments.create(tx, author, thread, parent, body, mentions)));
                }))
                .compose(authors::name);
    }

    @Override
    public Future<Empty> acceptAnswer(AcceptAnswerRequest request) {
        UUID comment = Ids.parse("commentId", request.getCommentId());
        return answers.accept(comment, Caller.signedIn(), Caller.current().staff())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unacceptAnswer(UnacceptAnswerRequest request) {
        UUID comment = Ids.parse("commentId", request.getCommentId());
        return answers.unaccept(comment, Caller.signedIn(), Caller.current().staff())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Comment> updateComment(UpdateCommentRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        UUID caller = Caller.signedIn();
        List<UUID> mentions = Mentions.of(request.getMentionsList());
        return bodies.render(request.getBody(), MAX_BODY)
                .compose(body -> db.transaction(tx -> Restrictions.requireFree(tx, caller)
                        .compose(free -> comments.lock(tx, id))
                        .map(post -> post.requireAuthor(caller))
                        .map(post ->
                                request.hasExpectedVersion() ? post.requireVersion(request.getExpectedVersion()) : post)
                        .compose(post -> comments.update(tx, id, caller, body))
                        .compose(comment -> Mentions.add(tx, comment, mentions).map(comment))))
                .compose(authors::name);
    }

    @Override
    public Future<Empty> deleteComment(DeleteCommentRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        Caller caller = Caller.current();
        UUID user = Caller.signedIn();
        return db.transaction(tx -> comments.lock(tx, id)
                        .map(post -> caller.staff() ? post : post.requireAuthor(user))
                        .compose(post -> comments.delete(tx, id).map(post))
                        .compose(post -> post.authorId().equals(user)
                                ? Future.succeededFuture()
                                : StaffActions.tell(
                                        tx, user, StaffActions.COMMENT, id, "comment.delete", new JsonObject())))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<LikeReply> likeComment(LikeCommentRequest request) {
        return likes.like(Post.Kind.COMMENT, Ids.parse("commentId", request.getCommentId()), Caller.signedIn());
    }

    @Override
    public Future<LikeReply> unlikeComment(UnlikeCommentRequest request) {
        return likes.unlike(Post.Kind.COMMENT, Ids.parse("commentId", request.getCommentId()), Caller.signedIn());
    }

    @Override
    public Future<Comment> lookUpComment(LookUpCommentRequest request) {
        return comments.find(Ids.parse("commentId", request.getCommentId()), Caller.current())
                .compose(authors::name);
    }
}
