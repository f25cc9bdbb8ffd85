package com.beachdo.forum;

import com.beachdo.forum.v1.LikeReply;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** Likes: a row for each, and a counter that moves only with a row. */
final class LikeStore {
    private static final Sql THREAD = new Sql(
            Post.Kind.THREAD,
            """
            WITH liked AS (
                INSERT INTO thread_like (thread_id, user_id)
                SELECT thread_id, $2 FROM thread WHERE thread_id = $1 AND deleted_at IS NULL
                ON CONFLICT ON CONSTRAINT thread_like_thread_id_user_id_pkey DO NOTHING
                RETURNING thread_id
            )
            UPDATE thread t SET like_count = like_count + 1 FROM liked WHERE t.thread_id = liked.thread_id
            RETURNING like_count
            """,
            """
            WITH unliked AS (
                DELETE FROM thread_like l USING thread t
                WHERE l.thread_id = $1 AND l.user_id = $2 AND t.thread_id = $1 AND t.deleted_at IS NULL
                RETURNING l.thread_id
            )
            UPDATE thread t SET like_count = like_count - 1 FROM unliked WHERE t.thread_id = unliked.thread_id
            RETURNING like_count
            """,
            "SELECT like_count FROM thread WHERE thread_id = $1 AND deleted_at IS NULL");

    private static final Sql COMMENT = new Sql(
            Post.Kind.COMMENT,
            """
            WITH liked AS (
                INSERT INTO comment_like (comment_id, user_id)
                SELECT c.comment_id, $2 FROM comment c JOIN thread t USING (thread_id)
                WHERE c.comment_id = $1 AND c.deleted_at IS NULL AND t.deleted_at IS NULL
                ON CONFLICT ON CONSTRAINT comment_like_comment_id_user_id_pkey DO NOTHING
                RETURNING comment_id
            )
            UPDATE comment c SET like_count = like_count + 1 FROM liked WHERE c.comment_id = liked.comment_id
            RETURNING like_count
            """,
            """
            WITH unliked AS (
                DELETE FROM comment_like l USING comment c, thread t
                WHERE l.comment_id = $1 AND l.user_id = $2 AND c.comment_id = $1 AND c.deleted_at IS NULL
                    AND t.thread_id = c.thread_id AND t.deleted_at IS NULL
                RETURNING l.comment_id
            )
            UPDATE comment c SET like_count = like_count - 1 FROM unliked WHERE c.comment_id = unliked.comment_id
            RETURNING like_count
            """,
            """
            SELECT c.like_count FROM comment c JOIN thread t USING (thread_id)
            WHERE c.comment_id = $1 AND c.deleted_at IS NULL AND t.deleted_at IS NULL
            """);

    private final Db db;

    private record Sql(Post.Kind kind, String like, String unlike, String count) {}

    LikeStore(Db db) {
        this.db = db;
    }

    Future<LikeReply> like(Post.Kind kind, UUID id, UUID user) {
        return set(sql(kind), id, user, true);
    }

    Future<LikeReply> unlike(Post.Kind kind, UUID id, UUID user) {
        return set(sql(kind), id, user, false);
    }

    private static Sql sql(Post.Kind kind) {
        return switch (kind) {
            case THREAD -> THREAD;
            case COMMENT -> COMMENT;
        };
    }

    private Future<LikeReply> set(Sql sql, UUID id, UUID user, boolean liked) {
        return db.transaction(tx -> tx.query(liked ? sql.like() : sql.unlike(), id, user)
                .compose(rows -> {
                    Row changed = Rows.first(rows);
                    return changed == null ? count(tx, sql, id) : Future.succeededFuture(changed.getLong("like_count"));
                })
                .map(count -> LikeReply.newBuilder()
                        .setLikeCount(count)
                        .setLiked(liked)
                        .build()));
    }

    private static Future<Long> count(Tx tx, Sql sql, UUID id) {
        return tx.query(sql.count(), id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw sql.kind().notFound();
            }
            return row.getLong("like_count");
        });
    }
}
