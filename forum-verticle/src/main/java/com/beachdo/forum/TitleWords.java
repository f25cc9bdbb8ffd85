package com.beachdo.forum;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Words of titles: what a search with typing errors may have meant. */
final class TitleWords {
    private static final int MAX_CORRECTED = 8;
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])[\\p{L}\\p{M}]{3,30}(?![\\p{L}\\p{M}\\p{N}])");

    private final Db db;

    TitleWords(Db db) {
        this.db = db;
    }

    /** In one order for all, so that nobody waits for each other. */
    private static final String REMEMBER =
            """
            INSERT INTO title_word (word)
            SELECT asked.word FROM unnest($1::text[]) asked (word)
            WHERE NOT EXISTS (SELECT FROM title_word known WHERE known.word = asked.word)
            ORDER BY asked.word
            ON CONFLICT ON CONSTRAINT title_word_word_pkey DO NOTHING
            """;

    static Future<Void> remember(Tx tx, String title) {
        List<String> words = words(title);
        return words.isEmpty()
                ? Future.succeededFuture()
                : tx.query(REMEMBER, (Object) words.toArray(String[]::new)).mapEmpty();
    }

    static List<String> words(String text) {
        return List.copyOf(new TreeSet<>(WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList()));
    }

    static final String LIKEST =
            """
            SELECT asked.word, (SELECT known.word FROM title_word known WHERE known.word % asked.word
                ORDER BY similarity(known.word, asked.word) DESC, known.word LIMIT 1) AS known
            FROM unnest($1::text[]) asked (word)
            """;

    /** The text with its unknown words replaced by the likest that titles have; the text itself when there are none. */
    Future<String> correct(String text) {
        List<String> asked = words(text).stream().limit(MAX_CORRECTED).toList();
        if (asked.isEmpty()) {
            return Future.succeededFuture(text);
        }
        return db.query(LIKEST, (Object) asked.toArray(String[]::new)).map(rows -> {
            Map<String, String> known = new HashMap<>();
            for (Row row : rows) {
                String likest = row.getString("known");
                if (likest != null) {
                    known.put(row.getString("word"), likest);
                }
            }
            return replace(text, known);
        });
    }

    private static String replace(String text, Map<String, String> known) {
        return WORD.matcher(text).replaceAll(found -> {
            String word = found.group();
            String likest = known.get(word.toLowerCase(Locale.ROOT));
            return likest == null || likest.equals(word.toLowerCase(Locale.ROOT)) ? word : likest;
        });
    }
}
