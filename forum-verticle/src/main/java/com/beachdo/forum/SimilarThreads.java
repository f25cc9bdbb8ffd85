package com.beachdo.forum;

import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a title about to be posted may repeat. Those with its rarest words are found by the index of words, at most
 * some hundred, and ordered by how alike the titles are; words that many threads have lead nowhere, so they are not followed.
 */
final class SimilarThreads {
    /** A word that more threads have is no way to find one. */
    private static final double COMMON = 0.02;
    /** One that no more have is followed alone. */
    private static final double RARE = 0.002;
    /** How many of the rarest are followed; those that no statistics tell of are the rarest. */
    private static final int WAYS = 3;

    private final Db db;

    SimilarThreads(Db db) {
        this.db = db;
    }

    /** How many of the threads have each word of the title, as PostgreSQL reckoned last; the rarest first. */
    static final String WORDS =
            """
            SELECT w.word, coalesce(s.frequency, 0)::float8 AS frequency
            FROM unnest(tsvector_to_array(to_tsvector('english', $1))) w (word) LEFT JOIN (
                SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS frequency
                FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'thread' AND attname = 'search') s
                ON s.word = w.word
            ORDER BY frequency, length(w.word) DESC, w.word LIMIT 8
            """;

    static final String FOUND = "SELECT " + ThreadStore.COLUMNS
            + """
            FROM (
                SELECT found.*, similarity(found.title, $3) AS likeness FROM thread found JOIN (
                    (SELECT t.thread_id FROM thread t WHERE t.search @@ $4::text::tsquery AND t.deleted_at IS NULL
                        AND ($6::uuid IS NULL OR t.board_id = $6) LIMIT 300)
                    UNION
                    (SELECT t.thread_id FROM thread t WHERE t.search @@ $5::text::tsquery AND t.deleted_at IS NULL
                        AND ($6::uuid IS NULL OR t.board_id = $6) LIMIT 300)) near USING (thread_id)
                ORDER BY likeness DESC, found.thread_id DESC LIMIT $2) t
            WHERE t.likeness >= 0.2
            ORDER BY t.likeness DESC, t.thread_id DESC
            """;

    /** Queries of the index of words: two of the rarest together, and those that are rare enough alone. */
    record Ways(String together, String alone) {
        static Ways of(RowSet<Row> words) {
            List<String> ways = new ArrayList<>();
            List<String> alone = new ArrayList<>();
            for (Row row : words) {
                double frequency = row.getDouble("frequency");
                if (frequency <= COMMON && ways.size() < WAYS) {
                    ways.add(quoted(row.getString("word")));
                    if (frequency <= RARE) {
                        alone.add(quoted(row.getString("word")));
                    }
                }
            }
            return new Ways(pairs(ways), String.join(" | ", alone.isEmpty() && ways.size() == 1 ? ways : alone));
        }

        private static String pairs(List<String> ways) {
            List<String> pairs = new ArrayList<>();
            for (int first = 0; first < ways.size(); first++) {
                for (int second = first + 1; second < ways.size(); second++) {
                    pairs.add("(" + ways.get(first) + " & " + ways.get(second) + ")");
                }
            }
            return String.join(" | ", pairs);
        }

        boolean leadNowhere() {
            return together.isEmpty() && alone.isEmpty();
        }
    }

    Future<List<Thread>> of(String title, @Nullable UUID board, Caller caller, int limit) {
        return db.query(WORDS, title)
                .map(Ways::of)
                .compose(ways -> ways.leadNowhere()
                        ? Future.succeededFuture(List.of())
                        : db.query(
                                        FOUND,
                                        Rows.arguments(caller.id(), limit, title, ways.together(), ways.alone(), board))
                                .map(rows ->
                                        rows.stream().map(ThreadStore::thread).toList()));
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
