package com.beachdo.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.beachdo.platform.rpc.CallContext;

/** The texts of a log event as they may be shown: masked, bounded, and unable to pass for another event. */
final class LogText {
    private static final int MAX_CHARS = 16_384;

    private LogText() {}

    static String message(ILoggingEvent event) {
        return safe(String.valueOf(event.getFormattedMessage()));
    }

    /** Empty when there is none. */
    static String stackTrace(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? "" : Masking.mask(cut(ThrowableProxyUtil.asString(thrown)));
    }

    static String safe(String text) {
        return inOneLine(Masking.mask(cut(text)));
    }

    /** Of the call that is being served; empty outside of any. */
    static String traceId() {
        String traceparent = CallContext.current().traceparent();
        return traceparent.length() == 55 ? traceparent.substring(3, 35) : "";
    }

    /** Characters that move the cursor, end a line or turn its direction are written by their numbers. */
    static String inOneLine(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                if (line != null) {
                    line.append(c);
                }
                continue;
            }
            if (line == null) {
                line = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            line.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : String.format("\\u%04x", (int) c));
        }
        return line == null ? text : line.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f
                || c == '\t'
                || c > 0x9f && Character.getType(c) != Character.FORMAT && c != '\u2028' && c != '\u2029';
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "… (" + text.length() + ")";
    }
}
