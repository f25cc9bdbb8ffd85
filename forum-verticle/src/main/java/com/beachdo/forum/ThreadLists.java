package com.beachdo.forum;

import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of threads, page by page. */
final class ThreadLists {
    private final Db db;

    ThreadLists(Db db) {
        this.db = db;
    }

    Future<Page<Thread>> page(ThreadFilter filter, Caller caller, int size, @Nullable String cursor) {
        List<String> after = db.cursor().decode(filter.name(), cursor, 2);
        Select select = new Select(caller, size + 1).where(filter);
        Select page = after == null ? select : select.after(filter.order(), after);
        return db.query(page.sql(filter.order()), Rows.arguments(page.arguments()))
                .map(rows -> page(filter, size, rows));
    }

    private Page<Thread> page(ThreadFilter filter, int size, RowSet<Row> rows) {
        List<Thread> items = new ArrayList<>(size);
        Row last = null;
        for (Row row : rows) {
            if (items.size() == size && last != null) {
                List<String> values = List.of(filter.order().write(last), Rows.id(last, "thread_id"));
                return new Page<>(items, db.cursor().encode(filter.name(), values));
            }
            items.add(ThreadStore.thread(row));
            last = row;
        }
        return new Page<>(items, null);
    }

    /** One statement for each set of filters, so that each has the plan that suits it. */
    static final class Select {
        private final List<@Nullable Object> arguments = new ArrayList<>();
        private final StringBuilder where = new StringBuilder("t.deleted_at IS NULL");

        Select(Caller caller, int limit) {
            arguments.add(caller.id());
            arguments.add(limit);
        }

        Select where(ThreadFilter filter) {
            if (filter.board() != null) {
                where.append(" AND t.board_id = ").append(argument(filter.board()));
            }
            if (filter.days() > 0) {
                where.append(" AND t.created_at > now() - make_interval(days => ")
                        .append(argument(filter.days()))
                        .append(")");
            }
            if (filter.text() != null) {
                where.append(" AND t.search @@ websearch_to_tsquery('english', ")
                        .append(argument(filter.text()))
                        .append(")");
            }
            return this;
        }

        Select after(ThreadOrder order, List<String> values) {
            where.append(" AND (t.").append(order.column()).append(", t.thread_id) < (");
            where.append(argument(order.read(values.get(0)))).append(", ");
            where.append(argument(UUID.fromString(values.get(1)))).append(")");
            return this;
        }

        private String argument(Object value) {
            arguments.add(value);
            return "$" + arguments.size();
        }

        String sql(ThreadOrder order) {
            return "SELECT " + ThreadStore.COLUMNS + ", t.hot FROM thread t WHERE " + where + " ORDER BY t."
                    + order.column() + " DESC, t.thread_id DESC LIMIT $2";
        }

        @Nullable
        Object[] arguments() {
            return arguments.toArray();
        }
    }
}
