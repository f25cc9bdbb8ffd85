package com.beachdo.forum;

import com.google.protobuf.Timestamp;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns as the contracts want them. */
final class Rows {
    private Rows() {}

    /** Arguments of a statement, null among them. */
    @SuppressWarnings("NullAway") // a driver's tuple takes nulls; Db.query does not say so
    static Object[] arguments(@Nullable Object... values) {
        return values;
    }

    static @Nullable Row first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    static String id(Row row, String column) {
        return row.getUUID(column).toString();
    }

    static boolean has(Row row, String column) {
        return row.getValue(column) != null;
    }

    static Timestamp time(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return Timestamp.newBuilder()
                .setSeconds(at.toEpochSecond())
                .setNanos(at.getNano())
                .build();
    }
}
