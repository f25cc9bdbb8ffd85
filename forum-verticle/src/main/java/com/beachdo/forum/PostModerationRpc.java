package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.MergeThreadRequest;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.PurgeCommentRequest;
import com.beachdo.forum.v1.PurgeThreadRequest;
import com.beachdo.forum.v1.RestoreCommentRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The contract of what staff does with posts beyond showing and hiding them. */
final class PostModerationRpc implements PostModeration {
    private final Db db;
    private final ThreadStore threads;
    private final CommentStore comments;
    private final Presentation shown;

    PostModerationRpc(Db db, ThreadStore threads, CommentStore comments, Presentation shown) {
        this.db = db;
        this.threads = threads;
        this.comments = comments;
        this.shown = shown;
    }

    @Override
    public Future<Thread> mergeThread(MergeThreadRequest request) {
        UUID from = Ids.parse("threadId", request.getThreadId());
        UUID into = Ids.parse("intoThreadId", request.getIntoThreadId());
        if (from.equals(into)) {
            throw RpcException.invalid("thread.same", "/intoThreadId", "must be another thread");
        }
        UUID staff = Caller.signedIn();
        JsonObject detail = new JsonObject().put("into", into.toString());
        return db.transaction(tx -> Merges.merge(tx, from, into, staff)
                        .compose(merged ->
                                StaffActions.tell(tx, staff, StaffActions.THREAD, from, "thread.merge", detail)))
                .compose(done -> threads.find(into, Caller.current()))
                .compose(shown::thread);
    }

    @Override
    public Future<Empty> purgeThread(PurgeThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        UUID staff = Caller.signedIn();
        return db.transaction(tx -> Purges.thread(tx, id)
                        .compose(purged -> purged
                                ? StaffActions.tell(
                                        tx, staff, StaffActions.THREAD, id, "thread.purge", new JsonObject())
                                : Future.succeededFuture()))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> purgeComment(PurgeCommentRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        UUID staff = Caller.signedIn();
        return db.transaction(tx -> Purges.comment(tx, id)
                        .compose(purged -> purged
                                ? StaffActions.tell(
                                        tx, staff, StaffActions.COMMENT, id, "comment.purge", new JsonObject())
                                : Future.succeededFuture()))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Comment> restoreComment(RestoreCommentRequest request) {
        UUID id = Ids.parse("commentId", request.getCommentId());
        UUID staff = Caller.signedIn();
        return db.transaction(tx -> comments.requireRestorable(tx, id)
                        .compose(there -> comments.restore(tx, id))
                        .compose(restored -> restored
                                ? StaffActions.tell(
                                        tx, staff, StaffActions.COMMENT, id, "comment.restore", new JsonObject())
                                : Future.succeededFuture()))
                .compose(done -> comments.find(id, Caller.current()))
                .compose(shown::comment);
    }
}
