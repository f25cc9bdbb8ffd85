package com.beachdo.identity.kyc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When somebody was born: a day, or only a year, which is all that some documents tell. */
sealed interface Birth {
    int ADULT_YEARS = 18;

    /** The earliest day on which the person is surely an adult. */
    LocalDate adultOn();

    /** False if both are known well enough to differ. */
    boolean couldBe(Birth other);

    int year();

    /** A known day. */
    record Day(LocalDate date) implements Birth {
        @Override
        public LocalDate adultOn() {
            // somebody born on 29 February comes of age on 1 March
            LocalDate day = date.plusYears(ADULT_YEARS);
            return day.getDayOfMonth() == date.getDayOfMonth() ? day : day.plusDays(1);
        }

        @Override
        public boolean couldBe(Birth other) {
            return other instanceof Day day ? day.date().equals(date) : other.year() == date.getYear();
        }

        @Override
        public int year() {
            return date.getYear();
        }
    }

    /** A year: the person may have been born on its last day. */
    record Year(int year) implements Birth {
        @Override
        public LocalDate adultOn() {
            return LocalDate.of(year + ADULT_YEARS, 12, 31);
        }

        @Override
        public boolean couldBe(Birth other) {
            return other.year() == year;
        }
    }

    Pattern DAY_FIRST = Pattern.compile("([0-9]{2})[-/.]?([0-9]{2})[-/.]?([0-9]{4})");
    Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/.]([0-9]{2})[-/.]([0-9]{2})");
    Pattern ONLY_YEAR = Pattern.compile("[0-9]{4}");

    /** Reads DDMMYYYY, DD-MM-YYYY, DD/MM/YYYY, YYYY-MM-DD and YYYY; empty for anything else. */
    static Optional<Birth> parse(String text) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        try {
            if (dayFirst.matches()) {
                return Optional.of(day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1)));
            }
            if (yearFirst.matches()) {
                return Optional.of(day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3)));
            }
            return ONLY_YEAR.matcher(text).matches() ? Optional.of(new Year(Integer.parseInt(text))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Birth day(String year, String month, String day) {
        return new Day(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    }
}
