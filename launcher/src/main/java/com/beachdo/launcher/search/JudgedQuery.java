package com.beachdo.launcher.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A search with the listings that answer it.
 *
 * @param kind how people write: english, hindi, hinglish, typo
 * @param grades 3 for what is meant exactly, 2 for what does well, 1 for what does somewhat; others do not
 */
record JudgedQuery(String text, String kind, Map<String, Integer> grades) {
    private static final int SHOWN = 10;

    /** From a line: {@code query | kind | listing:grade …}. */
    static JudgedQuery read(String line) {
        String[] parts = line.split("\\|", 3);
        Map<String, Integer> grades = new HashMap<>();
        for (String judgement : parts[2].strip().split(" +")) {
            String[] one = judgement.split(":", 2);
            if (grades.put(one[0], Integer.valueOf(one[1])) != null) {
                throw new IllegalArgumentException(one[0] + " is judged twice: " + line);
            }
        }
        return new JudgedQuery(parts[0].strip(), parts[1].strip(), Map.copyOf(grades));
    }

    /** Normalised discounted cumulative gain of the first ten: 1 is the best order there can be, 0 finds nothing. */
    double ndcg(List<String> found) {
        double[] got = found.stream()
                .mapToDouble(listing -> grades.getOrDefault(listing, 0))
                .toArray();
        double[] best = grades.values().stream()
                .mapToDouble(grade -> -grade)
                .sorted()
                .map(Math::abs)
                .toArray();
        return gain(got) / gain(best);
    }

    private static double gain(double[] grades) {
        double sum = 0;
        double[] shown = Arrays.copyOf(grades, Math.min(SHOWN, grades.length));
        for (int place = 0; place < shown.length; place++) {
            sum += (Math.pow(2, shown[place]) - 1) * Math.log(2) / Math.log(place + 2);
        }
        return sum;
    }
}
