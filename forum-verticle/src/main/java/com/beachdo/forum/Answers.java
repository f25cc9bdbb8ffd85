package com.beachdo.forum;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which comment answers a thread, as its author or staff say. */
final class Answers {
    private static final String ACCEPT =
            """
            UPDATE thread t SET accepted_comment_id = c.comment_id FROM comment c
            WHERE c.comment_id = $1 AND c.thread_id = t.thread_id AND c.deleted_at IS NULL AND t.deleted_at IS NULL
                AND (t.author_id = $2 OR $3) AND t.accepted_comment_id IS DISTINCT FROM c.comment_id
            RETURNING t.thread_id, t.author_id
            """;
    private static final String UNACCEPT =
            """
            UPDATE thread t SET accepted_comment_id = NULL FROM comment c
            WHERE c.comment_id = $1 AND c.thread_id = t.thread_id AND t.accepted_comment_id = c.comment_id
                AND (t.author_id = $2 OR $3)
            RETURNING t.thread_id, t.author_id
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
        return change(ACCEPT, "ANSWER_ACCEPTED", comment, caller, staff);
    }

    Future<Void> unaccept(UUID comment, UUID caller, boolean staff) {
        return change(UNACCEPT, "ANSWER_UNACCEPTED", comment, caller, staff);
    }

    private Future<Void> change(String sql, String kind, UUID comment, UUID caller, boolean staff) {
        return db.transaction(tx -> tx.query(MAY, comment, caller, staff).compose(rows -> {
            if (rows.size() == 0) {
                throw Post.Kind.COMMENT.notFound();
            }
            if (!rows.iterator().next().getBoolean("may")) {
                throw RpcException.denied("thread.not_author", "Only its author may change this thread.");
            }
            return tx.query(sql, comment, caller, staff)
                    .compose(changed -> note(tx, Rows.first(changed), kind, comment, caller));
        }));
    }

    private static Future<Void> note(Tx tx, @Nullable Row changed, String kind, UUID comment, UUID caller) {
        if (changed == null) {
            return Future.succeededFuture();
        }
        boolean byStaff = !changed.getUUID("author_id").equals(caller);
        return ThreadEvents.add(
                tx, ThreadEvents.Entry.answered(changed.getUUID("thread_id"), kind, caller, byStaff, comment));
    }
}
