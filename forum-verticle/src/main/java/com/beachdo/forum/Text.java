package com.beachdo.forum;

import com.beachdo.platform.rpc.RpcException;

/** The rules for what people write. */
final class Text {
    private Text() {}

    /** One line, without blanks at its ends. */
    static String line(String field, String value, int min, int max) {
        return checked(field, value.strip(), min, max, value.codePoints().anyMatch(Character::isISOControl));
    }

    /** Lines. */
    static String body(String field, String value, int max) {
        if (value.isBlank()) {
            throw RpcException.invalid("request.invalid", "/" + field, "must not be blank");
        }
        return checked(field, value, 1, max, value.codePoints().anyMatch(Text::isUnprintable));
    }

    /** What somebody has yet to finish; may be empty. */
    static String unfinished(String field, String value, int max) {
        return checked(field, value, 0, max, value.codePoints().anyMatch(Text::isUnprintable));
    }

    private static String checked(String field, String value, int min, int max, boolean unprintable) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw RpcException.invalid(
                    "request.invalid", "/" + field, "must have " + min + " to " + max + " characters");
        }
        if (unprintable) {
            throw RpcException.invalid("request.invalid", "/" + field, "must not have control characters");
        }
        return value;
    }

    private static boolean isUnprintable(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }
}
