package com.beachdo.forum;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;

/** Which comment answers a thread, as its author or staff say. */
final class Answers {
    private static final String ACCEPT =
            """
            UPDATE thread t SET accepted_comment_id = c.comment_id FROM comment c
            WHERE c.comment_id = $1 AND c.thread_id = t.thread_id AND c.deleted_at IS NULL AND t.deleted_at IS NULL
                AND (t.author_id = $2 OR $3)
            """;
    private static final String UNACCEPT =
            """
            UPDATE thread t SET accepted_comment_id = NULL FROM comment c
            WHERE c.comment_id = $1 AND c.thread_id = t.thread_id AND t.accepted_comment_id = c.comment_id
                AND (t.author_id = $2 OR $3)
            """;
    private static final String MAY =
            """
            SELECT t.author_id = $2 OR $3 AS may FROM comment c JOIN thread t USING (thread_id)
            WHERE c.comment_id = $1 AND c.deleted_at IS NULL AND t.deleted_at IS NULL
            """;

    private final Db db;

    Answers(Db db) {
        this.db = db;
    }

    Future<Void> accept(UUID comment, UUID caller, boolean staff) {
        return change(ACCEPT, comment, caller, staff);
    }

    Future<Void> unaccept(UUID comment, UUID caller, boolean staff) {
        return change(UNACCEPT, comment, caller, staff);
    }

    private Future<Void> change(String sql, UUID comment, UUID caller, boolean staff) {
        return db.query(MAY, comment, caller, staff).compose(rows -> {
            if (rows.size() == 0) {
                throw Post.Kind.COMMENT.notFound();
            }
            if (!rows.iterator().next().getBoolean("may")) {
                throw RpcException.denied("thread.not_author", "Only its author may change this thread.");
            }
            return db.query(sql, comment, caller, staff).mapEmpty();
        });
    }
}
