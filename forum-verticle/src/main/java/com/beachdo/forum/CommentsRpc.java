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
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
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
    private final CommentLists lists;
    private final LikeStore likes;
    private final PostEdits edits;
    private final LinkedListings listings;
    private final Presentation shown;
    private final Bodies bodies;
    private final TrustReckoning trust;
    private final Answers answers;

    CommentsRpc(
            Db db,
            CommentStore comments,
            LikeStore likes,
            PostEdits edits,
            LinkedListings listings,
            Presentation shown,
            Bodies bodies,
            TrustReckoning trust) {
        this.edits = edits;
        this.listings = listings;
        this.trust = trust;
        this.answers = new Answers(db);
        this.db = db;
        this.lists = new CommentLists(db);
        this.comments = comments;
        this.likes = likes;
        this.shown = shown;
        this.bodies = bodies;
    }

    @Override
    public Future<ListCommentsReply> listComments(ListCommentsRequest request) {
        UUID thread = Ids.parse("threadId", request.getThreadId());
        UUID parent = request.hasParentId() ? Ids.parse("parentId", request.getParentId()) : null;
        int replies = request.getReplies();
        if (replies < 0 || replies > CommentLists.MOST_REPLIES) {
            throw RpcException.invalid("request.invalid", "/replies", "must be 0 to " + CommentLists.MOST_REPLIES);
        }
        Caller caller = Caller.current();
        return lists.page(thread, parent, caller, Page.size(request.getLimit()), request.getCursor())
                .compose(page -> lists.withReplies(thread, page.items(), caller, replies)
                        .compose(shown::comments)
                        .map(items -> reply(items, page.next())));
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
        CommentDraft draft = CommentDraft.of(request, Caller.signedIn());
        return bodies.render(request.getBody(), MAX_BODY)
                .compose(body -> limits(draft.authorId()).compose(limits -> listings.mayLink(draft.listingId())
                        .compose(mayLink -> create(request, draft, body, limits, mayLink))))
                .compose(shown::comment);
    }

    private Future<Comment> create(
            CreateCommentRequest request, CommentDraft draft, Body body, TrustLimits limits, boolean mayLink) {
        PostLimits.requireFew(limits, body.source(), draft.mentions().size());
        return db.once(request, Comment.getDefaultInstance(), tx -> {
            LinkedListings.requireMayLink(mayLink);
            return Restrictions.requireFree(tx, draft.authorId())
                    .compose(free -> PostLimits.require(tx, draft.authorId(), Post.Kind.COMMENT, body.source(), limits))
                    .compose(held -> comments.create(tx, draft, body, held));
        });
    }

    private Future<TrustLimits> limits(UUID author) {
        return trust.of(author, Caller.current().staff()).map(TrustReckoning.Reckoned::limits);
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
                .compose(body -> limits(caller).compose(limits -> update(request, id, caller, body, mentions, limits)))
                .compose(shown::comment);
    }

    private Future<Comment> update(
            UpdateCommentRequest request, UUID id, UUID caller, Body body, List<UUID> mentions, TrustLimits limits) {
        PostLimits.requireFew(limits, body.source(), mentions.size());
        boolean staff = Caller.current().staff();
        return db.transaction(tx -> Restrictions.requireFree(tx, caller)
                        .compose(free -> comments.lock(tx, id))
                        .map(post -> post.requireAuthor(caller))
                        .map(post ->
                                request.hasExpectedVersion() ? post.requireVersion(request.getExpectedVersion()) : post)
                        .compose(post -> edits.comment(tx, id, caller, body, mentions, limits)))
                .compose(done -> comments.find(id, new Caller(caller, staff)));
    }

    @Override
    public Future<Empty> deleteComment(DeleteCommentRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        Caller caller = Caller.current();
        UUID user = Caller.signedIn();
        return db.transaction(tx -> HeldPosts.refuse(tx, Post.Kind.COMMENT, id, user)
                        .compose(refused -> refused ? Future.succeededFuture() : delete(tx, id, caller, user)))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> delete(Tx tx, UUID id, Caller caller, UUID user) {
        return comments.lock(tx, id)
                .map(post -> caller.staff() ? post : post.requireAuthor(user))
                .compose(post -> comments.delete(tx, id).map(post))
                .compose(post -> post.authorId().equals(user)
                        ? Future.succeededFuture()
                        : StaffActions.tell(tx, user, StaffActions.COMMENT, id, "comment.delete", new JsonObject()));
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
                .compose(shown::comment);
    }
}
