package com.beachdo.forum;

import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** What follows in the forum when staff removed a content. */
final class Removal {
    private final ThreadStore threads;
    private final CommentStore comments;

    Removal(ThreadStore threads, CommentStore comments) {
        this.threads = threads;
        this.comments = comments;
    }

    Future<Void> apply(Tx tx, ContentRemoved event) {
        return switch (event.getTargetType()) {
            case TARGET_TYPE_THREAD -> threads.delete(tx, UUID.fromString(event.getTargetId()));
            case TARGET_TYPE_COMMENT -> comments.delete(tx, UUID.fromString(event.getTargetId()));
            case TARGET_TYPE_LISTING, TARGET_TYPE_USER, TARGET_TYPE_MESSAGE, TARGET_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                Future.succeededFuture();
        };
    }
}
