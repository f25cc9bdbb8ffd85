package com.beachdo.forum;

import com.beachdo.forum.v1.ThreadSort;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** In what order threads are listed: a column, and its value in a cursor. Always downwards. */
enum ThreadOrder {
    HOT("hot", row -> row.getDouble("hot").toString(), Double::valueOf),
    NEW("created_at", row -> row.getOffsetDateTime("created_at").toString(), OffsetDateTime::parse),
    TOP("like_count", row -> row.getLong("like_count").toString(), Long::valueOf),
    ACTIVE("last_activity_at", row -> row.getOffsetDateTime("last_activity_at").toString(), OffsetDateTime::parse);

    private final String column;
    private final Function<Row, String> write;
    private final Function<String, Object> read;

    ThreadOrder(String column, Function<Row, String> write, Function<String, Object> read) {
        this.column = column;
        this.write = write;
        this.read = read;
    }

    static ThreadOrder of(ThreadSort sort) {
        return switch (sort) {
            case THREAD_SORT_NEW -> NEW;
            case THREAD_SORT_TOP -> TOP;
            case THREAD_SORT_ACTIVE -> ACTIVE;
            case THREAD_SORT_HOT, THREAD_SORT_UNSPECIFIED, UNRECOGNIZED -> HOT;
        };
    }

    String column() {
        return column;
    }

    String write(Row row) {
        return write.apply(row);
    }

    Object read(String value) {
        return read.apply(value);
    }
}
