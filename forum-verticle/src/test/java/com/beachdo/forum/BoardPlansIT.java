package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hundred thousand threads, half of them in one board, one of which has forty thousand comments: every page is read along an index, and no more
 * rows than belong to it are looked at, however large the board is.
 */
@SuppressWarnings("NullAway") // a driver's tuple takes nulls
class BoardPlansIT {
    private static final int PAGE = 21;

    private static ForumSystem forum;
    private static UUID board;
    private static UUID small;
    private static UUID thread;
    private static UUID author;
    private static Caller reader;

    @BeforeAll
    static void start() {
        forum = new ForumSystem(Duration.ofMinutes(1));
        board = UUID.fromString(forum.boards().get(4).getId());
        small = UUID.fromString(forum.boards().get(7).getId());
        Person opener = forum.person(Transport.BUS);
        author = UUID.fromString(opener.id());
        reader = new Caller(author, false);
        thread = UUID.fromString(opener.open().getId());
        forum.largeBoard(board, 100_000);
        forum.largeThread(thread, 40_000);
    }

    @AfterAll
    static void stop() {
        forum.close();
    }

    /** What a statement did when it ran: its plan, and the most rows that any step of it looked at. */
    private record Run(String plan, long rows) {
        void staysWithin(long most, String index) {
            assertThat(plan).contains(index).doesNotContain("Seq Scan on thread", "Seq Scan on comment");
            assertThat(rows).as(plan).isLessThanOrEqualTo(most);
        }
    }

    private static Run run(String statement, @Nullable Object... arguments) {
        Row row = forum.sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) " + statement, arguments)
                .iterator()
                .next();
        Object plan = row.getValue(0);
        JsonArray json = plan instanceof JsonArray array ? array : new JsonArray(String.valueOf(plan));
        StringBuilder text = new StringBuilder();
        long rows = walk(json.getJsonObject(0).getJsonObject("Plan"), 0, text);
        return new Run(text.toString(), rows);
    }

    private static long walk(JsonObject node, int depth, StringBuilder text) {
        long loops = node.getLong("Actual Loops", 1L);
        long rows = loops
                * (node.getNumber("Actual Rows").longValue()
                        + node.getNumber("Rows Removed by Filter", 0).longValue()
                        + node.getNumber("Rows Removed by Index Recheck", 0).longValue());
        text.append("  ".repeat(depth))
                .append(node.getString("Node Type"))
                .append(node.containsKey("Relation Name") ? " on " + node.getString("Relation Name") : "")
                .append(node.containsKey("Index Name") ? " by " + node.getString("Index Name") : "")
                .append(' ')
                .append(rows)
                .append('\n');
        long most = rows;
        for (Object child : node.getJsonArray("Plans", new JsonArray())) {
            most = Math.max(most, walk((JsonObject) child, depth + 1, text));
        }
        return most;
    }

    private static Run page(ThreadFilter filter, @Nullable List<String> after) {
        ThreadLists.Select select = new ThreadLists.Select(reader, PAGE).where(filter);
        ThreadLists.Select page = after == null ? select : select.after(filter.order(), after);
        String sql = page.sql(filter);
        return run(sql, page.arguments());
    }

    private static ThreadFilter all(ThreadOrder order, int days, @Nullable UUID board) {
        return new ThreadFilter(order, days, board, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderOfABoardAndOfAllIsReadAlongItsIndex(ThreadOrder order) {
        Row middle = forum.sql("SELECT * FROM thread WHERE board_id = $1 OFFSET 5000 LIMIT 1", board)
                .iterator()
                .next();
        List<String> after = new ArrayList<>();
        after.add(order.write(middle));
        after.add(middle.getUUID("thread_id").toString());
        for (UUID where : new UUID[] {board, null}) {
            page(all(order, 0, where), null).staysWithin(PAGE * 4, order.column() + "_idx");
            page(all(order, 0, where), after).staysWithin(PAGE * 4, order.column() + "_idx");
        }
        page(all(order, 0, small), null).staysWithin(PAGE, "thread_board_id_" + order.column() + "_idx");
        page(all(order, 0, small), after).staysWithin(PAGE, "thread_board_id_" + order.column() + "_idx");
    }

    @Test
    void theTopOfAWindowTakesAPageOfEachDayAndNoMore() {
        for (int days : new int[] {1, 7, 30}) {
            for (UUID where : new UUID[] {board, small, null}) {
                String index = "created_on_like_count_idx";
                page(all(ThreadOrder.TOP, days, where), null).staysWithin((days + 1L) * PAGE * 4, index);
                page(
                                all(ThreadOrder.TOP, days, where),
                                List.of("2", UUID.randomUUID().toString()))
                        .staysWithin((days + 1L) * PAGE * 4, index);
            }
        }
    }

    @Test
    void wordsThatManyThreadsHaveAndThatFewHaveAreBothFoundAtABoundedCost() {
        page(new ThreadFilter(ThreadOrder.NEW, 0, null, "common", null), null).staysWithin(2_000, "_idx");
        page(new ThreadFilter(ThreadOrder.NEW, 0, board, "rare77", null), null).staysWithin(2_000, "thread_search_idx");
        page(new ThreadFilter(ThreadOrder.NEW, 0, null, "nowhere", null), null).staysWithin(2_000, "thread_search_idx");
        page(new ThreadFilter(ThreadOrder.HOT, 0, null, null, "tag7"), null).staysWithin(3_000, "_idx");
    }

    @Test
    void similarThreadsAreFoundByTheirRarestWords() {
        run(SimilarThreads.FOUND, author, 5, "Question about rare77", "'rare77' & 'about'", "'rare77'", null)
                .staysWithin(600, "thread_search_idx");
        assertThat(new SimilarThreads(forum.db)
                        .of("Question about rare77 and common things", null, reader, 5)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join())
                .allSatisfy(found -> assertThat(found.getTitle()).contains("rare77"))
                .hasSize(5);
        Row common = forum.sql(SimilarThreads.WORDS, "common rare77").stream()
                .filter(row -> row.getString("word").equals("common"))
                .findAny()
                .orElseThrow();
        assertThat(common.getDouble("frequency")).isGreaterThan(0.5);
    }

    @Test
    void commentsAreReadPageByPageOfTheirLevel() {
        Row middle = forum.sql(
                        "SELECT * FROM comment WHERE thread_id = $1 AND parent_id IS NULL OFFSET 5000 LIMIT 1", thread)
                .iterator()
                .next();
        String index = "comment_thread_id_parent_id_created_at_idx";
        Object at = middle.getOffsetDateTime("created_at");
        UUID id = middle.getUUID("comment_id");
        run(CommentLists.TOP_LEVEL, author, PAGE, thread, at, id, false)
                .staysWithin(PAGE, "comment_thread_id_top_level_idx");
        run(CommentLists.REPLIES, author, PAGE, thread, at, id, false, id).staysWithin(PAGE, index);
        UUID[] parents = forum.sql("SELECT comment_id FROM comment WHERE thread_id = $1 LIMIT 100", thread).stream()
                .map(row -> row.getUUID("comment_id"))
                .toArray(UUID[]::new);
        for (UUID parent : parents) {
            forum.sql(
                    """
                    INSERT INTO comment (comment_id, thread_id, parent_id, depth, author_id, body, body_html, created_at)
                    SELECT gen_random_uuid(), $1, $2, 1, $3, 'An answer', '<p>An answer</p>', now() + n * interval '1 second'
                    FROM generate_series(1, 20) n
                    """,
                    thread,
                    parent,
                    author);
        }
        int replies = CommentLists.MOST_REPLIES + 1;
        run(CommentLists.FIRST_REPLIES, author, replies, parents, thread, false).staysWithin(100L * replies, index);
    }

    @Test
    void commentsAreFoundByTheirWords() {
        for (String word : List.of("common", "rare77", "nowhere")) {
            List<@Nullable Object> arguments = new ArrayList<>();
            arguments.add(author);
            arguments.add(PAGE);
            String sql = CommentSearch.sql(new CommentSearch.Filter(word, null, null), word, null, arguments);
            run(sql, arguments.toArray()).staysWithin(2_000, "comment_");
        }
    }

    @Test
    void whatIsCheckedBeforeAPostLooksAtFewRows() {
        run(PostLimits.COUNT, author, 42L).staysWithin(500, "thread_author_id_created_at_idx");
        run(TrustReckoning.RECKON, author, 1_000, false, false).staysWithin(1_000, "comment_author_id_created_at_idx");
    }
}
