package com.beachdo.moderation;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of cases, page by page, without their reports. */
final class CaseLists {
    private final Db db;

    CaseLists(Db db) {
        this.db = db;
    }

    Future<Page<Case>> page(CaseFilter filter, int size, @Nullable String cursor) {
        List<String> after = db.cursor().decode(filter.name(), cursor, 2);
        List<Object> arguments = new ArrayList<>(List.of(size + 1));
        String sql = select(filter, after, arguments);
        return db.query(sql, arguments.toArray())
                .map(rows -> Page.of(rows, size, CaseStore::read, row -> cursor(filter, row)));
    }

    static String select(CaseFilter filter, @Nullable List<String> after, List<Object> arguments) {
        StringBuilder sql = new StringBuilder(CaseStore.SELECT);
        String order = filter.order().expression();
        sql.append("WHERE ").append(filter.status().condition());
        TargetType queue = filter.queue();
        if (queue != null) {
            sql.append(" AND c.target_type = ").append(argument(arguments, Names.of(queue)));
        }
        if (after != null) {
            sql.append(" AND (").append(order).append(", c.case_id) > (");
            sql.append(argument(arguments, filter.order().read(after.get(0)))).append(", ");
            sql.append(argument(arguments, UUID.fromString(after.get(1)))).append(")");
        }
        return sql.append(" ORDER BY ")
                .append(order)
                .append(", c.case_id LIMIT $1")
                .toString();
    }

    private static String argument(List<Object> arguments, Object value) {
        arguments.add(value);
        return "$" + arguments.size();
    }

    private String cursor(CaseFilter filter, Row row) {
        return db.cursor().encode(filter.name(), List.of(filter.order().write(row), Rows.id(row, "case_id")));
    }
}
