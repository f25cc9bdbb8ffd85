package com.beachdo.chat;

import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import java.util.UUID;

/** What the call being served says, checked. */
final class Caller {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private Caller() {}

    /** The signed-in user. */
    static UUID id() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }

    /** How many items are asked for. */
    static int limit(int limit) {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw RpcException.invalid("request.invalid", "/limit", "must be from 1 to " + MAX_LIMIT);
        }
        return limit == 0 ? DEFAULT_LIMIT : limit;
    }

    /** A place in a room's sequence of messages or changes. */
    static long seq(String field, long seq) {
        if (seq < 0) {
            throw RpcException.invalid("request.invalid", "/" + field, "must be 0 or more");
        }
        return seq;
    }
}
