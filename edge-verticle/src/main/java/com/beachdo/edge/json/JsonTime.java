package com.beachdo.edge.json;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Timestamps as RFC 3339 text. */
final class JsonTime {
    private static final long DAY = 86_400;

    private JsonTime() {}

    /** In UTC, with as many digits of a second as it has: none, 3, 6 or 9. */
    static void write(Timestamp time, JsonOut out) {
        long days = Math.floorDiv(time.getSeconds(), DAY);
        int second = (int) Math.floorMod(time.getSeconds(), DAY);
        out.comma();
        out.append('"');
        date(days, out);
        out.append('T');
        out.digits(second / 3600, 2);
        out.append(':');
        out.digits(second / 60 % 60, 2);
        out.append(':');
        out.digits(second % 60, 2);
        fraction(time.getNanos(), out);
        out.append('Z');
        out.append('"');
    }

    /** The civil date of a day since 1970-01-01 (Hinnant's algorithm: years start in March). */
    private static void date(long days, JsonOut out) {
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        long day = shifted - era * 146_097;
        long year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        long dayOfYear = day - (365 * year + year / 4 - year / 100);
        long month = (5 * dayOfYear + 2) / 153;
        out.digits(year + era * 400 + (month < 10 ? 0 : 1), 4);
        out.append('-');
        out.digits(month < 10 ? month + 3 : month - 9, 2);
        out.append('-');
        out.digits(dayOfYear - (153 * month + 2) / 5 + 1, 2);
    }

    private static void fraction(int nanos, JsonOut out) {
        if (nanos == 0) {
            return;
        }
        out.append('.');
        if (nanos % 1_000_000 == 0) {
            out.digits(nanos / 1_000_000, 3);
        } else if (nanos % 1_000 == 0) {
            out.digits(nanos / 1_000, 6);
        } else {
            out.digits(nanos, 9);
        }
    }

    static Timestamp read(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return Timestamp.newBuilder()
                    .setSeconds(time.getEpochSecond())
                    .setNanos(time.getNano())
                    .build();
        } catch (DateTimeException e) {
            throw new BadValueException("must be a time such as 2026-01-31T10:00:00Z");
        }
    }
}
