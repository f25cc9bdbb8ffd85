package com.beachdo.catalog.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Common words of India's markets in English and Hindi, in both scripts: a search for one is one for the others, too. Words
 * that tell nothing of a thing are left out of searches in Hindi.
 */
final class Lexicon {
    /** A search of several words that all have others is one of so many combinations at most. */
    private static final int MAX_COMBINATIONS = 16;

    private static final String NOTHING = "-";

    private final Map<String, List<String>> english = new HashMap<>();
    private final Map<String, List<String>> hindi = new HashMap<>();
    private final Set<String> empty = new HashSet<>();

    Lexicon() {
        lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    private static java.util.stream.Stream<String> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Lexicon.class.getResourceAsStream("/catalog/words.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] parts = Normalizer.normalize(line, Normalizer.Form.NFC).split("\\|", 2);
        List<String> english = List.of(parts[0].strip().split(" +"));
        List<String> hindi = List.of(parts[1].strip().split(" +"));
        if (english.get(0).equals(NOTHING)) {
            empty.addAll(hindi);
            return;
        }
        List<String> all = new ArrayList<>(english);
        all.addAll(hindi);
        english.forEach(word -> put(this.english, word, all));
        hindi.forEach(word -> put(this.hindi, word, all));
    }

    private static void put(Map<String, List<String>> words, String word, List<String> others) {
        List<String> all = new ArrayList<>(words.getOrDefault(word, List.of()));
        all.addAll(others);
        List<String> unused = words.put(word, List.copyOf(new LinkedHashSet<>(all)));
    }

    /**
     * The text with the other words for its words, as a search takes it; the text itself when there are none, or when it has
     * operators.
     *
     * @param wide whether words in English are looked for in Hindi, too; those in Hindi are looked for in English anyway
     */
    String widen(String text, boolean wide) {
        List<String> words =
                List.of(Normalizer.normalize(text, Normalizer.Form.NFC).strip().split("\\s+"));
        if (words.stream().anyMatch(Lexicon::isOperator)) {
            return text;
        }
        List<String> telling = words.stream()
                .filter(word -> !empty.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        List<List<String>> alternatives = (telling.isEmpty() ? words : telling)
                .stream().map(word -> alternatives(word, wide)).toList();
        if (alternatives.stream().allMatch(some -> some.size() == 1) && telling.size() == words.size()) {
            return text;
        }
        return combinations(alternatives).stream().collect(Collectors.joining(" or "));
    }

    private static boolean isOperator(String word) {
        return word.indexOf('"') >= 0 || word.startsWith("-") || word.equalsIgnoreCase("or");
    }

    /** The word itself first. */
    private List<String> alternatives(String word, boolean wide) {
        String lower = word.toLowerCase(Locale.ROOT);
        Set<String> all = new LinkedHashSet<>(List.of(word));
        all.addAll(hindi.getOrDefault(lower, List.of()));
        if (wide) {
            all.addAll(english.getOrDefault(lower, english.getOrDefault(singular(lower), List.of())));
        }
        return List.copyOf(all);
    }

    private static String singular(String word) {
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static List<String> combinations(List<List<String>> alternatives) {
        int each = alternatives.stream().mapToInt(List::size).max().orElse(1);
        while (number(alternatives, each) > MAX_COMBINATIONS && each > 1) {
            each--;
        }
        int most = each;
        List<String> combined = List.of("");
        for (List<String> some : alternatives) {
            combined = combined.stream()
                    .flatMap(begun -> some.stream().limit(most).map(word -> (begun + " " + word).strip()))
                    .toList();
        }
        return combined;
    }

    private static long number(List<List<String>> alternatives, int each) {
        return alternatives.stream()
                .mapToLong(some -> Math.min(each, some.size()))
                .reduce(1, (a, b) -> a * b);
    }
}
