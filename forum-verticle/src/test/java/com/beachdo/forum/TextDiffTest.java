package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.TextChange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static List<String> diff(String before, String after) {
        return TextDiff.of(before, after).stream().map(TextDiffTest::line).toList();
    }

    private static String line(TextChange change) {
        return change.getKind().name().substring("TEXT_CHANGE_KIND_".length()) + " " + change.getText();
    }

    @Test
    void tellsWhatWasKeptAddedAndRemoved() {
        assertThat(diff("a\nb\nc\nd", "a\nx\nc\nd\ne"))
                .containsExactly("KEPT a", "REMOVED b", "ADDED x", "KEPT c\nd", "ADDED e");
        assertThat(diff("a\nb", "b")).containsExactly("REMOVED a", "KEPT b");
        assertThat(diff("a", "a")).containsExactly("KEPT a");
        assertThat(diff("", "a\nb")).containsExactly("ADDED a\nb");
        assertThat(diff("a\r\nb", "a\nb")).containsExactly("KEPT a\nb");
    }

    @Test
    void linesThatRepeatAreNotTakenTwice() {
        assertThat(diff("a\na", "a")).containsExactly("KEPT a", "REMOVED a");
        assertThat(diff("a", "a\na\na")).containsExactly("KEPT a", "ADDED a\na");
    }

    @Test
    void theWorstTextsTakeBoundedTime() {
        String many = IntStream.range(0, 9_000).mapToObj(i -> "a" + i % 7).collect(Collectors.joining("\n"));
        String others = IntStream.range(0, 9_000).mapToObj(i -> "b" + i % 5).collect(Collectors.joining("\n"));
        String few = IntStream.range(0, 1_000).mapToObj(i -> "a" + i % 7).collect(Collectors.joining("\n"));
        String fewOthers = IntStream.range(0, 1_000).mapToObj(i -> "a" + i % 5).collect(Collectors.joining("\n"));

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(diff(many, others)).hasSize(2);
            assertThat(diff(few, fewOthers)).hasSizeGreaterThan(2);
        });
    }
}
