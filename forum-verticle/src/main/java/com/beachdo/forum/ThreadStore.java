package com.beachdo.forum;

import com.beachdo.forum.v1.Author;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Threads. Who locks several rows does so in the order comment, thread, board. */
final class ThreadStore {
    /** $1 is the caller, or null. */
    static final String COLUMNS =
            """
            t.thread_id, t.board_id, t.title, t.body, t.body_html, t.tags, t.listing_id, t.author_id, t.like_count,
            t.comment_count, t.locked AND coalesce(t.locked_until > now(), true) AS locked,
            t.pinned AND coalesce(t.pinned_until > now(), true) AS pinned, t.created_at, t.last_activity_at, t.edited_at,
            t.deleted_at, t.version, t.held_at IS NOT NULL AND t.refused_at IS NULL AS held,
            EXISTS (SELECT FROM thread_like l WHERE l.thread_id = t.thread_id AND l.user_id = $1::uuid) AS liked,
            (SELECT mode FROM thread_watch w WHERE w.thread_id = t.thread_id AND w.user_id = $1::uuid) AS watch_mode,
            (SELECT a.comment_id FROM comment a WHERE a.comment_id = t.accepted_comment_id AND a.deleted_at IS NULL)
                AS accepted_comment_id
            """;

    private static final String FIND = "SELECT " + COLUMNS
            + """
            FROM thread t WHERE t.thread_id = $2 AND (t.deleted_at IS NULL OR $3 AND t.merged_into_id IS NULL
                OR t.held_at IS NOT NULL AND t.refused_at IS NULL AND ($4 OR t.author_id = $1::uuid))
            """;
    private static final String MERGED = "SELECT merged_into_id FROM thread WHERE thread_id = $1";
    private static final String COUNT_IN =
            "UPDATE board SET thread_count = thread_count + 1 WHERE board_id = $1 AND retired_at IS NULL";
    private static final String IS_BOARD = "SELECT FROM board WHERE board_id = $1 AND retired_at IS NULL FOR KEY SHARE";
    private static final String INSERT =
            """
            WITH watch AS (INSERT INTO thread_watch (thread_id, user_id) VALUES ($2, $1))
            INSERT INTO thread AS t (author_id, thread_id, board_id, title, body, body_html, tags, listing_id, mentions,
                fingerprint, deleted_at, held_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $11 THEN now() END, CASE WHEN $11 THEN now() END)
            RETURNING
            """
                    + COLUMNS;
    private static final String LOCK =
            "SELECT author_id, version FROM thread WHERE thread_id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE";
    private static final String DELETE =
            """
            UPDATE thread SET deleted_at = now() WHERE thread_id = $1 AND deleted_at IS NULL RETURNING board_id, author_id
            """;
    private static final String COUNT_OUT = "UPDATE board SET thread_count = thread_count - 1 WHERE board_id = $1";

    private final Db db;

    ThreadStore(Db db) {
        this.db = db;
    }

    /** Of a thread that went into another one, that other one. */
    Future<Thread> find(UUID id, Caller caller) {
        return db.query(FIND, Rows.arguments(caller.id(), id, caller.staff(), caller.seesHeld()))
                .compose(found -> found.size() > 0
                        ? Future.succeededFuture(one(found))
                        : db.query(MERGED, id).compose(merged -> findMerged(merged, caller)));
    }

    private Future<Thread> findMerged(RowSet<Row> merged, Caller caller) {
        Row row = Rows.first(merged);
        if (row == null || !Rows.has(row, "merged_into_id")) {
            throw Post.Kind.THREAD.notFound();
        }
        return db.query(
                        FIND,
                        Rows.arguments(caller.id(), row.getUUID("merged_into_id"), caller.staff(), caller.seesHeld()))
                .map(ThreadStore::one);
    }

    /** A held one is not counted, and nobody is told of it but staff. */
    Future<Thread> create(Tx tx, ThreadDraft draft, Body body, Set<PostSignals> held) {
        return tx.query(held.isEmpty() ? COUNT_IN : IS_BOARD, draft.boardId())
                .compose(boards -> boards.rowCount() == 0
                        ? Future.failedFuture(
                                RpcException.invalid("thread.board_unknown", "/boardId", "is not a board"))
                        : tx.query(
                                INSERT,
                                Rows.arguments(
                                        draft.authorId(),
                                        Ids.next(),
                                        draft.boardId(),
                                        draft.title(),
                                        body.source(),
                                        body.html(),
                                        draft.tags().toArray(String[]::new),
                                        draft.listingId(),
                                        draft.mentions().toArray(UUID[]::new),
                                        Fingerprint.of(draft.text(body)).value(),
                                        !held.isEmpty())))
                .map(ThreadStore::one)
                .compose(thread -> tell(tx, thread, draft.mentions(), held).map(thread))
                .map(created -> created.toBuilder()
                        .setWatching(true)
                        .setWatchMode(WatchMode.WATCH_MODE_ALL)
                        .build());
    }

    private static Future<Void> tell(Tx tx, Thread thread, List<UUID> mentions, Set<PostSignals> held) {
        return held.isEmpty()
                ? TitleWords.remember(tx, thread.getTitle()).compose(known -> Mentions.tell(tx, thread, mentions))
                : PostLimits.suspect(tx, thread.getId(), "", thread.getAuthor().getId(), held);
    }

    /** Locks a thread that is there. */
    Future<Post> lock(Tx tx, UUID id) {
        return tx.query(LOCK, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw Post.Kind.THREAD.notFound();
            }
            return new Post(Post.Kind.THREAD, row.getUUID("author_id"), row.getLong("version"));
        });
    }

    /** Deletes a thread if it is there. */
    Future<Void> delete(Tx tx, UUID id, @Nullable UUID by) {
        return tx.query(DELETE, id).compose(rows -> {
            Row row = Rows.first(rows);
            return row == null
                    ? Future.succeededFuture()
                    : ThreadEvents.add(
                                    tx,
                                    ThreadEvents.Entry.of(
                                            id,
                                            "DELETED",
                                            by,
                                            !row.getUUID("author_id").equals(by)))
                            .compose(added -> HeldEdits.drop(tx, Post.Kind.THREAD, id))
                            .compose(dropped -> tx.query(COUNT_OUT, row.getUUID("board_id")))
                            .mapEmpty();
        });
    }

    private static final String RESTORABLE =
            """
            SELECT purged_at IS NOT NULL AS purged, merged_into_id IS NOT NULL AS merged FROM thread
            WHERE thread_id = $1 FOR NO KEY UPDATE
            """;

    @SuppressWarnings("NullAway") // a Future of nothing
    Future<Void> requireRestorable(Tx tx, UUID id) {
        return tx.query(RESTORABLE, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw Post.Kind.THREAD.notFound();
            }
            if (row.getBoolean("purged")) {
                throw RpcException.conflict("thread.purged", "What it said is gone for good.");
            }
            if (row.getBoolean("merged")) {
                throw RpcException.conflict("thread.merged", "Its comments are in another thread now.");
            }
            return null;
        });
    }

    private static final String RESTORE =
            """
            WITH restored AS (
                UPDATE thread SET deleted_at = NULL
                WHERE thread_id = $1 AND deleted_at IS NOT NULL AND purged_at IS NULL AND merged_into_id IS NULL
                    AND held_at IS NULL
                RETURNING board_id)
            UPDATE board b SET thread_count = thread_count + 1 FROM restored r WHERE b.board_id = r.board_id
            """;

    /** Brings a thread back if it is deleted or held; whether it was. Without anybody it is a decision that is undone. */
    Future<Boolean> restore(Tx tx, UUID id, @Nullable UUID staff) {
        return HeldPosts.releaseThread(tx, id, staff)
                .compose(released -> released ? Future.succeededFuture(true) : undelete(tx, id, staff));
    }

    private static Future<Boolean> undelete(Tx tx, UUID id, @Nullable UUID staff) {
        return tx.query(RESTORE, id)
                .compose(restored -> restored.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : ThreadEvents.add(tx, ThreadEvents.Entry.of(id, "RESTORED", staff, true))
                                .map(true));
    }

    static Thread one(RowSet<Row> rows) {
        Row row = Rows.first(rows);
        if (row == null) {
            throw Post.Kind.THREAD.notFound();
        }
        return thread(row);
    }

    /** A thread whose author has yet to be named. */
    static Thread thread(Row row) {
        Thread.Builder thread = Thread.newBuilder()
                .setId(Rows.id(row, "thread_id"))
                .setBoardId(Rows.id(row, "board_id"))
                .setTitle(row.getString("title"))
                .setBody(row.getString("body"))
                .setBodyHtml(row.getString("body_html"))
                .addAllTags(List.of(row.getArrayOfStrings("tags")))
                .setAuthor(Author.newBuilder().setId(Rows.id(row, "author_id")))
                .setLikeCount(row.getLong("like_count"))
                .setLiked(row.getBoolean("liked"))
                .setCommentCount(row.getLong("comment_count"))
                .setLocked(row.getBoolean("locked"))
                .setPinned(row.getBoolean("pinned"))
                .setCreatedAt(Rows.time(row, "created_at"))
                .setLastActivityAt(Rows.time(row, "last_activity_at"))
                .setVersion(row.getLong("version"));
        String watchMode = row.getString("watch_mode");
        if (watchMode != null) {
            thread.setWatching(watchMode.equals("ALL")).setWatchMode(WatchMode.valueOf("WATCH_MODE_" + watchMode));
        }
        if (Rows.has(row, "listing_id")) {
            thread.setListingId(Rows.id(row, "listing_id"));
        }
        if (Rows.has(row, "accepted_comment_id")) {
            thread.setAcceptedCommentId(Rows.id(row, "accepted_comment_id"));
        }
        if (Rows.has(row, "edited_at")) {
            thread.setEditedAt(Rows.time(row, "edited_at"));
        }
        if (row.getBoolean("held")) {
            thread.setHeld(true);
        } else if (Rows.has(row, "deleted_at")) {
            thread.setDeletedAt(Rows.time(row, "deleted_at"));
        }
        return thread.build();
    }
}
