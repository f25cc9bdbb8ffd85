package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** As {@code ./beachdo check search}. */
class SearchCheckIT {
    @Test
    void findsWhatPeopleMean() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        double ndcg = SearchTrial.run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(ndcg).as(printed.toString(StandardCharsets.UTF_8)).isGreaterThanOrEqualTo(SearchTrial.GOAL);
    }
}
