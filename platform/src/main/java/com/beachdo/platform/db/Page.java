package com.beachdo.platform.db;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list: its items, and the cursor of the next page when there is one. */
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    /** The size a request asks for. */
    public static int size(int limit) {
        if (limit < 0 || limit > MAX) {
            throw RpcException.invalid("request.invalid", "/limit", "must be 1 to " + MAX);
        }
        return limit == 0 ? DEFAULT : limit;
    }

    /** @param rows one more than the size when there is a next page */
    public static <T> Page<T> of(RowSet<Row> rows, int size, Function<Row, T> item, Function<Row, String> cursor) {
        List<T> items = new ArrayList<>(size);
        Row last = null;
        for (Row row : rows) {
            if (items.size() == size && last != null) {
                return new Page<>(items, cursor.apply(last));
            }
            items.add(item.apply(row));
            last = row;
        }
        return new Page<>(items, null);
    }
}
