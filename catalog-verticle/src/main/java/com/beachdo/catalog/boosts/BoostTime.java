package com.beachdo.catalog.boosts;

import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** From when to when a boost runs. */
record BoostTime(OffsetDateTime from, OffsetDateTime to) {
    static final int MAX_DAYS = 90;
    /** A start this long ago is one that was meant to be now. */
    private static final int LATE_MINUTES = 5;

    /** @param asked null for now */
    static BoostTime of(@Nullable Timestamp asked, int days) {
        OffsetDateTime start = start(asked);
        return new BoostTime(start, start.plusDays(days));
    }

    private static OffsetDateTime start(@Nullable Timestamp asked) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (asked == null) {
            return now;
        }
        Instant start = Instant.ofEpochSecond(asked.getSeconds(), asked.getNanos());
        if (start.isBefore(now.minusMinutes(LATE_MINUTES).toInstant())
                || start.isAfter(now.plusDays(MAX_DAYS).toInstant())) {
            throw RpcException.invalid(
                    "request.invalid", "/startsAt", "must not be past, nor more than " + MAX_DAYS + " days ahead");
        }
        return start.atOffset(ZoneOffset.UTC);
    }
}
