package com.beachdo.platform.telemetry;

import java.util.regex.Pattern;

/**
 * The last line of defence of what must not be logged: e-mail addresses, Indian phone numbers, tokens, and passwords in
 * URLs become unreadable. Whoever logs leaves them out in the first place.
 */
final class Masking {
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://)[^/@\\s\"]{1,256}@");
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{M}0-9._%+'-]{1,64}(?:@|%40)[\\p{L}\\p{M}0-9.-]{1,253}\\.[\\p{L}\\p{M}]{2,24}");
    private static final Pattern PHONE =
            Pattern.compile("(?<![0-9])(?:\\+|%2[Bb]|00)91[\\s()-]{0,3}(?:[0-9][\\s()-]{0,2}){9}[0-9](?![0-9])");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)([\\s:]+|%20)[A-Za-z0-9._~+/=-]{6,}");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){0,4}");

    private Masking() {}

    /** Most text has none of it and costs no more than a look for its first signs. */
    static String mask(String text) {
        String masked = text;
        if (masked.indexOf('@') >= 0 || masked.contains("%40")) {
            masked = PASSWORD_IN_URL.matcher(masked).replaceAll("$1***@");
            masked = EMAIL.matcher(masked).replaceAll("***@***");
        }
        if (masked.contains("91")) {
            masked = PHONE.matcher(masked).replaceAll("+91***");
        }
        if (masked.contains("eyJ")) {
            masked = JWT.matcher(masked).replaceAll("***");
        }
        return mayHoldCredentials(masked) ? BEARER.matcher(masked).replaceAll("$1 ***") : masked;
    }

    private static boolean mayHoldCredentials(String text) {
        for (int i = 0; i < text.length() - 5; i++) {
            char c = text.charAt(i);
            if ((c == 'b' || c == 'B')
                    && (text.regionMatches(true, i, "bearer", 0, 6) || text.regionMatches(true, i, "basic", 0, 5))) {
                return true;
            }
        }
        return false;
    }
}
