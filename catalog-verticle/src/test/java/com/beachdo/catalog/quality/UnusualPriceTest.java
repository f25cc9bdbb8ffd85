package com.beachdo.catalog.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.PriceSpread;
import org.junit.jupiter.api.Test;

class UnusualPriceTest {
    private static boolean isUnusual(long price, int sample, long lower, long upper) {
        return UnusualPrice.isUnusual(PriceSpread.newBuilder()
                .setPriceAmount(price)
                .setSample(sample)
                .setLowerQuartileAmount(lower)
                .setUpperQuartileAmount(upper)
                .build());
    }

    @Test
    void farFromTheQuartilesIsUnusual() {
        assertThat(isUnusual(1_000, 50, 10_000, 20_000)).isTrue();
        assertThat(isUnusual(200_000, 50, 10_000, 20_000)).isTrue();
        assertThat(isUnusual(3_000, 50, 10_000, 20_000)).isFalse();
        assertThat(isUnusual(70_000, 50, 10_000, 20_000)).isFalse();
    }

    @Test
    void whereAllAskTheSameALittleMoreIsUsual() {
        assertThat(isUnusual(20_000, 50, 10_000, 10_000)).isFalse();
        assertThat(isUnusual(30_000, 50, 10_000, 10_000)).isTrue();
    }

    @Test
    void fewListingsSayNothing() {
        assertThat(isUnusual(1, 49, 10_000, 20_000)).isFalse();
    }

    @Test
    void whatIsGivenAwayIsNotUnusual() {
        assertThat(isUnusual(0, 500, 10_000, 20_000)).isFalse();
    }
}
