package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadSort;
import com.beachdo.forum.v1.ThreadWindow;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadListsIT {
    private ForumSystem forum;
    private Person asha;

    @BeforeEach
    void start() {
        forum = new ForumSystem(Duration.ofMinutes(1));
        asha = forum.person(Transport.BUS);
    }

    @AfterEach
    void stop() {
        forum.close();
    }

    @ParameterizedTest
    @EnumSource
    void ordersThreads(Transport transport) {
        String old = open("old", 40);
        String liked = open("liked", 8);
        String talked = open("talked", 3);
        String fresh = open("fresh", 0);
        for (int i = 0; i < 20; i++) {
            forum.person(transport).like(liked);
        }
        forum.person(transport).like(old);
        asha.comment(talked, "Well");

        assertThat(list(transport, sorted(ThreadSort.THREAD_SORT_NEW))).containsExactly(fresh, talked, liked, old);
        assertThat(list(transport, sorted(ThreadSort.THREAD_SORT_ACTIVE))).containsExactly(talked, fresh, liked, old);
        assertThat(list(transport, sorted(ThreadSort.THREAD_SORT_TOP)).subList(0, 2))
                .containsExactly(liked, old);
        assertThat(list(transport, top(ThreadWindow.THREAD_WINDOW_DAY))).containsExactly(fresh);
        assertThat(list(transport, top(ThreadWindow.THREAD_WINDOW_WEEK))).containsExactlyInAnyOrder(fresh, talked);
        assertThat(list(transport, top(ThreadWindow.THREAD_WINDOW_MONTH)))
                .startsWith(liked)
                .doesNotContain(old);
    }

    @Test
    void letsHeatFadeWithTime() {
        String popular = openHours("popular", 10);
        String fresh = openHours("fresh", 0);
        assertThat(list(Transport.BUS, ListThreadsRequest.newBuilder())).containsExactly(fresh, popular);

        for (int i = 0; i < 10; i++) {
            forum.person(Transport.BUS).like(popular);
        }
        assertThat(list(Transport.BUS, ListThreadsRequest.newBuilder())).containsExactly(popular, fresh);

        age(popular, 14);
        assertThat(list(Transport.BUS, ListThreadsRequest.newBuilder())).containsExactly(fresh, popular);
    }

    @ParameterizedTest
    @EnumSource(value = ThreadSort.class, names = "UNRECOGNIZED", mode = EnumSource.Mode.EXCLUDE)
    void pagesThroughEveryThreadOnce(ThreadSort sort) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(open("thread " + i, i / 3));
        }

        List<String> seen = new ArrayList<>();
        ListThreadsRequest.Builder request = sorted(sort).setLimit(2);
        ListThreadsReply page = asha.list(request);
        seen.addAll(ids(page));
        while (page.hasNextCursor()) {
            assertThat(page.getItemsCount()).isEqualTo(2);
            page = asha.list(request.setCursor(page.getNextCursor()));
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void refusesACursorOfAnotherListAndSizesOutOfRange() {
        open("one", 0);
        open("two", 0);
        String cursor =
                asha.list(sorted(ThreadSort.THREAD_SORT_NEW).setLimit(1)).getNextCursor();

        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.cursor_invalid",
                () -> asha.list(sorted(ThreadSort.THREAD_SORT_ACTIVE).setCursor(cursor)));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.cursor_invalid",
                () -> asha.list(sorted(ThreadSort.THREAD_SORT_NEW).setCursor(cursor + "A")));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> asha.list(ListThreadsRequest.newBuilder().setLimit(101)));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> asha.list(ListThreadsRequest.newBuilder().setLimit(-1)));
    }

    @ParameterizedTest
    @EnumSource
    void findsByTextAndBoard(Transport transport) {
        String board = forum.boards().get(2).getId();
        String scooters = asha.open(
                        asha.draft().setTitle("Cheap scooters in Pune").setBody("Where?"))
                .getId();
        String body = asha.open(asha.draft()
                        .setTitle("Elsewhere")
                        .setBody("My scooter was sold")
                        .setBoardId(board))
                .getId();
        String gone = asha.open(asha.draft().setTitle("Scooter gone")).getId();
        asha.delete(gone);

        assertThat(list(transport, ListThreadsRequest.newBuilder().setQ("scooter")))
                .containsExactlyInAnyOrder(scooters, body);
        assertThat(list(transport, ListThreadsRequest.newBuilder().setQ("scooters -pune")))
                .containsExactly(body);
        assertThat(list(
                        transport,
                        ListThreadsRequest.newBuilder().setQ("scooter").setBoard(board)))
                .containsExactly(body);
        assertThat(list(transport, ListThreadsRequest.newBuilder().setBoard(board)))
                .containsExactly(body);
        assertThat(list(transport, ListThreadsRequest.newBuilder().setQ("') OR 1=1 --")))
                .isEmpty();
        assertThat(list(
                        transport,
                        ListThreadsRequest.newBuilder()
                                .setBoard(UUID.randomUUID().toString())))
                .isEmpty();
    }

    @Test
    void tellsWhatTheCallerLikes() {
        String liked = open("liked", 0);
        asha.like(liked);

        assertThat(asha.list(ListThreadsRequest.newBuilder()).getItems(0).getLiked())
                .isTrue();
        assertThat(forum.person(Transport.BUS)
                        .list(ListThreadsRequest.newBuilder())
                        .getItems(0)
                        .getLiked())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = ThreadSort.class, names = "UNRECOGNIZED", mode = EnumSource.Mode.EXCLUDE)
    void readsOnlyTheThreadsOfThePage(ThreadSort sort) {
        forum.sql(
                """
                INSERT INTO thread (thread_id, board_id, author_id, title, body, body_html, tags, created_at, like_count)
                SELECT gen_random_uuid(), b.board_id, gen_random_uuid(), 'Title', 'Body', '', '{}',
                    now() - n * interval '1 minute', n % 97
                FROM generate_series(1, 300) n CROSS JOIN board b
                """);
        forum.sql("ANALYZE thread");
        ThreadOrder order = ThreadOrder.of(sort);
        Row middle = forum.sql("SELECT * FROM thread ORDER BY " + order.column() + " DESC LIMIT 1")
                .iterator()
                .next();
        List<String> after = List.of(order.write(middle), Rows.id(middle, "thread_id"));

        for (UUID board : new UUID[] {null, middle.getUUID("board_id")}) {
            ThreadFilter filter = new ThreadFilter(order, 0, board, null, null);
            ThreadLists.Select select = new ThreadLists.Select(new Caller(null, false), 21)
                    .where(filter)
                    .after(order, after);
            String plan = plan(select.sql(filter), select.arguments());
            assertThat(plan).contains("Index Scan Backward").doesNotContain("Sort");
        }
    }

    private String plan(String statement, Object... arguments) {
        StringBuilder plan = new StringBuilder();
        for (Row row : forum.sql("EXPLAIN " + statement, arguments)) {
            plan.append(row.getString(0)).append('\n');
        }
        return plan.toString();
    }

    @CanIgnoreReturnValue
    private String open(String title, int daysAgo) {
        return openHours(title, daysAgo * 24);
    }

    private String openHours(String title, int hoursAgo) {
        Thread opened = asha.open(asha.draft().setTitle(title));
        age(opened.getId(), hoursAgo);
        return opened.getId();
    }

    private void age(String threadId, int hoursAgo) {
        forum.sql(
                """
                UPDATE thread SET created_at = created_at - make_interval(hours => $2),
                    last_activity_at = last_activity_at - make_interval(hours => $2)
                WHERE thread_id = $1
                """,
                UUID.fromString(threadId),
                hoursAgo);
    }

    private static ListThreadsRequest.Builder sorted(ThreadSort sort) {
        return ListThreadsRequest.newBuilder().setSort(sort);
    }

    private static ListThreadsRequest.Builder top(ThreadWindow window) {
        return sorted(ThreadSort.THREAD_SORT_TOP).setWindow(window);
    }

    private List<String> list(Transport transport, ListThreadsRequest.Builder request) {
        return ids(forum.anonymous(transport).list(request));
    }

    private static List<String> ids(ListThreadsReply reply) {
        return reply.getItemsList().stream().map(Thread::getId).toList();
    }
}
