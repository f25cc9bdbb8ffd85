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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
    /** What follows of each of some comments, at once. */
    static final String FIRST_REPLIES =
            "SELECT first.* FROM unnest($3::uuid[]) asked(parent) CROSS JOIN LATERAL (SELECT "
                    + CommentStore.COLUMNS
                    + """
            FROM comment c
            WHERE c.thread_id = $4 AND c.parent_id = asked.parent
                AND (c.held_at IS NULL OR $5 OR c.author_id = $1::uuid AND c.refused_at IS NULL)
            ORDER BY c.created_at, c.comment_id LIMIT $2) first
            ORDER BY first.created_at, first.comment_id
            """;

    static final int MOST_REPLIES = 5;

    private static final List<String> START = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");

    private final Db db;

    CommentLists(Db db) {
        this.db = db;
    }

    /** One level of the tree. */
    Future<Page<Comment>> page(UUID thread, @Nullable UUID parent, Caller caller, int size, @Nullable String cursor) {
        String list = name(thread, parent);
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

    private static String name(UUID thread, @Nullable UUID parent) {
        return "comments|" + thread + "|" + parent;
    }

    /** The same comments with their first answers, and where the others are. */
    Future<List<Comment>> withReplies(UUID thread, List<Comment> parents, Caller caller, int size) {
        if (size == 0 || parents.isEmpty()) {
            return Future.succeededFuture(parents);
        }
        UUID[] ids = parents.stream()
                .map(comment -> UUID.fromString(comment.getId()))
                .toArray(UUID[]::new);
        return db.query(FIRST_REPLIES, Rows.arguments(caller.id(), size + 1, ids, thread, caller.staff()))
                .map(rows -> {
                    Map<String, List<Row>> byParent =
                            rows.stream().collect(Collectors.groupingBy(row -> Rows.id(row, "parent_id")));
                    return parents.stream()
                            .map(parent ->
                                    withReplies(thread, parent, byParent.getOrDefault(parent.getId(), List.of()), size))
                            .toList();
                });
    }

    private Comment withReplies(UUID thread, Comment parent, List<Row> replies, int size) {
        if (replies.isEmpty()) {
            return parent;
        }
        List<Row> first = replies.subList(0, Math.min(size, replies.size()));
        Comment.Builder answered = parent.toBuilder()
                .addAllReplies(first.stream().map(CommentStore::comment).toList());
        if (replies.size() > size) {
            answered.setMoreReplies(cursor(name(thread, UUID.fromString(parent.getId())), first.get(first.size() - 1)));
        }
        return answered.build();
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
        return Page.of(rows, size, CommentStore::comment, last -> cursor(list, last));
    }

    private String cursor(String list, Row last) {
        return db.cursor()
                .encode(list, List.of(last.getOffsetDateTime("created_at").toString(), Rows.id(last, "comment_id")));
    }
}
