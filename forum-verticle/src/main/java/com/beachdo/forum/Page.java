package com.beachdo.forum;

import com.beachdo.platform.rpc.RpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list: its items, and the cursor of the next page when there is one. */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    /** The size a request asks for. */
    static int size(int limit) {
        if (limit < 0 || limit > MAX) {
            throw RpcException.invalid("request.invalid", "/limit", "must be 1 to " + MAX);
        }
        return limit == 0 ? DEFAULT : limit;
    }
}
