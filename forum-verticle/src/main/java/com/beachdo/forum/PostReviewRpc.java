package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.DecideCommentEditRequest;
import com.beachdo.forum.v1.DecideThreadEditRequest;
import com.beachdo.forum.v1.HeldPost;
import com.beachdo.forum.v1.ListHeldPostsReply;
import com.beachdo.forum.v1.ListHeldPostsRequest;
import com.beachdo.forum.v1.ListMyHeldPostsRequest;
import com.beachdo.forum.v1.PostReview;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The contract of posts and edits that wait for staff. */
final class PostReviewRpc implements PostReview {
    private final Db db;
    private final ThreadStore threads;
    private final CommentStore comments;
    private final PostEdits edits;
    private final HeldPostLists lists;
    private final Authors authors;
    private final Presentation shown;

    PostReviewRpc(
            Db db, ThreadStore threads, CommentStore comments, PostEdits edits, Authors authors, Presentation shown) {
        this.db = db;
        this.threads = threads;
        this.comments = comments;
        this.edits = edits;
        this.lists = new HeldPostLists(db);
        this.authors = authors;
        this.shown = shown;
    }

    @Override
    public Future<ListHeldPostsReply> listMyHeldPosts(ListMyHeldPostsRequest request) {
        return lists.of(Caller.signedIn(), Page.size(request.getLimit()), request.getCursor())
                .compose(this::reply);
    }

    @Override
    public Future<ListHeldPostsReply> listHeldPosts(ListHeldPostsRequest request) {
        UUID board = request.hasBoard() ? Ids.parse("board", request.getBoard()) : null;
        return lists.all(board, Page.size(request.getLimit()), request.getCursor())
                .compose(this::reply);
    }

    private Future<ListHeldPostsReply> reply(Page<HeldPost> page) {
        return authors.all(page.items().stream()
                        .map(post -> post.getAuthor().getId())
                        .toList())
                .map(found -> {
                    ListHeldPostsReply.Builder reply = ListHeldPostsReply.newBuilder();
                    for (HeldPost post : page.items()) {
                        reply.addItems(post.toBuilder()
                                .setAuthor(found.getOrDefault(post.getAuthor().getId(), post.getAuthor())));
                    }
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<Thread> decideThreadEdit(DecideThreadEditRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        UUID edit = Ids.parse("editId", request.getEditId());
        return decide(Post.Kind.THREAD, StaffActions.THREAD, id, edit, request.getApprove())
                .compose(done -> threads.find(id, Caller.current()))
                .compose(shown::thread);
    }

    @Override
    public Future<Comment> decideCommentEdit(DecideCommentEditRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        UUID edit = Ids.parse("editId", request.getEditId());
        return decide(Post.Kind.COMMENT, StaffActions.COMMENT, id, edit, request.getApprove())
                .compose(done -> comments.find(id, Caller.current()))
                .compose(shown::comment);
    }

    private Future<Void> decide(Post.Kind kind, String target, UUID id, UUID edit, boolean approve) {
        UUID staff = Caller.signedIn();
        String action = kind.code() + (approve ? ".approve_edit" : ".refuse_edit");
        return db.transaction(tx -> edits.decide(tx, kind, id, edit, approve)
                .compose(done -> StaffActions.tell(
                        tx, staff, target, id, action, new JsonObject().put("edit", edit.toString()))));
    }
}
