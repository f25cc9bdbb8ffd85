package com.beachdo.identity.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthTest {
    private static final Birth DAY = new Birth.Day(LocalDate.of(1990, 8, 15));

    @ParameterizedTest
    @ValueSource(strings = {"15081990", "15-08-1990", "15/08/1990", "1990-08-15"})
    void readsADay(String text) {
        assertThat(Birth.parse(text)).contains(DAY);
    }

    @Test
    void readsAYear() {
        assertThat(Birth.parse("1990")).contains(new Birth.Year(1990));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "31-02-1990", "15081", "tomorrow", "0", "15081990x"})
    void readsNothingElse(String text) {
        assertThat(Birth.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void anAdultIsOneFromTheEighteenthBirthday() {
        assertThat(DAY.adultOn()).isEqualTo(LocalDate.of(2008, 8, 15));
        assertThat(new Birth.Day(LocalDate.of(2004, 2, 29)).adultOn()).isEqualTo(LocalDate.of(2022, 3, 1));
    }

    @Test
    void whoseDayIsUnknownIsAnAdultWhenNobodyOfTheYearIsNot() {
        assertThat(new Birth.Year(2008).adultOn()).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @Test
    void knowsWhatContradicts() {
        assertThat(DAY.couldBe(DAY)).isTrue();
        assertThat(DAY.couldBe(new Birth.Year(1990))).isTrue();
        assertThat(new Birth.Year(1990).couldBe(DAY)).isTrue();
        assertThat(DAY.couldBe(new Birth.Day(LocalDate.of(1990, 8, 16)))).isFalse();
        assertThat(DAY.couldBe(new Birth.Year(1991))).isFalse();
        assertThat(new Birth.Year(1991).couldBe(DAY)).isFalse();
    }
}
