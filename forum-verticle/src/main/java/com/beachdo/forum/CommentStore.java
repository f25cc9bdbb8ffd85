package com.beachdo.forum;

import com.beachdo.forum.v1.Author;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comments. Who locks several rows does so in the order comment, thread, board. */
final class CommentStore {
    private static final int MAX_DEPTH = 4;

    /** $1 is the caller, or null. */
    static final String COLUMNS =
            """
            c.comment_id, c.thread_id, c.parent_id, c.depth, c.body, c.body_html, c.author_id, c.like_count,
            c.reply_count, c.created_at, c.edited_at, c.deleted_at, c.version, c.listing_id,
            c.held_at IS NOT NULL AND c.refused_at IS NULL AS held,
            EXISTS (SELECT FROM comment_like l WHERE l.comment_id = c.comment_id AND l.user_id = $1::uuid) AS liked
            """;

    private static final String FIND = "SELECT " + COLUMNS + " FROM comment c WHERE c.comment_id = $2";
    private static final String ANSWER =
            """
            UPDATE comment c SET reply_count = reply_count + 1
            WHERE c.comment_id = $1 AND c.thread_id = $2 AND c.deleted_at IS NULL
                AND EXISTS (SELECT FROM thread t WHERE t.thread_id = $2 AND t.deleted_at IS NULL)
            RETURNING c.depth
            """;
    private static final String ANSWERED =
            """
            SELECT c.depth FROM comment c JOIN thread t USING (thread_id)
            WHERE c.comment_id = $1 AND c.thread_id = $2 AND c.deleted_at IS NULL AND t.deleted_at IS NULL
            """;
    private static final String IS_OPEN =
            """
            SELECT clock_timestamp() AS last_activity_at FROM thread
            WHERE thread_id = $1 AND deleted_at IS NULL AND NOT (locked AND coalesce(locked_until > now(), true))
            FOR KEY SHARE
            """;
    private static final String COUNT_IN =
            """
            UPDATE thread
            SET comment_count = comment_count + 1, last_activity_at = greatest(last_activity_at, clock_timestamp())
            WHERE thread_id = $1 AND deleted_at IS NULL AND NOT (locked AND coalesce(locked_until > now(), true))
            RETURNING last_activity_at
            """;
    private static final String LOCKED =
            """
            SELECT EXISTS (
                SELECT FROM thread
                WHERE thread_id = $1 AND deleted_at IS NULL AND locked AND coalesce(locked_until > now(), true)) AS locked
            """;
    private static final String INSERT =
            """
            INSERT INTO comment AS c
                (author_id, comment_id, thread_id, parent_id, depth, body, body_html, created_at, mentions,
                fingerprint, deleted_at, held_at, listing_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $11 THEN now() END, CASE WHEN $11 THEN now() END, $12)
            RETURNING
            """
                    + COLUMNS;
    private static final String LOCK =
            """
            SELECT c.author_id, c.version FROM comment c JOIN thread t USING (thread_id)
            WHERE c.comment_id = $1 AND c.deleted_at IS NULL AND t.deleted_at IS NULL
            FOR NO KEY UPDATE OF c
            """;
    private static final String UPDATE =
            """
            WITH before AS (
                INSERT INTO comment_revision (comment_id, version, body, written_at)
                SELECT comment_id, version, body, coalesce(edited_at, created_at) FROM comment WHERE comment_id = $2)
            UPDATE comment c SET body = $3, body_html = $4, fingerprint = $5, edited_at = now(), version = version + 1
            WHERE c.comment_id = $2
            RETURNING
            """
                    + COLUMNS;
    private static final String DELETE =
            "UPDATE comment SET deleted_at = now() WHERE comment_id = $1 AND deleted_at IS NULL RETURNING thread_id";
    private static final String COUNT_OUT = "UPDATE thread SET comment_count = comment_count - 1 WHERE thread_id = $1";

    private final Db db;

    CommentStore(Db db) {
        this.db = db;
    }

    /** A comment in whatever state. */
    Future<Comment> find(UUID id, Caller caller) {
        return db.query(FIND, Rows.arguments(caller.id(), id)).map(CommentStore::one);
    }

    /** A held one is not counted, and nobody is told of it but staff. */
    Future<Comment> create(Tx tx, CommentDraft draft, Body body, Set<PostSignals> held) {
        return depth(tx, draft.threadId(), draft.parentId(), held.isEmpty())
                .compose(depth -> countIn(tx, draft.threadId(), held.isEmpty())
                        .compose(at -> tx.query(
                                INSERT,
                                Rows.arguments(
                                        draft.authorId(),
                                        Ids.next(),
                                        draft.threadId(),
                                        draft.parentId(),
                                        depth,
                                        body.source(),
                                        body.html(),
                                        at,
                                        draft.mentions().toArray(UUID[]::new),
                                        Fingerprint.of(body.source()).value(),
                                        !held.isEmpty(),
                                        draft.listingId()))))
                .map(CommentStore::one)
                .compose(comment -> (held.isEmpty()
                                ? tellAdded(tx, comment, draft.mentions())
                                : PostLimits.suspect(
                                        tx,
                                        comment.getThreadId(),
                                        comment.getId(),
                                        draft.authorId().toString(),
                                        held))
                        .map(comment));
    }

    private static Future<Void> tellAdded(Tx tx, Comment comment, List<UUID> mentions) {
        return tx.emit(
                comment.getThreadId(),
                CommentAdded.newBuilder()
                        .setThreadId(comment.getThreadId())
                        .setCommentId(comment.getId())
                        .setParentId(comment.getParentId())
                        .setAuthorId(comment.getAuthor().getId())
                        .addAllMentionIds(mentions.stream().map(UUID::toString).toList())
                        .build());
    }

    /** The depth of an answer; counts it at its parent. */
    private Future<Integer> depth(Tx tx, UUID thread, @Nullable UUID parent, boolean counts) {
        if (parent == null) {
            return Future.succeededFuture(0);
        }
        return tx.query(counts ? ANSWER : ANSWERED, parent, thread).map(rows -> {
            Row answered = Rows.first(rows);
            if (answered == null) {
                throw Post.Kind.COMMENT.notFound();
            }
            int depth = answered.getInteger("depth") + 1;
            if (depth > MAX_DEPTH) {
                throw RpcException.conflict(
                        "comment.too_deep", "Answers go five levels deep; answer further up instead.");
            }
            return depth;
        });
    }

    /** Counts a comment at its thread, whose comments are made one after another from here on. */
    private Future<OffsetDateTime> countIn(Tx tx, UUID thread, boolean counts) {
        return tx.query(counts ? COUNT_IN : IS_OPEN, thread).compose(rows -> {
            Row counted = Rows.first(rows);
            return counted == null
                    ? tx.query(LOCKED, thread)
                            .compose(found -> Future.failedFuture(
                                    refusal(found.iterator().next().getBoolean("locked"))))
                    : Future.succeededFuture(counted.getOffsetDateTime("last_activity_at"));
        });
    }

    private static RpcException refusal(boolean locked) {
        return locked
                ? RpcException.conflict("thread.locked", "This thread takes no more comments.")
                : Post.Kind.THREAD.notFound();
    }

    /** Locks a comment that is there. */
    Future<Post> lock(Tx tx, UUID id) {
        return tx.query(LOCK, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw Post.Kind.COMMENT.notFound();
            }
            return new Post(Post.Kind.COMMENT, row.getUUID("author_id"), row.getLong("version"));
        });
    }

    /** Changes a locked comment. */
    Future<Comment> update(Tx tx, UUID id, UUID caller, Body body) {
        return tx.query(
                        UPDATE,
                        caller,
                        id,
                        body.source(),
                        body.html(),
                        Fingerprint.of(body.source()).value())
                .map(CommentStore::one);
    }

    /** Deletes a comment if it is there. */
    Future<Void> delete(Tx tx, UUID id) {
        return tx.query(DELETE, id).compose(rows -> {
            Row row = Rows.first(rows);
            return row == null
                    ? Future.succeededFuture()
                    : HeldEdits.drop(tx, Post.Kind.COMMENT, id)
                            .compose(dropped -> tx.query(COUNT_OUT, row.getUUID("thread_id")))
                            .mapEmpty();
        });
    }

    private static final String RESTORE =
            """
            WITH restored AS (
                UPDATE comment SET deleted_at = NULL
                WHERE comment_id = $1 AND deleted_at IS NOT NULL AND purged_at IS NULL AND held_at IS NULL
                RETURNING thread_id)
            UPDATE thread t SET comment_count = comment_count + 1 FROM restored r WHERE t.thread_id = r.thread_id
            """;

    /** Brings a comment back if it is deleted or held; whether it was. */
    Future<Boolean> restore(Tx tx, UUID id) {
        return HeldPosts.releaseComment(tx, id)
                .compose(released -> released
                        ? Future.succeededFuture(true)
                        : tx.query(RESTORE, id).map(restored -> restored.rowCount() > 0));
    }

    private static final String RESTORABLE =
            "SELECT purged_at IS NOT NULL AS purged FROM comment WHERE comment_id = $1 FOR NO KEY UPDATE";

    @SuppressWarnings("NullAway") // a Future of nothing
    Future<Void> requireRestorable(Tx tx, UUID id) {
        return tx.query(RESTORABLE, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw Post.Kind.COMMENT.notFound();
            }
            if (row.getBoolean("purged")) {
                throw RpcException.conflict("comment.purged", "What it said is gone for good.");
            }
            return null;
        });
    }

    private static Comment one(RowSet<Row> rows) {
        Row row = Rows.first(rows);
        if (row == null) {
            throw Post.Kind.COMMENT.notFound();
        }
        return comment(row);
    }

    /** A comment whose author has yet to be named. */
    static Comment comment(Row row) {
        boolean held = row.getBoolean("held");
        boolean deleted = !held && Rows.has(row, "deleted_at");
        Comment.Builder comment = Comment.newBuilder()
                .setId(Rows.id(row, "comment_id"))
                .setThreadId(Rows.id(row, "thread_id"))
                .setDepth(row.getInteger("depth"))
                .setBody(deleted ? "" : row.getString("body"))
                .setBodyHtml(deleted ? "" : row.getString("body_html"))
                .setAuthor(Author.newBuilder().setId(Rows.id(row, "author_id")))
                .setLikeCount(row.getLong("like_count"))
                .setLiked(row.getBoolean("liked"))
                .setReplyCount(row.getLong("reply_count"))
                .setHeld(held)
                .setCreatedAt(Rows.time(row, "created_at"))
                .setVersion(row.getLong("version"));
        if (Rows.has(row, "parent_id")) {
            comment.setParentId(Rows.id(row, "parent_id"));
        }
        if (Rows.has(row, "edited_at")) {
            comment.setEditedAt(Rows.time(row, "edited_at"));
        }
        if (!deleted && Rows.has(row, "listing_id")) {
            comment.setListingId(Rows.id(row, "listing_id"));
        }
        if (deleted) {
            comment.setDeletedAt(Rows.time(row, "deleted_at"));
        }
        return comment.build();
    }
}
