package com.beachdo.launcher.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgedQueryTest {
    private final JudgedQuery query = new JudgedQuery("a", "english", Map.of("best", 3, "good", 2));

    @Test
    void theBestOrderIsOneAndNothingIsZero() {
        assertThat(query.ndcg(List.of("best", "good", "other"))).isEqualTo(1);
        assertThat(query.ndcg(List.of("other"))).isZero();
        assertThat(query.ndcg(List.of())).isZero();
    }

    @Test
    void whatStandsLaterIsWorthLess() {
        double best = 7 + 3 / (Math.log(3) / Math.log(2));
        assertThat(query.ndcg(List.of("good", "best")))
                .isCloseTo((3 + 7 / (Math.log(3) / Math.log(2))) / best, within(1e-9));
        assertThat(query.ndcg(List.of("best"))).isCloseTo(7 / best, within(1e-9));
    }

    @Test
    void thereAreSixtyAndTheyNameListingsThatThereAre() {
        Set<String> listings = new HashSet<>();
        SearchCheck.lines("listings.txt").forEach(line -> assertThat(listings.add(line.split("\\|", 2)[0].strip()))
                .as(line)
                .isTrue());
        List<JudgedQuery> queries = SearchCheck.queries();
        assertThat(queries).hasSize(60).extracting(JudgedQuery::text).doesNotHaveDuplicates();
        assertThat(queries).allSatisfy(judged -> assertThat(listings)
                .containsAll(judged.grades().keySet()));
    }
}
