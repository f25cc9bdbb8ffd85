package com.beachdo.forum;

import com.beachdo.forum.v1.WatchMode;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import java.util.UUID;

/** Who watches which thread. */
final class WatchStore {
    private static final String WATCH =
            """
            WITH thread AS (SELECT thread_id FROM thread WHERE thread_id = $1 AND deleted_at IS NULL),
            added AS (
                INSERT INTO thread_watch (thread_id, user_id, mode) SELECT thread_id, $2, $3 FROM thread
                ON CONFLICT ON CONSTRAINT thread_watch_thread_id_user_id_pkey DO UPDATE SET mode = excluded.mode)
            SELECT thread_id FROM thread
            """;
    private static final String UNWATCH = "DELETE FROM thread_watch WHERE thread_id = $1 AND user_id = $2";

    private final Db db;

    WatchStore(Db db) {
        this.db = db;
    }

    Future<Void> watch(UUID thread, UUID user, WatchMode mode) {
        return db.query(WATCH, thread, user, mode.name().substring("WATCH_MODE_".length()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Post.Kind.THREAD.notFound();
                    }
                    return null;
                });
    }

    Future<Void> unwatch(UUID thread, UUID user) {
        return db.query(UNWATCH, thread, user).mapEmpty();
    }
}
