package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacedWorkTest {
    private static final long MILLI = 1_000_000;

    @Test
    void restsThreeTimesAsLongAsAPieceTook() {
        assertThat(PacedWork.pause(100, 40 * MILLI)).isEqualTo(120);
        assertThat(PacedWork.pause(1, 900 * MILLI)).isEqualTo(2_700);
    }

    @Test
    void restsALittleAfterNextToNothingAndNotForEver() {
        assertThat(PacedWork.pause(100, 0)).isEqualTo(10);
        assertThat(PacedWork.pause(100, 60_000 * MILLI)).isEqualTo(10_000);
    }

    @Test
    void looksNowAndThenWhenThereIsNothing() {
        assertThat(PacedWork.pause(0, MILLI)).isEqualTo(10_000);
    }
}
