package com.beachdo.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that demo data is made of, from two resource files. */
final class DemoText {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Goods> goods = new TreeMap<>();
    private final Map<String, List<String>> words = new TreeMap<>();

    /** What is sold in one category: a range of rupees and ways to title it. */
    record Goods(String category, long fromRupees, long toRupees, List<String> titles) {}

    DemoText() {
        for (String line : lines("listings.txt")) {
            String[] parts = line.split("\\|", 4);
            String category = parts[0].trim();
            Goods unused = goods.put(
                    category,
                    new Goods(
                            category,
                            Long.parseLong(parts[1].trim()),
                            Long.parseLong(parts[2].trim()),
                            split(parts[3], ";")));
        }
        for (String line : lines("words.txt")) {
            String[] parts = line.split(":", 2);
            List<String> unused = words.put(parts[0], split(parts[1], parts[1].contains("|") ? "\\|" : " "));
        }
    }

    List<Goods> goods() {
        return List.copyOf(goods.values());
    }

    String name(SplittableRandom random) {
        return word("first", random) + " " + word("last", random);
    }

    String description(String title, SplittableRandom random) {
        return title + ". " + word("opening", random) + " " + word("middle", random) + " " + word("closing", random);
    }

    /** A title with the listing's own attributes in it; sentences whose attribute is missing lose the word. */
    String title(Goods of, Map<String, Object> attributes, SplittableRandom random) {
        String template = of.titles().get(random.nextInt(of.titles().size()));
        Matcher matcher = PLACE.matcher(template);
        String filled = matcher.replaceAll(found -> {
            Object value = attributes.get(found.group(1));
            return value == null ? "" : Matcher.quoteReplacement(plain(value));
        });
        String title = filled.replaceAll("\\s+", " ").replace(" ,", ",").trim();
        return title.length() > 120 ? title.substring(0, 120) : title;
    }

    private static String plain(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : value.toString();
    }

    private String word(String kind, SplittableRandom random) {
        List<String> choices = Objects.requireNonNull(words.get(kind));
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DemoText.class.getResourceAsStream("/demo/" + resource)),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
