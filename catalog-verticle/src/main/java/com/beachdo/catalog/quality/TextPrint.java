package com.beachdo.catalog.quality;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The phrases of a text, three words each, by their hashes. Like texts have many in common; what finds them is MinHash:
 * of two texts with a share s of common phrases, a band is the same with a chance of s to the third.
 */
final class TextPrint {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final int PHRASE = 3;
    private static final int LEAST_PHRASES = 12;
    private static final int BANDS = 10;
    private static final int ROWS = 3;
    private static final long[] SEEDS =
            new SplittableRandom(20_261_130).longs(BANDS * ROWS).toArray();

    private final Set<Long> phrases;

    private TextPrint(Set<Long> phrases) {
        this.phrases = phrases;
    }

    static TextPrint of(String title, String description) {
        String text = Normalizer.normalize(title + "\n" + description, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        List<Long> words = new ArrayList<>();
        WORD.matcher(text).results().forEach(match -> words.add(hash(match.group())));
        Set<Long> phrases = new HashSet<>();
        for (int i = 0; i + PHRASE <= words.size(); i++) {
            long phrase = 0;
            for (int j = 0; j < PHRASE; j++) {
                phrase = mix(phrase + words.get(i + j));
            }
            phrases.add(phrase);
        }
        return new TextPrint(phrases);
    }

    /** Whether there is so little text that others may well say the same. */
    boolean isShort() {
        return phrases.size() < LEAST_PHRASES;
    }

    /** None of a short text. */
    Long[] bands() {
        if (isShort()) {
            return new Long[0];
        }
        Long[] bands = new Long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = mix(hash + least(SEEDS[band * ROWS + row]));
            }
            bands[band] = hash;
        }
        return bands;
    }

    private long least(long seed) {
        long least = Long.MAX_VALUE;
        for (long phrase : phrases) {
            least = Math.min(least, mix(phrase ^ seed));
        }
        return least;
    }

    /** The share of common phrases, from 0 to 100. */
    int percentOf(TextPrint other) {
        long common = phrases.stream().filter(other.phrases::contains).count();
        long all = phrases.size() + other.phrases.size() - common;
        return all == 0 ? 0 : (int) (100 * common / all);
    }

    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The end of SplitMix64: every bit of the result depends on every bit of the value. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
