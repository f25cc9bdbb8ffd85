package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWayTest {
    private static final int PAGE = 21;

    @Test
    void aWordOfSomeIsWalkedForOnlyWhereAllOfItAreMore() {
        assertThat(SearchWay.goesOn(5, PAGE, 2_000_000)).isTrue();
        assertThat(SearchWay.goesOn(5, PAGE, 50_000)).isFalse();
    }

    @Test
    void whatIsRareIsLookedUp() {
        assertThat(SearchWay.goesOn(0, PAGE, 2_000_000)).isFalse();
        assertThat(SearchWay.goesOn(1, PAGE, 2_000_000)).isFalse();
    }

    @Test
    void aLargePageOfWhatIsNotCommonIsLookedUp() {
        assertThat(SearchWay.goesOn(5, 101, 2_000_000)).isFalse();
        assertThat(SearchWay.goesOn(20, 101, 2_000_000)).isTrue();
    }
}
