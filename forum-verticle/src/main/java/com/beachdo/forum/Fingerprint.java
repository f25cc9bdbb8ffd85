package com.beachdo.forum;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stays the same when somebody posts a text again with another number, link, case or punctuation.
 *
 * @param telling whether it is long enough that others hardly write the same by chance
 */
record Fingerprint(long value, boolean telling) {
    private static final int TELLING = 40;
    /** In a short text a number may be all that is said. */
    private static final int SHORT = 15;

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+");
    private static final Pattern NEITHER = Pattern.compile("[\\s\\p{P}]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}]+");

    static Fingerprint of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String letters = NO_LETTER.matcher(LINK.matcher(plain).replaceAll("")).replaceAll("");
        int length = letters.codePointCount(0, letters.length());
        return length < SHORT
                ? new Fingerprint(hash(NEITHER.matcher(plain).replaceAll("")), false)
                : new Fingerprint(hash(letters), length >= TELLING);
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
