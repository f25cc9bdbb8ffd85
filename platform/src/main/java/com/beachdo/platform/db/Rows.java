package com.beachdo.platform.db;

import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads columns as the contracts want them. */
public final class Rows {
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long END_OF_YEAR_9999 = 253_402_300_799L;

    private Rows() {}

    /** Arguments of a statement, null among them. */
    @SuppressWarnings("NullAway") // a driver's tuple takes nulls; Db.query does not say so
    public static Object[] arguments(@Nullable Object... values) {
        return values;
    }

    public static @Nullable Row first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    public static String id(Row row, String column) {
        return row.getUUID(column).toString();
    }

    public static boolean has(Row row, String column) {
        return row.getValue(column) != null;
    }

    public static Timestamp time(Row row, String column) {
        return timestamp(row.getOffsetDateTime(column));
    }

    public static Timestamp timestamp(OffsetDateTime at) {
        return Timestamp.newBuilder()
                .setSeconds(at.toEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    /** The time of a request field. */
    public static OffsetDateTime time(String field, Timestamp at) {
        if (at.getSeconds() < YEAR_1 || at.getSeconds() > END_OF_YEAR_9999) {
            throw RpcException.invalid("request.invalid", "/" + field, "must be a time of the years 1 to 9999");
        }
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).atOffset(ZoneOffset.UTC);
    }
}
