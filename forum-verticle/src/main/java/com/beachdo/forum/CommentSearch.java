package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comments by their words, latest first. */
final class CommentSearch {
    private final Db db;
    private final TitleWords words;

    CommentSearch(Db db, TitleWords words) {
        this.db = db;
        this.words = words;
    }

    /** Where to look, and for what. */
    record Filter(String text, @Nullable UUID board, @Nullable UUID thread) {
        String name() {
            return String.join("|", "comment-search", text, String.valueOf(board), String.valueOf(thread));
        }
    }

    /** A page, and the text that was looked for instead of the one that found nothing. */
    record Found(Page<Comment> page, @Nullable String corrected) {}

    Future<Found> page(Filter filter, Caller caller, int size, @Nullable String cursor) {
        List<String> after = db.cursor().decode(filter.name(), cursor, 3);
        if (after != null) {
            String corrected = after.get(2).isEmpty() ? null : after.get(2);
            return page(filter, corrected, caller, size, after);
        }
        return page(filter, null, caller, size, null)
                .compose(found -> found.page().items().isEmpty()
                        ? words.correct(filter.text())
                                .compose(corrected -> corrected == null
                                        ? Future.succeededFuture(found)
                                        : page(filter, corrected, caller, size, null))
                        : Future.succeededFuture(found));
    }

    private Future<Found> page(
            Filter filter, @Nullable String corrected, Caller caller, int size, @Nullable List<String> after) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(caller.id());
        arguments.add(size + 1);
        String sql = sql(filter, corrected == null ? filter.text() : corrected, after, arguments);
        return db.query(sql, arguments(arguments)).map(rows -> {
            Page<Comment> page = page(filter, corrected, size, rows);
            return new Found(page, page.items().isEmpty() ? null : corrected);
        });
    }

    @SuppressWarnings("NullAway") // a driver's tuple takes nulls
    private static Object[] arguments(List<@Nullable Object> arguments) {
        return Rows.arguments(arguments.toArray());
    }

    private Page<Comment> page(Filter filter, @Nullable String corrected, int size, RowSet<Row> rows) {
        return Page.of(rows, size, CommentStore::comment, last -> db.cursor()
                .encode(
                        filter.name(),
                        List.of(
                                last.getOffsetDateTime("created_at").toString(),
                                Rows.id(last, "comment_id"),
                                corrected == null ? "" : corrected)));
    }

    /** One statement for each set of filters, so that each has the plan that suits it. */
    static String sql(Filter filter, String text, @Nullable List<String> after, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("c.deleted_at IS NULL AND t.deleted_at IS NULL");
        where.append(" AND c.search @@ websearch_to_tsquery('english', ")
                .append(argument(arguments, text))
                .append(")");
        if (filter.thread() != null) {
            where.append(" AND c.thread_id = ").append(argument(arguments, filter.thread()));
        }
        if (filter.board() != null) {
            where.append(" AND t.board_id = ").append(argument(arguments, filter.board()));
        }
        if (after != null) {
            where.append(" AND (c.created_at, c.comment_id) < (")
                    .append(argument(arguments, OffsetDateTime.parse(after.get(0))))
                    .append(", ")
                    .append(argument(arguments, UUID.fromString(after.get(1))))
                    .append(")");
        }
        return "SELECT " + CommentStore.COLUMNS + " FROM comment c JOIN thread t USING (thread_id) WHERE " + where
                + " ORDER BY c.created_at DESC, c.comment_id DESC LIMIT $2";
    }

    private static String argument(List<@Nullable Object> arguments, Object value) {
        arguments.add(value);
        return "$" + arguments.size();
    }
}
