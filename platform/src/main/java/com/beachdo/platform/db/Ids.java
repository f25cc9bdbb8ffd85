package com.beachdo.platform.db;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes identifiers: UUIDv7 (RFC 9562), in rising order within a process. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next() {
        // 48 bits of milliseconds and 12 bits of counter, never the same twice
        long stamp =
                LAST.accumulateAndGet(System.currentTimeMillis() << 12, (last, now) -> now > last ? now : last + 1);
        long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xfffL);
        long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The id of a request field. */
    public static UUID parse(String field, String value) {
        try {
            UUID id = UUID.fromString(value);
            if (value.length() == 36) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw com.beachdo.platform.rpc.RpcException.invalid("request.invalid", "/" + field, "must be a UUID");
    }
}
