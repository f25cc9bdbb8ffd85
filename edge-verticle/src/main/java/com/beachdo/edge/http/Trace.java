package com.beachdo.edge.http;

import com.beachdo.platform.telemetry.Tracing;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** W3C trace context: the header {@code traceparent}. */
public final class Trace {
    private static final int LENGTH = 55;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Trace() {}

    /** What is traced here; else the client's trace when it sent a valid one, else a new one. */
    public static String parent(@Nullable String header) {
        String traced = Tracing.current();
        if (!traced.isEmpty()) {
            return traced;
        }
        return header != null && isValid(header) ? header : fresh();
    }

    static String id(String traceparent) {
        return traceparent.substring(3, 35);
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH || !text.startsWith("00-") || text.charAt(35) != '-' || text.charAt(52) != '-') {
            return false;
        }
        return isHex(text, 3, 35)
                && isHex(text, 36, 52)
                && isHex(text, 53, 55)
                && some(text, 3, 35)
                && some(text, 36, 52);
    }

    private static boolean isHex(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean some(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text.charAt(at) != '0') {
                return true;
            }
        }
        return false;
    }

    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] text = new char[LENGTH];
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        hex(random.nextLong() | 1, text, 3);
        hex(random.nextLong(), text, 19);
        text[35] = '-';
        hex(random.nextLong() | 1, text, 36);
        text[52] = '-';
        // nobody keeps it
        text[53] = '0';
        text[54] = '0';
        return new String(text);
    }

    private static void hex(long value, char[] into, int start) {
        for (int at = 0; at < 16; at++) {
            into[start + at] = HEX[(int) (value >>> (60 - 4 * at)) & 0xf];
        }
    }
}
