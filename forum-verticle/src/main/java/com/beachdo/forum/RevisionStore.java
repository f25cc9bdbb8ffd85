package com.beachdo.forum;

import com.beachdo.forum.v1.CommentHistory;
import com.beachdo.forum.v1.CommentRevision;
import com.beachdo.forum.v1.TextChanges;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What threads and comments said before, version by version. */
final class RevisionStore {
    private final Db db;

    RevisionStore(Db db) {
        this.db = db;
    }

    /** A version and the one before it, which the first has not. */
    record Pair(@Nullable Row before, Row now) {
        TextChanges compare() {
            TextChanges.Builder changes = TextChanges.newBuilder()
                    .setVersion(now.getLong("version"))
                    .setWrittenAt(Rows.time(now, "written_at"))
                    .addAllBody(TextDiff.of(before == null ? "" : before.getString("body"), now.getString("body")));
            changes.addAllTags(List.of(now.getArrayOfStrings("tags")));
            if (before != null) {
                changes.addAllTagsBefore(List.of(before.getArrayOfStrings("tags")));
            }
            String title = now.getString("title");
            if (title != null) {
                changes.setTitle(title);
                if (before != null && !title.equals(before.getString("title"))) {
                    changes.setTitleBefore(before.getString("title"));
                }
            }
            return changes.build();
        }
    }

    private static final String THREAD_PAIR =
            """
            SELECT version, title, body, tags, written_at FROM (
                SELECT version, title, body, tags, coalesce(edited_at, created_at) AS written_at
                FROM thread WHERE thread_id = $1
                UNION ALL
                SELECT version, title, body, tags, written_at FROM thread_revision
                WHERE thread_id = $1 AND version IN ($2, $2 - 1)) all_of_it
            WHERE version IN ($2, $2 - 1) ORDER BY version
            """;

    Future<Pair> ofThread(UUID thread, long version, Caller caller) {
        requirePossible(version);
        return requireThread(thread, caller)
                .compose(there -> db.query(THREAD_PAIR, thread, version))
                .map(rows -> pair(rows, version));
    }

    private static final String COMMENT_PAIR =
            """
            SELECT version, NULL::text AS title, body, '{}'::text[] AS tags, written_at FROM (
                SELECT version, body, coalesce(edited_at, created_at) AS written_at FROM comment WHERE comment_id = $1
                UNION ALL
                SELECT version, body, written_at FROM comment_revision
                WHERE comment_id = $1 AND version IN ($2, $2 - 1)) all_of_it
            WHERE version IN ($2, $2 - 1) ORDER BY version
            """;

    Future<Pair> ofComment(UUID comment, long version, Caller caller) {
        requirePossible(version);
        return requireComment(comment, caller)
                .compose(there -> db.query(COMMENT_PAIR, comment, version))
                .map(rows -> pair(rows, version));
    }

    private static Pair pair(RowSet<Row> rows, long version) {
        Row before = null;
        for (Row row : rows) {
            if (row.getLong("version") == version) {
                return new Pair(before, row);
            }
            before = row;
        }
        throw noSuchVersion();
    }

    private static void requirePossible(long version) {
        if (version < 1) {
            throw noSuchVersion();
        }
    }

    private static RpcException noSuchVersion() {
        return RpcException.notFound("history.version_not_found", "There is no such version.");
    }

    private static final String THREAD =
            """
            SELECT FROM thread WHERE thread_id = $1 AND (deleted_at IS NULL OR $2)
            """;

    /** Deleted ones are for staff. */
    Future<Void> requireThread(UUID thread, Caller caller) {
        return db.query(THREAD, thread, caller.staff()).map(rows -> require(rows, Post.Kind.THREAD));
    }

    private static final String COMMENT =
            """
            SELECT FROM comment c JOIN thread t USING (thread_id)
            WHERE c.comment_id = $1 AND (c.deleted_at IS NULL AND t.deleted_at IS NULL OR $2)
            """;

    private Future<Void> requireComment(UUID comment, Caller caller) {
        return db.query(COMMENT, comment, caller.staff()).map(rows -> require(rows, Post.Kind.COMMENT));
    }

    @SuppressWarnings("NullAway") // a Future of nothing
    private static Void require(RowSet<Row> rows, Post.Kind kind) {
        if (rows.size() == 0) {
            throw kind.notFound();
        }
        return null;
    }

    private static final String COMMENT_HISTORY =
            """
            SELECT version, body, written_at FROM (
                SELECT version, body, coalesce(edited_at, created_at) AS written_at FROM comment WHERE comment_id = $1
                UNION ALL
                SELECT version, body, written_at FROM comment_revision WHERE comment_id = $1) all_of_it
            ORDER BY version DESC LIMIT 100
            """;

    Future<CommentHistory> history(UUID comment, Caller caller) {
        return requireComment(comment, caller)
                .compose(there -> db.query(COMMENT_HISTORY, comment))
                .map(rows -> {
                    CommentHistory.Builder history = CommentHistory.newBuilder();
                    for (Row row : rows) {
                        history.addItems(CommentRevision.newBuilder()
                                .setVersion(row.getLong("version"))
                                .setBody(row.getString("body"))
                                .setWrittenAt(Rows.time(row, "written_at")));
                    }
                    return history.build();
                });
    }
}
