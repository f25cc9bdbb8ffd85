package com.beachdo.catalog.search;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Latin words of published titles: a search that finds nothing is tried again with the likest of them. */
public final class TitleWords {
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])[a-z]{4,30}(?![\\p{L}\\p{M}\\p{N}])", Pattern.CASE_INSENSITIVE);
    private static final int MAX_CORRECTED = 6;

    private final Db db;

    public TitleWords(Db db) {
        this.db = db;
    }

    /** In one order for all, so that two who add the same words do not wait for each other in a circle. */
    private static final String REMEMBER =
            """
            INSERT INTO title_word (word) SELECT word FROM unnest($1::text[]) word ORDER BY word
            ON CONFLICT ON CONSTRAINT title_word_word_pkey DO NOTHING
            """;

    /** Learns the words of titles that are published by this transaction. */
    public static Future<Void> remember(Tx tx, Collection<String> titles) {
        Set<String> words = new TreeSet<>();
        titles.forEach(title -> words.addAll(words(title)));
        return words.isEmpty()
                ? Future.succeededFuture()
                : tx.query(REMEMBER, (Object) words.toArray(String[]::new)).mapEmpty();
    }

    private static final String SIMILAR =
            """
            SELECT asked.word, found.word
            FROM unnest($1::text[]) asked (word) CROSS JOIN LATERAL similar_words(asked.word) found (word)
            """;

    /** The text with its unknown words replaced by known ones; the text itself when there are none. */
    Future<String> correct(String text) {
        List<String> asked = words(text).stream().limit(MAX_CORRECTED).toList();
        if (asked.isEmpty()) {
            return Future.succeededFuture(text);
        }
        return db.query(SIMILAR, (Object) asked.toArray(String[]::new)).map(found -> {
            Map<String, String> corrections = new HashMap<>();
            for (Row row : found) {
                String word = row.getString(0);
                corrections.merge(word, row.getString(1), (best, next) -> nearer(word, best, next));
            }
            corrections.entrySet().removeIf(entry -> tooFar(entry.getKey(), entry.getValue()));
            return replace(text, corrections);
        });
    }

    /** The likest by letters come first, so the earlier wins a tie. */
    private static String nearer(String word, String best, String next) {
        return EditDistance.of(word, next) < EditDistance.of(word, best) ? next : best;
    }

    private static boolean tooFar(String word, String known) {
        return EditDistance.of(word, known) > (word.length() < 6 ? 1 : 2);
    }

    private static String replace(String text, Map<String, String> corrections) {
        Matcher matcher = WORD.matcher(text);
        return matcher.replaceAll(match -> corrections.getOrDefault(lower(match), match.group()));
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(text).results().forEach(match -> words.add(lower(match)));
        return words;
    }

    private static String lower(MatchResult match) {
        return match.group().toLowerCase(Locale.ROOT);
    }
}
