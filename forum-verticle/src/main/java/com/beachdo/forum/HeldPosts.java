package com.beachdo.forum;

import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posts that wait for staff: let through they are as new as any, with all that follows from one. */
final class HeldPosts {
    private HeldPosts() {}

    private static final String RELEASE_THREAD =
            """
            UPDATE thread SET deleted_at = NULL, held_at = NULL, refused_at = NULL, created_at = now(),
                last_activity_at = now()
            WHERE thread_id = $1 AND held_at IS NOT NULL AND purged_at IS NULL
            RETURNING board_id, author_id, title, mentions
            """;
    private static final String COUNT_THREAD = "UPDATE board SET thread_count = thread_count + 1 WHERE board_id = $1";

    /** Whether it was held. */
    static Future<Boolean> releaseThread(Tx tx, UUID id, @Nullable UUID staff) {
        return tx.query(RELEASE_THREAD, id).compose(rows -> {
            Row row = Rows.first(rows);
            return row == null
                    ? Future.succeededFuture(false)
                    : tx.query(COUNT_THREAD, row.getUUID("board_id"))
                            .compose(
                                    counted -> ThreadEvents.add(tx, ThreadEvents.Entry.of(id, "RESTORED", staff, true)))
                            .compose(added -> TitleWords.remember(tx, row.getString("title")))
                            .compose(known -> tellMentions(tx, id, row))
                            .map(true);
        });
    }

    private static Future<Void> tellMentions(Tx tx, UUID thread, Row row) {
        List<String> mentions = mentions(row);
        return mentions.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        thread.toString(),
                        MentionsAdded.newBuilder()
                                .setThreadId(thread.toString())
                                .setAuthorId(Rows.id(row, "author_id"))
                                .addAllMentionIds(mentions)
                                .build());
    }

    private static List<String> mentions(Row row) {
        return Arrays.stream(row.getArrayOfUUIDs("mentions"))
                .map(UUID::toString)
                .toList();
    }

    private static final String LOCK_COMMENT =
            """
            SELECT parent_id FROM comment WHERE comment_id = $1 AND held_at IS NOT NULL AND purged_at IS NULL
            FOR NO KEY UPDATE
            """;
    private static final String COUNT_ANSWER = "UPDATE comment SET reply_count = reply_count + 1 WHERE comment_id = $1";
    private static final String COUNT_COMMENT =
            """
            UPDATE thread t SET comment_count = comment_count + 1,
                last_activity_at = greatest(last_activity_at, clock_timestamp())
            FROM comment c WHERE c.comment_id = $1 AND t.thread_id = c.thread_id RETURNING t.last_activity_at
            """;
    private static final String RELEASE_COMMENT =
            """
            UPDATE comment SET deleted_at = NULL, held_at = NULL, refused_at = NULL, created_at = $2
            WHERE comment_id = $1 RETURNING thread_id, author_id, mentions
            """;

    /** Whether it was held. */
    static Future<Boolean> releaseComment(Tx tx, UUID id) {
        return tx.query(LOCK_COMMENT, id).compose(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                return Future.succeededFuture(false);
            }
            UUID parent = row.getUUID("parent_id");
            Future<?> answered = parent == null ? Future.succeededFuture() : tx.query(COUNT_ANSWER, parent);
            return answered.compose(counted -> tx.query(COUNT_COMMENT, id))
                    .compose(counted -> tx.query(
                            RELEASE_COMMENT, id, counted.iterator().next().getOffsetDateTime(0)))
                    .compose(released ->
                            tellAdded(tx, id, parent, released.iterator().next()))
                    .map(true);
        });
    }

    private static Future<Void> tellAdded(Tx tx, UUID comment, @Nullable UUID parent, Row row) {
        String thread = Rows.id(row, "thread_id");
        return tx.emit(
                thread,
                CommentAdded.newBuilder()
                        .setThreadId(thread)
                        .setCommentId(comment.toString())
                        .setParentId(parent == null ? "" : parent.toString())
                        .setAuthorId(Rows.id(row, "author_id"))
                        .addAllMentionIds(mentions(row))
                        .build());
    }

    private static final String REFUSE_THREAD =
            """
            UPDATE thread SET refused_at = now()
            WHERE thread_id = $1 AND held_at IS NOT NULL AND refused_at IS NULL AND ($2::uuid IS NULL OR author_id = $2)
            """;
    private static final String REFUSE_COMMENT =
            """
            UPDATE comment SET refused_at = now()
            WHERE comment_id = $1 AND held_at IS NOT NULL AND refused_at IS NULL AND ($2::uuid IS NULL OR author_id = $2)
            """;

    /** By its author, or by nobody when it is a decision; whether it was held. */
    static Future<Boolean> refuse(Tx tx, Post.Kind kind, UUID id, @Nullable UUID author) {
        String sql = kind == Post.Kind.THREAD ? REFUSE_THREAD : REFUSE_COMMENT;
        return tx.query(sql, Rows.arguments(id, author)).map(refused -> refused.rowCount() > 0);
    }
}
