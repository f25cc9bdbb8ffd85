package com.beachdo.forum;

import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.ThreadWindow;
import com.beachdo.platform.db.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are listed, and in what order.
 *
 * @param days only threads so young; 0 for all
 * @param text what they must speak of
 * @param tag what they must be tagged with
 */
record ThreadFilter(ThreadOrder order, int days, @Nullable UUID board, @Nullable String text, @Nullable String tag) {
    static final int MAX_TEXT = 200;

    static ThreadFilter of(ListThreadsRequest request) {
        ThreadOrder order = ThreadOrder.of(request.getSort());
        return new ThreadFilter(
                order,
                order == ThreadOrder.TOP ? days(request.getWindow()) : 0,
                request.hasBoard() ? Ids.parse("board", request.getBoard()) : null,
                request.getQ().isBlank() ? null : Text.line("q", request.getQ(), 1, MAX_TEXT),
                request.hasTag() ? ThreadDraft.tag("tag", request.getTag()) : null);
    }

    ThreadFilter withText(String another) {
        return new ThreadFilter(order, days, board, another, tag);
    }

    /** Names the list for its cursors. */
    String name() {
        return String.join(
                "|",
                "threads",
                order.name(),
                Integer.toString(days),
                String.valueOf(board),
                String.valueOf(text),
                String.valueOf(tag));
    }

    private static int days(ThreadWindow window) {
        return switch (window) {
            case THREAD_WINDOW_DAY -> 1;
            case THREAD_WINDOW_WEEK -> 7;
            case THREAD_WINDOW_MONTH -> 30;
            case THREAD_WINDOW_ALL, THREAD_WINDOW_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }
}
