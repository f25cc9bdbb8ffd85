package com.beachdo.forum;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes for good: a text at once, the comments of a thread in batches, so that a large one takes no transaction long. */
final class Purges {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);

    private final Db db;
    private boolean busy;

    Purges(Db db) {
        this.db = db;
    }

    private static final String LOCK_THREAD =
            """
            SELECT deleted_at IS NOT NULL AS deleted, purged_at IS NOT NULL AS purged FROM thread
            WHERE thread_id = $1 FOR NO KEY UPDATE
            """;
    private static final String THREAD =
            """
            WITH revisions AS (DELETE FROM thread_revision WHERE thread_id = $1),
            events AS (DELETE FROM thread_event WHERE thread_id = $1),
            likes AS (DELETE FROM thread_like WHERE thread_id = $1)
            UPDATE thread SET title = 'Deleted', body = '-', body_html = '', tags = '{}', mentions = '{}', listing_id = NULL, fingerprint = NULL,
                accepted_comment_id = NULL, like_count = 0, comment_count = 0, version = version + 1, purged_at = now(),
                purging = true
            WHERE thread_id = $1
            """;

    /** Whether there was something to do. */
    static Future<Boolean> thread(Tx tx, UUID id) {
        return tx.query(LOCK_THREAD, id)
                .compose(rows -> isThere(rows, Post.Kind.THREAD)
                        ? tx.query(THREAD, id).map(true)
                        : Future.succeededFuture(false));
    }

    private static final String LOCK_COMMENT =
            """
            SELECT deleted_at IS NOT NULL AS deleted, purged_at IS NOT NULL AS purged FROM comment
            WHERE comment_id = $1 FOR NO KEY UPDATE
            """;
    private static final String COMMENT =
            """
            WITH revisions AS (DELETE FROM comment_revision WHERE comment_id = $1)
            UPDATE comment SET body = '-', body_html = '', mentions = '{}', fingerprint = NULL, listing_id = NULL,
                version = version + 1, purged_at = now()
            WHERE comment_id = $1
            """;

    /** Whether there was something to do. */
    static Future<Boolean> comment(Tx tx, UUID id) {
        return tx.query(LOCK_COMMENT, id)
                .compose(rows -> isThere(rows, Post.Kind.COMMENT)
                        ? tx.query(COMMENT, id).map(true)
                        : Future.succeededFuture(false));
    }

    private static boolean isThere(RowSet<Row> rows, Post.Kind kind) {
        Row row = Rows.first(rows);
        if (row == null) {
            throw kind.notFound();
        }
        if (!row.getBoolean("deleted")) {
            throw RpcException.conflict(kind.code() + ".not_deleted", "What is purged has to be deleted first.");
        }
        return !row.getBoolean("purged");
    }

    /** Answers before what they answer; what somebody else has under way is passed over until the next time. */
    static final String BATCH =
            """
            WITH batch AS (
                SELECT c.comment_id FROM comment c
                WHERE c.thread_id = (SELECT thread_id FROM thread WHERE purging ORDER BY thread_id LIMIT 1)
                ORDER BY c.depth DESC LIMIT 500 FOR UPDATE SKIP LOCKED),
            likes AS (DELETE FROM comment_like l USING batch WHERE l.comment_id = batch.comment_id),
            revisions AS (DELETE FROM comment_revision r USING batch WHERE r.comment_id = batch.comment_id)
            DELETE FROM comment c USING batch WHERE c.comment_id = batch.comment_id
            """;

    private static final String DONE =
            """
            UPDATE thread t SET purging = false
            WHERE t.purging AND NOT EXISTS (SELECT FROM comment c WHERE c.thread_id = t.thread_id)
            """;

    /** One round at a time. */
    void look() {
        if (busy) {
            return;
        }
        busy = true;
        round().onComplete(done -> {
            busy = false;
            if (done.failed()) {
                LOG.warn("purge of comments: {}", done.cause().toString());
            }
        });
    }

    private Future<Void> round() {
        return db.query(BATCH)
                .compose(gone -> gone.rowCount() > 0 ? round() : db.query(DONE).mapEmpty());
    }
}
