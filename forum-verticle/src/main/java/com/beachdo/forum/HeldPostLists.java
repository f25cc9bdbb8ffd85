package com.beachdo.forum;

import com.beachdo.forum.v1.HeldPost;
import com.beachdo.forum.v1.HeldPostState;
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

/** Posts and edits that wait for staff, page by page. */
final class HeldPostLists {
    private static final List<String> FIRST = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");
    private static final List<String> LAST = List.of("9999-12-31T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    /** {0} is which, {1} is what comes after $2 and $3, {2} is the order; each kind along its own index. */
    private static final String LIST =
            """
            SELECT * FROM (
                (SELECT t.thread_id AS id, t.thread_id, NULL::uuid AS comment_id, t.board_id, t.title, t.body, t.author_id,
                    t.held_at, CASE WHEN t.refused_at IS NULL THEN 'WAITING' ELSE 'REFUSED' END AS state,
                    NULL::uuid AS edit_id
                FROM thread t
                WHERE t.held_at IS NOT NULL AND t.purged_at IS NULL AND (t.held_at, t.thread_id) @after ($2, $3) AND @thread
                ORDER BY t.held_at @order, t.thread_id @order LIMIT $4)
                UNION ALL
                (SELECT c.comment_id, c.thread_id, c.comment_id, t.board_id, t.title, c.body, c.author_id, c.held_at,
                    CASE WHEN c.refused_at IS NULL THEN 'WAITING' ELSE 'REFUSED' END, NULL
                FROM comment c JOIN thread t USING (thread_id)
                WHERE c.held_at IS NOT NULL AND c.purged_at IS NULL AND (c.held_at, c.comment_id) @after ($2, $3)
                    AND @comment
                ORDER BY c.held_at @order, c.comment_id @order LIMIT $4)
                UNION ALL
                (SELECT e.edit_id, t.thread_id, e.comment_id, t.board_id, coalesce(e.title, t.title), coalesce(e.body, ''),
                    e.author_id, e.held_at, 'EDIT_WAITING', e.edit_id
                FROM held_edit e LEFT JOIN comment c ON c.comment_id = e.comment_id
                    JOIN thread t ON t.thread_id = coalesce(e.thread_id, c.thread_id)
                WHERE (e.held_at, e.edit_id) @after ($2, $3) AND @edit
                ORDER BY e.held_at @order, e.edit_id @order LIMIT $4)) held
            ORDER BY held_at @order, id @order LIMIT $4
            """;

    static final String MINE = LIST.replace("@after", "<")
            .replace("@order", "DESC")
            .replace("@thread", "t.author_id = $1")
            .replace("@comment", "c.author_id = $1")
            .replace("@edit", "e.author_id = $1");
    static final String ALL = LIST.replace("@after", ">")
            .replace("@order", "ASC")
            .replace("@thread", "t.refused_at IS NULL AND ($1::uuid IS NULL OR t.board_id = $1)")
            .replace("@comment", "c.refused_at IS NULL AND ($1::uuid IS NULL OR t.board_id = $1)")
            .replace("@edit", "($1::uuid IS NULL OR t.board_id = $1)");

    private final Db db;

    HeldPostLists(Db db) {
        this.db = db;
    }

    /** The latest first; with what was not let through. */
    Future<Page<HeldPost>> of(UUID author, int size, @Nullable String cursor) {
        return page(MINE, "my-held|" + author, author, LAST, size, cursor);
    }

    /** What waits, the longest waiting first. */
    Future<Page<HeldPost>> all(@Nullable UUID board, int size, @Nullable String cursor) {
        return page(ALL, "held|" + board, board, FIRST, size, cursor);
    }

    private Future<Page<HeldPost>> page(
            String sql, String list, @Nullable UUID which, List<String> start, int size, @Nullable String cursor) {
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? start : given;
        OffsetDateTime at = OffsetDateTime.parse(after.get(0));
        return db.query(sql, Rows.arguments(which, at, UUID.fromString(after.get(1)), size + 1))
                .map(rows -> page(list, size, rows));
    }

    private Page<HeldPost> page(String list, int size, RowSet<Row> rows) {
        return Page.of(rows, size, HeldPostLists::post, last -> db.cursor()
                .encode(list, List.of(last.getOffsetDateTime("held_at").toString(), Rows.id(last, "id"))));
    }

    private static HeldPost post(Row row) {
        HeldPost.Builder post = HeldPost.newBuilder()
                .setThreadId(Rows.id(row, "thread_id"))
                .setBoardId(Rows.id(row, "board_id"))
                .setTitle(row.getString("title"))
                .setBody(row.getString("body"))
                .setState(HeldPostState.valueOf("HELD_POST_STATE_" + row.getString("state")))
                .setHeldAt(Rows.time(row, "held_at"));
        post.getAuthorBuilder().setId(Rows.id(row, "author_id"));
        if (Rows.has(row, "comment_id")) {
            post.setCommentId(Rows.id(row, "comment_id"));
        }
        if (Rows.has(row, "edit_id")) {
            post.setEditId(Rows.id(row, "edit_id"));
        }
        return post.build();
    }
}
