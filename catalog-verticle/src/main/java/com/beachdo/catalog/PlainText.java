package com.beachdo.catalog;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What people write in a field: visible characters of any script. */
public final class PlainText {
    private PlainText() {}

    /** Without blanks around it, with one kind of line end, and each character in one form. */
    public static String clean(String value) {
        String lines = value.indexOf('\r') < 0 ? value : value.replace("\r\n", "\n");
        return Normalizer.normalize(lines, Normalizer.Form.NFC).strip();
    }

    /** What is wrong with a cleaned line; null when nothing is. */
    public static @Nullable String lineProblem(String value, int min, int max) {
        return problem(value, min, max, false);
    }

    /** What is wrong with a cleaned text of several lines; null when nothing is. */
    public static @Nullable String linesProblem(String value, int min, int max) {
        return problem(value, min, max, true);
    }

    /** The words of a text, whatever stands between them. */
    public static String withoutControls(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().map(c -> forbidden(c, false) ? ' ' : c).forEach(clean::appendCodePoint);
        return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
    }

    private static @Nullable String problem(String value, int min, int max, boolean lines) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            return "must have " + min + " to " + max + " characters";
        }
        return value.codePoints().anyMatch(c -> forbidden(c, lines)) ? "must not have control characters" : null;
    }

    /** Control characters, halves of characters, and those that turn the direction of what follows. */
    private static boolean forbidden(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return !lines;
        }
        return Character.isISOControl(c)
                || c >= 0xd800 && c <= 0xdfff
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
