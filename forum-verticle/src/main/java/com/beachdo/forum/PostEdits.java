package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Edits of posts: they take effect at once, or wait for staff when a new post that says the same would. */
final class PostEdits {
    private final ThreadStore threads;
    private final CommentStore comments;

    PostEdits(ThreadStore threads, CommentStore comments) {
        this.threads = threads;
        this.comments = comments;
    }

    private static final String THREAD_TEXT = "SELECT title, body FROM thread WHERE thread_id = $1";

    /** Of a locked thread; whether it took effect. */
    Future<Boolean> thread(Tx tx, UUID id, UUID author, ThreadChange change, List<UUID> mentions, TrustLimits limits) {
        return signals(tx, id, author, change, limits).compose(signals -> {
            if (!signals.isEmpty()) {
                return HeldEdits.hold(tx, Post.Kind.THREAD, id, new HeldEdits.Held(author, change, mentions))
                        .compose(held -> PostLimits.suspect(tx, id.toString(), "", author.toString(), signals))
                        .map(false);
            }
            return (change.isOfTagsAlone() ? Future.<Void>succeededFuture() : HeldEdits.drop(tx, Post.Kind.THREAD, id))
                    .compose(dropped -> ThreadEdits.update(tx, id, author, change))
                    .compose(thread -> Mentions.add(tx, thread, mentions))
                    .map(true);
        });
    }

    private static Future<Set<PostSignals>> signals(
            Tx tx, UUID id, UUID author, ThreadChange change, TrustLimits limits) {
        if (change.isOfTagsAlone()) {
            return Future.succeededFuture(Set.of());
        }
        return tx.query(THREAD_TEXT, id).compose(rows -> {
            Row now = rows.iterator().next();
            Body body = change.body();
            String title = change.title();
            String whole = (title == null ? now.getString("title") : title) + "\n"
                    + (body == null ? now.getString("body") : body.source());
            return PostLimits.ofEdit(tx, author, change.text(), whole, limits);
        });
    }

    private static final String THREAD_OF = "SELECT thread_id FROM comment WHERE comment_id = $1";

    /** Of a locked comment; whether it took effect. */
    Future<Boolean> comment(Tx tx, UUID id, UUID author, Body body, List<UUID> mentions, TrustLimits limits) {
        return PostLimits.ofEdit(tx, author, body.source(), body.source(), limits)
                .compose(signals -> {
                    if (!signals.isEmpty()) {
                        ThreadChange change = new ThreadChange(null, body, null);
                        return HeldEdits.hold(tx, Post.Kind.COMMENT, id, new HeldEdits.Held(author, change, mentions))
                                .compose(held -> tx.query(THREAD_OF, id))
                                .compose(of -> PostLimits.suspect(
                                        tx,
                                        Rows.id(of.iterator().next(), "thread_id"),
                                        id.toString(),
                                        author.toString(),
                                        signals))
                                .map(false);
                    }
                    return HeldEdits.drop(tx, Post.Kind.COMMENT, id)
                            .compose(dropped -> comments.update(tx, id, author, body))
                            .compose(comment -> Mentions.add(tx, comment, mentions))
                            .map(true);
                });
    }

    /** Staff looked at the case of a post: what waited takes effect, unless the post has gone. */
    Future<Void> cleared(Tx tx, Post.Kind kind, UUID id) {
        return lock(tx, kind, id).map(true).recover(PostEdits::isGone).compose(there -> HeldEdits.take(tx, kind, id)
                .compose(
                        held -> held.isEmpty() || !there ? Future.succeededFuture() : apply(tx, kind, id, held.get())));
    }

    private Future<Post> lock(Tx tx, Post.Kind kind, UUID id) {
        return kind == Post.Kind.THREAD ? threads.lock(tx, id) : comments.lock(tx, id);
    }

    private static Future<Boolean> isGone(Throwable failure) {
        return failure instanceof RpcException rpc && rpc.status() == GrpcStatus.NOT_FOUND
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    /** Of the edit that staff looked at. */
    Future<Void> decide(Tx tx, Post.Kind kind, UUID id, UUID edit, boolean approve) {
        return lock(tx, kind, id)
                .compose(post -> HeldEdits.take(tx, kind, id, edit))
                .compose(held -> approve ? apply(tx, kind, id, held) : Future.succeededFuture());
    }

    private Future<Void> apply(Tx tx, Post.Kind kind, UUID id, HeldEdits.Held held) {
        if (kind == Post.Kind.THREAD) {
            return ThreadEdits.update(tx, id, held.authorId(), held.change())
                    .compose(thread -> mention(tx, thread, held.mentions()));
        }
        Body body = held.change().body();
        return body == null
                ? Future.succeededFuture()
                : comments.update(tx, id, held.authorId(), body)
                        .compose(comment -> mention(tx, comment, held.mentions()));
    }

    /** Too many over all versions are told to nobody; the edit takes effect all the same. */
    private static Future<Void> mention(Tx tx, Thread thread, List<UUID> mentions) {
        return Mentions.add(tx, thread, mentions).recover(PostEdits::passOver);
    }

    private static Future<Void> mention(Tx tx, Comment comment, List<UUID> mentions) {
        return Mentions.add(tx, comment, mentions).recover(PostEdits::passOver);
    }

    private static Future<Void> passOver(Throwable failure) {
        return failure instanceof RpcException rpc && rpc.status() == GrpcStatus.INVALID_ARGUMENT
                ? Future.succeededFuture()
                : Future.failedFuture(failure);
    }
}
