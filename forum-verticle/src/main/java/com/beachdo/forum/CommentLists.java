package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comments of one level of a thread, page by page. */
final class CommentLists {
    private static final String READABLE =
            """
            SELECT EXISTS (SELECT FROM thread WHERE thread_id = $1 AND (deleted_at IS NULL OR $3)) AS thread,
                $2::uuid IS NULL OR EXISTS (SELECT FROM comment WHERE comment_id = $2 AND thread_id = $1) AS parent
            """;
    static final String TOP_LEVEL = "SELECT " + CommentStore.COLUMNS
            + """
            FROM comment c
            WHERE c.thread_id = $3 AND c.parent_id IS NULL AND (c.created_at, c.comment_id) > ($4, $5)
                AND (c.held_at IS NULL OR $6 OR c.author_id = $1::uuid AND c.refused_at IS NULL)
            ORDER BY c.created_at, c.comment_id LIMIT $2
            """;
    static final String REPLIES = "SELECT " + CommentStore.COLUMNS
            + """
            FROM comment c
            WHERE c.thread_id = $3 AND c.parent_id = $7 AND (c.created_at, c.comment_id) > ($4, $5)
                AND (c.held_at IS NULL OR $6 OR c.author_id = $1::uuid AND c.refused_at IS NULL)
            ORDER BY c.created_at, c.comment_id LIMIT $2
            """;
    private static final List<String> START = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");

    private final Db db;

    CommentLists(Db db) {
        this.db = db;
    }

    /** One level of the tree. */
    Future<Page<Comment>> page(UUID thread, @Nullable UUID parent, Caller caller, int size, @Nullable String cursor) {
        String list = "comments|" + thread + "|" + parent;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? START : given;
        OffsetDateTime at = OffsetDateTime.parse(after.get(0));
        UUID id = UUID.fromString(after.get(1));
        return requireReadable(thread, parent, caller)
                .compose(ignored -> parent == null
                        ? db.query(TOP_LEVEL, Rows.arguments(caller.id(), size + 1, thread, at, id, caller.staff()))
                        : db.query(
                                REPLIES, Rows.arguments(caller.id(), size + 1, thread, at, id, caller.staff(), parent)))
                .map(rows -> page(list, size, rows));
    }

    private Future<Void> requireReadable(UUID thread, @Nullable UUID parent, Caller caller) {
        return db.query(READABLE, Rows.arguments(thread, parent, caller.staff()))
                .map(rows -> {
                    Row found = rows.iterator().next();
                    if (!found.getBoolean("thread")) {
                        throw Post.Kind.THREAD.notFound();
                    }
                    if (!found.getBoolean("parent")) {
                        throw Post.Kind.COMMENT.notFound();
                    }
                    return null;
                });
    }

    private Page<Comment> page(String list, int size, RowSet<Row> rows) {
        return Page.of(rows, size, CommentStore::comment, last -> db.cursor()
                .encode(list, List.of(last.getOffsetDateTime("created_at").toString(), Rows.id(last, "comment_id"))));
    }
}
