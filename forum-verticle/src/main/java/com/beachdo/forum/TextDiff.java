package com.beachdo.forum;

import com.beachdo.forum.v1.TextChange;
import com.beachdo.forum.v1.TextChangeKind;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** How one text differs from another, line by line, in bounded time. */
final class TextDiff {
    /** Time and memory grow with the square of it. */
    private static final int MAX_LINES = 1_000;

    private TextDiff() {}

    /** What is alike at both ends is not compared any further. */
    static List<TextChange> of(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        int shorter = Math.min(old.size(), now.size());
        int head = 0;
        while (head < shorter && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<TextChange> changes = new ArrayList<>();
        add(changes, TextChangeKind.TEXT_CHANGE_KIND_KEPT, old.subList(0, head));
        compare(changes, old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
        add(changes, TextChangeKind.TEXT_CHANGE_KIND_KEPT, old.subList(old.size() - tail, old.size()));
        return changes;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static void compare(List<TextChange> changes, List<String> old, List<String> now) {
        if (old.size() > MAX_LINES || now.size() > MAX_LINES) {
            add(changes, TextChangeKind.TEXT_CHANGE_KIND_REMOVED, old);
            add(changes, TextChangeKind.TEXT_CHANGE_KIND_ADDED, now);
            return;
        }
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            int from = delta.getSource().getPosition();
            add(changes, TextChangeKind.TEXT_CHANGE_KIND_KEPT, old.subList(at, from));
            add(
                    changes,
                    TextChangeKind.TEXT_CHANGE_KIND_REMOVED,
                    delta.getSource().getLines());
            add(
                    changes,
                    TextChangeKind.TEXT_CHANGE_KIND_ADDED,
                    delta.getTarget().getLines());
            at = from + delta.getSource().size();
        }
        add(changes, TextChangeKind.TEXT_CHANGE_KIND_KEPT, old.subList(at, old.size()));
    }

    private static void add(List<TextChange> changes, TextChangeKind kind, List<String> lines) {
        if (!lines.isEmpty()) {
            changes.add(TextChange.newBuilder()
                    .setKind(kind)
                    .setText(String.join("\n", lines))
                    .build());
        }
    }
}
