package com.beachdo.platform.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** What people write, in the one form that rules look through. */
public final class PlainText {
    /** Ten digits of an Indian mobile, however they are spaced. */
    public static final Pattern MOBILE =
            Pattern.compile("(?<!\\d)(?:\\+?91[\\s-]?|0)?[6-9](?:[\\s.()-]{0,3}\\d){9}(?!\\d)");

    private PlainText() {}

    /** The digits of every script as 0 to 9. */
    public static String digits(String text) {
        if (text.chars().allMatch(character -> character < 128)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> plain.appendCodePoint(
                        Character.isDigit(character) ? '0' + Character.digit(character, 10) : character));
        return plain.toString();
    }

    /** Lower case, and the digits of every script as 0 to 9. */
    public static String folded(String text) {
        return digits(text).toLowerCase(Locale.ROOT);
    }
}
