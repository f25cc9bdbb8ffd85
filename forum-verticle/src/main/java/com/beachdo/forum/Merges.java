package com.beachdo.forum;

import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;

/** One thread goes into another one. */
final class Merges {
    private static final int MOST_COMMENTS = 5_000;

    private Merges() {}

    private static final String LOCK_COMMENTS =
            """
            SELECT comment_id FROM comment WHERE thread_id = $1 ORDER BY comment_id LIMIT %d FOR UPDATE
            """
                    .formatted(MOST_COMMENTS + 1);
    private static final String LOCK_THREADS =
            """
            SELECT thread_id, title FROM thread WHERE thread_id IN ($1, $2) AND deleted_at IS NULL
            ORDER BY thread_id FOR NO KEY UPDATE
            """;

    /** Comments are locked before threads, as everywhere. */
    static Future<Void> merge(Tx tx, UUID from, UUID into, UUID staff) {
        return tx.query(LOCK_COMMENTS, from)
                .compose(comments -> {
                    if (comments.size() > MOST_COMMENTS) {
                        throw RpcException.conflict(
                                "thread.too_large", "A thread of more than 5,000 comments goes into no other.");
                    }
                    return tx.query(LOCK_THREADS, from, into);
                })
                .map(threads -> title(threads, from))
                .compose(title -> move(tx, from, into)
                        .compose(moved ->
                                ThreadEvents.add(tx, ThreadEvents.Entry.titled(into, "MERGED", staff, true, title))));
    }

    private static String title(RowSet<Row> threads, UUID from) {
        if (threads.size() != 2) {
            throw Post.Kind.THREAD.notFound();
        }
        for (Row row : threads) {
            if (row.getUUID("thread_id").equals(from)) {
                return row.getString("title");
            }
        }
        throw Post.Kind.THREAD.notFound();
    }

    private static final String OPENING =
            """
            INSERT INTO comment (comment_id, thread_id, depth, author_id, body, body_html, like_count, created_at, edited_at,
                mentions, listing_id)
            SELECT $3, $2, 0, author_id, body, body_html, like_count, created_at, edited_at, mentions, listing_id
            FROM thread WHERE thread_id = $1
            """;
    private static final String OPENING_LIKES =
            """
            WITH gone AS (DELETE FROM thread_like WHERE thread_id = $1 RETURNING user_id, created_at)
            INSERT INTO comment_like (comment_id, user_id, created_at) SELECT $2, user_id, created_at FROM gone
            """;
    private static final String COUNT =
            """
            UPDATE thread t SET comment_count = t.comment_count + f.comment_count + 1,
                last_activity_at = greatest(t.last_activity_at, f.last_activity_at)
            FROM thread f WHERE t.thread_id = $2 AND f.thread_id = $1
            """;
    private static final String EMPTY =
            """
            UPDATE thread SET accepted_comment_id = NULL, like_count = 0, comment_count = 0, deleted_at = now(),
                merged_into_id = $2
            WHERE thread_id = $1
            """;
    private static final String BOARD =
            """
            UPDATE board b SET thread_count = thread_count - 1 FROM thread t
            WHERE t.thread_id = $1 AND b.board_id = t.board_id
            """;

    /** $1 goes into $2. */
    private static final List<String> FOLLOW = List.of(
            "DELETE FROM held_edit WHERE thread_id = $1 AND $2::uuid IS NOT NULL",
            "UPDATE comment SET thread_id = $2 WHERE thread_id = $1",
            """
            WITH gone AS (DELETE FROM thread_watch WHERE thread_id = $1 RETURNING user_id, created_at, mode)
            INSERT INTO thread_watch (thread_id, user_id, created_at, mode)
            SELECT $2, user_id, created_at, mode FROM gone ORDER BY user_id
            ON CONFLICT ON CONSTRAINT thread_watch_thread_id_user_id_pkey DO NOTHING
            """,
            """
            WITH gone AS (DELETE FROM bookmark WHERE thread_id = $1 RETURNING user_id, created_at)
            INSERT INTO bookmark (thread_id, user_id, created_at)
            SELECT $2, user_id, created_at FROM gone ORDER BY user_id
            ON CONFLICT ON CONSTRAINT bookmark_user_id_thread_id_pkey DO NOTHING
            """,
            "UPDATE thread SET merged_into_id = $2 WHERE merged_into_id = $1");

    private static Future<Void> move(Tx tx, UUID from, UUID into) {
        UUID opening = Ids.next();
        Future<Void> done = tx.query(OPENING, from, into, opening)
                .compose(inserted -> tx.query(OPENING_LIKES, from, opening))
                .compose(liked -> tx.query(COUNT, from, into))
                .compose(counted -> tx.query(EMPTY, from, into))
                .mapEmpty();
        for (String statement : FOLLOW) {
            done = done.compose(before -> tx.query(statement, from, into).mapEmpty());
        }
        return done.compose(followed -> tx.query(BOARD, from)).mapEmpty();
    }
}
