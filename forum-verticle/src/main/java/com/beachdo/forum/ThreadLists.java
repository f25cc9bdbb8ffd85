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

    private static final String OF_DAYS =
            """
            (SELECT best.* FROM generate_series((now() AT TIME ZONE 'UTC')::date - %s::integer,
                    (now() AT TIME ZONE 'UTC')::date, interval '1 day') day CROSS JOIN LATERAL (
                SELECT * FROM thread t WHERE %s AND (t.created_at AT TIME ZONE 'UTC')::date = day::date%s) best) t
            """;

    private final Db db;
    private final TitleWords words;

    ThreadLists(Db db, TitleWords words) {
        this.db = db;
        this.words = words;
    }

    /** A page, and the text that was looked for instead of the one that found nothing. */
    record Found(Page<Thread> page, @Nullable String corrected) {}

    /** A text that finds nothing is looked for as it may have been meant. */
    Future<Found> page(ThreadFilter filter, Caller caller, int size, @Nullable String cursor) {
        List<String> after = db.cursor().decode(filter.name(), cursor, 4);
        if (after != null) {
            String corrected = after.get(3).isEmpty() ? null : after.get(3);
            return rest(filter, corrected, caller, size, after, after.get(2).equals(WITHOUT_PINNED), List.of())
                    .map(page -> new Found(page, corrected));
        }
        String text = filter.text();
        return first(filter, caller, size)
                .compose(page -> text == null || !page.items().isEmpty()
                        ? Future.succeededFuture(new Found(page, null))
                        : words.correct(text)
                                .compose(corrected -> corrected.equals(text)
                                        ? Future.succeededFuture(new Found(page, null))
                                        : rest(filter, corrected, caller, size, null, false, List.of())
                                                .map(better -> new Found(
                                                        better, better.items().isEmpty() ? null : corrected))));
    }

    /** The pinned threads of a board stand above its first page, and nowhere else, if a page has room for more. */
    private Future<Page<Thread>> first(ThreadFilter filter, Caller caller, int size) {
        return pinned(filter, caller).compose(pinned -> {
            List<Thread> shown = pinned.size() < size ? pinned : List.of();
            return rest(filter, null, caller, size, null, !shown.isEmpty(), shown);
        });
    }

    private Future<List<Thread>> pinned(ThreadFilter filter, Caller caller) {
        if (filter.board() == null || filter.text() != null || filter.tag() != null) {
            return Future.succeededFuture(List.of());
        }
        return db.query(PINNED, Rows.arguments(caller.id(), filter.board()))
                .map(rows -> rows.stream().map(ThreadStore::thread).toList());
    }

    private Future<Page<Thread>> rest(
            ThreadFilter filter,
            @Nullable String corrected,
            Caller caller,
            int size,
            @Nullable List<String> after,
            boolean withoutPinned,
            List<Thread> above) {
        int room = size - above.size();
        Select select = new Select(caller, room + 1).where(corrected == null ? filter : filter.withText(corrected));
        Select others = withoutPinned ? select.withoutPinned() : select;
        Select page = after == null ? others : others.after(filter.order(), after);
        String sql = page.sql(filter);
        return db.query(sql, Rows.arguments(page.arguments()))
                .map(rows -> page(filter, corrected, room, rows, withoutPinned ? WITHOUT_PINNED : "", above));
    }

    private Page<Thread> page(
            ThreadFilter filter,
            @Nullable String corrected,
            int room,
            RowSet<Row> rows,
            String pinned,
            List<Thread> above) {
        Page<Thread> below = Page.of(rows, room, ThreadStore::thread, last -> db.cursor()
                .encode(
                        filter.name(),
                        List.of(
                                filter.order().write(last),
                                Rows.id(last, "thread_id"),
                                pinned,
                                corrected == null ? "" : corrected)));
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
                // not for an index: days have their own, which is in order
                where.append(" AND t.created_at + interval '0' > now() - make_interval(days => ")
                        .append(argument(filter.days()))
                        .append(")");
            }
            if (filter.text() != null) {
                where.append(" AND t.search @@ websearch_to_tsquery('english', ")
                        .append(argument(filter.text()))
                        .append(")");
            }
            if (filter.tag() != null) {
                where.append(" AND t.tags @> ").append(argument(new String[] {filter.tag()}));
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

        /** Within a window the best of each of its days, of which there are few, are put in order. */
        String sql(ThreadFilter filter) {
            String order = " ORDER BY t." + filter.order().column() + " DESC, t.thread_id DESC LIMIT $2";
            String source = filter.days() == 0
                    ? "thread t WHERE " + where
                    : OF_DAYS.formatted(argument(filter.days()), where, order);
            return "SELECT " + ThreadStore.COLUMNS + ", t.hot FROM " + source + order;
        }

        @SuppressWarnings("NullAway") // a driver's tuple takes nulls; Rows.arguments does not say so to other modules
        Object[] arguments() {
            return arguments.toArray();
        }
    }
}
