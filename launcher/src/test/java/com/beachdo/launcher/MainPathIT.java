package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The whole main path over HTTP and the live bridge, as the tour walks it. */
class MainPathIT {
    @Test
    void theTourWalksTheWholePath() {
        assertThat(TestBeachdo.tour(TestBeachdo.shared())).contains("went as they must");
    }
}
