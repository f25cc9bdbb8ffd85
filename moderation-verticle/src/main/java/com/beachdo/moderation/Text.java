package com.beachdo.moderation;

import com.beachdo.platform.rpc.RpcException;

/** The rules for what people write. */
final class Text {
    private Text() {}

    /** Lines, without blanks at their ends. */
    static String of(String field, String value, int min, int max) {
        String text = value.strip();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            throw RpcException.invalid(
                    "request.invalid", "/" + field, "must have " + min + " to " + max + " characters");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw RpcException.invalid("request.invalid", "/" + field, "must not have control characters");
        }
        return text;
    }
}
