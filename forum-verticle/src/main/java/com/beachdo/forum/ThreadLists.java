package com.beachdo.forum;

import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of threads, page by page. */
final class ThreadLists {
    private static final String WITHOUT_PINNED = "p";
    private static final String IS_PINNED = "(t.pinned AND coalesce(t.pinned_until > now(), true))";
    private static final String PINNED = "SELECT " + ThreadStore.COLUMNS + " FROM thread t WHERE t.board_id = $2"
            + " AND t.deleted_at IS NULL AND t.pinned AND " + IS_PINNED + " ORDER BY t.created_at DESC LIMIT 5";

    private final Db db;

    ThreadLists(Db db) {
        this.db = db;
    }

    /** The pinned threads of a board stand above its first page, and nowhere else, if a page has room for more. */
    Future<Page<Thread>> page(ThreadFilter filter, Caller caller, int size, @Nullable String cursor) {
        List<String> after = db.cursor().decode(filter.name(), cursor, 3);
        if (after != null) {
            return rest(filter, caller, size, after, after.get(2).equals(WITHOUT_PINNED), List.of());
        }
        return pinned(filter, caller).compose(pinned -> {
            List<Thread> shown = pinned.size() < size ? pinned : List.of();
            return rest(filter, caller, size, null, !shown.isEmpty(), shown);
        });
    }

    private Future<List<Thread>> pinned(ThreadFilter filter, Caller caller) {
        if (filter.board() == null || filter.text() != null) {
            return Future.succeededFuture(List.of());
        }
        return db.query(PINNED, Rows.arguments(caller.id(), filter.board()))
                .map(rows -> rows.stream().map(ThreadStore::thread).toList());
    }

    private Future<Page<Thread>> rest(
            ThreadFilter filter,
            Caller caller,
            int size,
            @Nullable List<String> after,
            boolean withoutPinned,
            List<Thread> above) {
        int room = size - above.size();
        Select select = new Select(caller, room + 1).where(filter);
        Select others = withoutPinned ? select.withoutPinned() : select;
        Select page = after == null ? others : others.after(filter.order(), after);
        return db.query(page.sql(filter.order()), Rows.arguments(page.arguments()))
                .map(rows -> page(filter, room, rows, withoutPinned ? WITHOUT_PINNED : "", above));
    }

    private Page<Thread> page(ThreadFilter filter, int room, RowSet<Row> rows, String pinned, List<Thread> above) {
        Page<Thread> below = Page.of(rows, room, ThreadStore::thread, last -> db.cursor()
                .encode(filter.name(), List.of(filter.order().write(last), Rows.id(last, "thread_id"), pinned)));
        List<Thread> items = new ArrayList<>(above);
        items.addAll(below.items());
        return new Page<>(items, below.next());
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

        Select withoutPinned() {
            where.append(" AND NOT ").append(IS_PINNED);
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

        @SuppressWarnings("NullAway") // a driver's tuple takes nulls; Rows.arguments does not say so to other modules
        Object[] arguments() {
            return arguments.toArray();
        }
    }
}
