package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.FindSimilarThreadsRequest;
import com.beachdo.forum.v1.ForumSearch;
import com.beachdo.forum.v1.ListCommentsRequest;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.SearchCommentsRequest;
import com.beachdo.forum.v1.ThreadSort;
import com.beachdo.forum.v1.ThreadWindow;
import com.beachdo.platform.testing.Transport;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a page of a large board and of a long thread costs, in CPU time of this process and in time, one call after another. Only
 * with {@code -Dforum.measure=true}; docs/benchmarks.md holds the figures.
 */
@EnabledIfSystemProperty(named = "forum.measure", matches = "true")
class BoardCostIT {
    private static final int WARM = 500;
    private static final int MEASURED = 500;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void printsWhatPagesCost() {
        try (ForumSystem forum = new ForumSystem(Duration.ofHours(1))) {
            UUID board = UUID.fromString(forum.boards().get(4).getId());
            UUID thread = UUID.fromString(forum.person(Transport.BUS).open().getId());
            forum.largeBoard(board, Integer.getInteger("forum.threads", 1_000_000));
            forum.largeThread(thread, Integer.getInteger("forum.comments", 100_000));
            System.out.printf("%-40s %14s %8s %8s%n", "call", "CPU µs/call", "p50 ms", "p99 ms");
            pages(forum, board.toString(), thread.toString()).forEach(this::measure);
        }
    }

    private static Map<String, Runnable> pages(ForumSystem forum, String board, String thread) {
        Person reader = forum.anonymous(Transport.BUS);
        Map<String, Runnable> pages = new LinkedHashMap<>();
        for (ThreadSort sort : new ThreadSort[] {
            ThreadSort.THREAD_SORT_HOT,
            ThreadSort.THREAD_SORT_NEW,
            ThreadSort.THREAD_SORT_TOP,
            ThreadSort.THREAD_SORT_ACTIVE
        }) {
            ListThreadsRequest.Builder ofBoard =
                    ListThreadsRequest.newBuilder().setBoard(board).setSort(sort);
            pages.put(
                    "threads of the board, " + sort,
                    () -> requireItems(reader.list(ofBoard.clone()).getItemsCount()));
            String cursor = reader.list(ofBoard.clone().setLimit(100)).getNextCursor();
            pages.put(
                    "… after a hundred, " + sort,
                    () -> requireItems(
                            reader.list(ofBoard.clone().setCursor(cursor)).getItemsCount()));
        }
        ListThreadsRequest.Builder top =
                ListThreadsRequest.newBuilder().setBoard(board).setSort(ThreadSort.THREAD_SORT_TOP);
        pages.put(
                "top of a week",
                () -> requireItems(reader.list(top.clone().setWindow(ThreadWindow.THREAD_WINDOW_WEEK))
                        .getItemsCount()));
        pages.put(
                "top of a month",
                () -> requireItems(reader.list(top.clone().setWindow(ThreadWindow.THREAD_WINDOW_MONTH))
                        .getItemsCount()));
        ListThreadsRequest.Builder found = ListThreadsRequest.newBuilder().setSort(ThreadSort.THREAD_SORT_NEW);
        pages.put(
                "threads with a common word",
                () -> requireItems(reader.list(found.clone().setQ("common")).getItemsCount()));
        pages.put(
                "threads with a rare word",
                () -> requireItems(reader.list(found.clone().setQ("rare77")).getItemsCount()));
        pages.put(
                "threads with a tag",
                () -> requireItems(reader.list(found.clone().setTag("tag7")).getItemsCount()));
        ForumSearch search = forum.client(ForumSearch.class, Transport.BUS);
        pages.put(
                "threads like a title",
                () -> requireItems(forum.system
                        .as(
                                reader.context(),
                                () -> search.findSimilarThreads(FindSimilarThreadsRequest.newBuilder()
                                        .setTitle("A common question about rare77")
                                        .build()))
                        .getItemsCount()));
        ListCommentsRequest.Builder comments = ListCommentsRequest.newBuilder().setThreadId(thread);
        pages.put(
                "comments of the thread",
                () -> requireItems(reader.readComments(comments.clone()).getItemsCount()));
        String middle = middleOf(reader, comments);
        pages.put(
                "… the hundredth page",
                () -> requireItems(
                        reader.readComments(comments.clone().setCursor(middle)).getItemsCount()));
        pages.put(
                "comments with a common word",
                () -> requireItems(forum.system
                        .as(
                                reader.context(),
                                () -> search.searchComments(SearchCommentsRequest.newBuilder()
                                        .setQ("common")
                                        .build()))
                        .getItemsCount()));
        return pages;
    }

    private static String middleOf(Person reader, ListCommentsRequest.Builder comments) {
        String cursor = "";
        for (int page = 0; page < 20; page++) {
            ListCommentsRequest.Builder request = comments.clone().setLimit(100);
            cursor = reader.readComments(cursor.isEmpty() ? request : request.setCursor(cursor))
                    .getNextCursor();
        }
        return cursor;
    }

    private static void requireItems(int items) {
        assertThat(items).isPositive();
    }

    private void measure(String name, Runnable call) {
        for (int i = 0; i < WARM; i++) {
            call.run();
        }
        double[] times = new double[MEASURED];
        long before = process.getProcessCpuTime();
        for (int i = 0; i < MEASURED; i++) {
            long start = System.nanoTime();
            call.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        long cpu = (process.getProcessCpuTime() - before) / 1_000 / MEASURED;
        Arrays.sort(times);
        System.out.printf("%-40s %14d %8.1f %8.1f%n", name, cpu, times[MEASURED / 2], times[MEASURED * 99 / 100]);
    }
}
