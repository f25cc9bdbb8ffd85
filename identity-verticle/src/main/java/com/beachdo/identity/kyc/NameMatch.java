package com.beachdo.identity.kyc;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How well two names could be one person's, 0 to 100: in any order, with initials, without honorifics, with the usual
 * spellings of Indian names in Latin letters. From {@link #ENOUGH} on they are taken for the same.
 */
final class NameMatch {
    static final int ENOUGH = 75;

    private static final double SAME = 1;
    private static final double SAME_SOUND = 0.9;
    private static final double INITIAL = 0.8;
    /** An initial says less than a name, so it counts less. */
    private static final double WEIGHT_OF_INITIAL = 0.5;
    /** One name has to be found in the other, which may say more. */
    private static final double SHARE_OF_FULLER = 0.6;

    private static final Set<String> HONORIFICS = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "shri",
            "shree",
            "sri",
            "smt",
            "shrimati",
            "kum",
            "km",
            "adv",
            "er",
            "capt",
            "late",
            "ji");
    private static final Map<String, String> SHORT_FORMS =
            Map.of("md", "mohammad", "mohd", "mohammad", "kr", "kumar", "laxmi", "lakshmi", "chandr", "chandra");

    private NameMatch() {}

    static boolean isEnough(int score) {
        return score >= ENOUGH;
    }

    static int score(String one, String other) {
        List<String> a = words(one);
        List<String> b = words(other);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (String.join("", a).equals(String.join("", b))) {
            return 100;
        }
        List<String> left = withoutClusters(a, b);
        List<String> right = withoutClusters(b, left);
        boolean leftFirst = left.size() == right.size()
                ? String.join(" ", left).compareTo(String.join(" ", right)) <= 0
                : left.size() < right.size();
        return leftFirst ? paired(left, right) : paired(right, left);
    }

    /** Each word of the shorter name is given to the best free one of the longer, full names first. */
    private static int paired(List<String> shorter, List<String> longer) {
        boolean[] taken = new boolean[longer.size()];
        double foundOfShorter = 0;
        double foundOfLonger = 0;
        int pairs = 0;
        boolean fullName = false;
        List<String> order = new ArrayList<>(shorter);
        order.sort(Comparator.comparing(String::length).reversed().thenComparing(word -> word));
        for (String word : order) {
            int best = best(word, longer, taken);
            if (best >= 0) {
                taken[best] = true;
                double likeness = likeness(word, longer.get(best));
                foundOfShorter += weight(word) * likeness;
                foundOfLonger += weight(longer.get(best)) * likeness;
                pairs++;
                fullName |= likeness >= SAME_SOUND && word.length() > 1;
            }
        }
        // one shared name of several, or initials alone, are many people's
        if (!fullName || pairs < Math.min(2, longer.size())) {
            return Math.min(ENOUGH - 1, (int) Math.round(50 * foundOfShorter / weight(shorter)));
        }
        double one = foundOfShorter / weight(shorter);
        double other = foundOfLonger / weight(longer);
        return (int) Math.round(
                100 * (SHARE_OF_FULLER * Math.max(one, other) + (1 - SHARE_OF_FULLER) * Math.min(one, other)));
    }

    private static int best(String word, List<String> longer, boolean[] taken) {
        int best = -1;
        double most = 0;
        for (int at = 0; at < longer.size(); at++) {
            double likeness = taken[at] ? 0 : likeness(word, longer.get(at));
            if (likeness > most) {
                most = likeness;
                best = at;
            }
        }
        return best;
    }

    private static double likeness(String one, String other) {
        if (one.equals(other)) {
            return SAME;
        }
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0) ? INITIAL : 0;
        }
        return sound(one).equals(sound(other)) ? SAME_SOUND : 0;
    }

    private static double weight(String word) {
        return word.length() == 1 ? WEIGHT_OF_INITIAL : 1;
    }

    private static double weight(List<String> words) {
        return words.stream().mapToDouble(NameMatch::weight).sum();
    }

    /** Lower case without marks and honorifics; dots end words, so that R.K. is two initials. */
    private static List<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> words = Arrays.stream(plain.replaceAll("[\\p{M}'’`]", "").split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty() && !HONORIFICS.contains(word))
                .map(word -> SHORT_FORMS.getOrDefault(word, word))
                .toList();
        return words;
    }

    /** Initials that are written as one word, as RK for Ravi Kumar, are taken apart. */
    private static List<String> withoutClusters(List<String> words, List<String> others) {
        List<String> apart = new ArrayList<>();
        for (String word : words) {
            if (word.length() <= 3 && word.length() > 1 && !others.contains(word) && areInitials(word, others)) {
                word.chars().forEach(c -> apart.add(String.valueOf((char) c)));
            } else {
                apart.add(word);
            }
        }
        return apart;
    }

    private static boolean areInitials(String word, List<String> others) {
        StringBuilder initials = new StringBuilder();
        others.forEach(other -> initials.append(other.charAt(0)));
        return initials.indexOf(word) >= 0;
    }

    /** What spellings of the same sound have in common. */
    private static String sound(String word) {
        return word.replace("ee", "i")
                .replace("oo", "u")
                .replace("ou", "u")
                .replace("ow", "u")
                .replace("au", "u")
                .replace("aa", "a")
                .replace("sh", "s")
                .replace("th", "t")
                .replace("dh", "d")
                .replace("bh", "b")
                .replace("kh", "k")
                .replace("ph", "f")
                .replace("ck", "k")
                .replace("q", "k")
                .replace("w", "v")
                .replace("z", "j")
                .replace("y", "i")
                .replace("e", "a")
                .replaceAll("(.)\\1+", "$1")
                .replaceAll("(?<=...)[ah]+$", "");
    }
}
