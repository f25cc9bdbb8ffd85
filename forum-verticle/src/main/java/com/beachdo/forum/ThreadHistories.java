package com.beachdo.forum;

import com.beachdo.forum.v1.ThreadHistory;
import com.beachdo.forum.v1.ThreadRevision;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/** What threads said before. */
final class ThreadHistories {
    private static final String HISTORY =
            """
            SELECT version, title, body, tags, written_at FROM (
                SELECT version, title, body, tags, coalesce(edited_at, created_at) AS written_at
                FROM thread WHERE thread_id = $1 AND (deleted_at IS NULL OR $2)
                UNION ALL
                SELECT r.version, r.title, r.body, r.tags, r.written_at FROM thread_revision r JOIN thread t USING (thread_id)
                WHERE r.thread_id = $1 AND (t.deleted_at IS NULL OR $2)) all_of_it
            ORDER BY version DESC LIMIT 100
            """;

    private final Db db;

    ThreadHistories(Db db) {
        this.db = db;
    }

    Future<ThreadHistory> of(UUID thread, Caller caller) {
        return db.query(HISTORY, thread, caller.staff()).map(rows -> {
            if (rows.size() == 0) {
                throw Post.Kind.THREAD.notFound();
            }
            ThreadHistory.Builder history = ThreadHistory.newBuilder();
            for (Row row : rows) {
                history.addItems(ThreadRevision.newBuilder()
                        .setVersion(row.getLong("version"))
                        .setTitle(row.getString("title"))
                        .setBody(row.getString("body"))
                        .addAllTags(List.of(row.getArrayOfStrings("tags")))
                        .setWrittenAt(Rows.time(row, "written_at")));
            }
            return history.build();
        });
    }
}
