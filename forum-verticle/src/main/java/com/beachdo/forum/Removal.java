package com.beachdo.forum;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** What follows in the forum when staff removed a content; its author is told by the event of the decision. */
final class Removal {
    private final ThreadStore threads;
    private final CommentStore comments;
    private final PostEdits edits;

    Removal(ThreadStore threads, CommentStore comments, PostEdits edits) {
        this.edits = edits;
        this.threads = threads;
        this.comments = comments;
    }

    Future<Void> apply(Tx tx, ContentRemoved event) {
        UUID target = UUID.fromString(event.getTargetId());
        return switch (event.getTargetType()) {
            case TARGET_TYPE_THREAD ->
                threads.delete(tx, target, null)
                        .compose(ignored -> HeldPosts.refuse(tx, Post.Kind.THREAD, target, null))
                        .compose(ignored -> Restrictions.carriedOut(tx, event.getDecisionId()));
            case TARGET_TYPE_COMMENT ->
                comments.delete(tx, target)
                        .compose(ignored -> HeldPosts.refuse(tx, Post.Kind.COMMENT, target, null))
                        .compose(ignored -> Restrictions.carriedOut(tx, event.getDecisionId()));
            case TARGET_TYPE_LISTING,
                    TARGET_TYPE_USER,
                    TARGET_TYPE_MESSAGE,
                    TARGET_TYPE_REVIEW,
                    TARGET_TYPE_UNSPECIFIED,
                    UNRECOGNIZED -> Future.succeededFuture();
        };
    }

    /** What was held is shown, edits too. What its author deleted meanwhile stays away. */
    Future<Void> cleared(Tx tx, ContentCleared event) {
        UUID target = UUID.fromString(event.getTargetId());
        return switch (event.getTargetType()) {
            case TARGET_TYPE_THREAD ->
                HeldPosts.releaseThread(tx, target, null)
                        .compose(released -> edits.cleared(tx, Post.Kind.THREAD, target));
            case TARGET_TYPE_COMMENT ->
                HeldPosts.releaseComment(tx, target).compose(released -> edits.cleared(tx, Post.Kind.COMMENT, target));
            case TARGET_TYPE_LISTING,
                    TARGET_TYPE_USER,
                    TARGET_TYPE_MESSAGE,
                    TARGET_TYPE_REVIEW,
                    TARGET_TYPE_UNSPECIFIED,
                    UNRECOGNIZED -> Future.succeededFuture();
        };
    }

    /** An overturned decision is no strike any more, and what it took away comes back. */
    Future<Void> undo(Tx tx, DecisionOverturned event) {
        return TrustReckoning.revoked(tx, event).compose(revoked -> bringBack(tx, event));
    }

    private Future<Void> bringBack(Tx tx, DecisionOverturned event) {
        UUID target = UUID.fromString(event.getTargetId());
        if (event.getAction() != CaseAction.CASE_ACTION_REMOVE) {
            return Future.succeededFuture();
        }
        return switch (event.getTargetType()) {
            case TARGET_TYPE_THREAD -> threads.restore(tx, target, null).mapEmpty();
            case TARGET_TYPE_COMMENT -> comments.restore(tx, target).mapEmpty();
            case TARGET_TYPE_LISTING,
                    TARGET_TYPE_USER,
                    TARGET_TYPE_MESSAGE,
                    TARGET_TYPE_REVIEW,
                    TARGET_TYPE_UNSPECIFIED,
                    UNRECOGNIZED -> Future.succeededFuture();
        };
    }
}
