package com.beachdo.platform.rpc;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Indian days from the first to the last, both within. */
public record Period(LocalDate from, LocalDate to) {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int USUAL_DAYS = 30;
    private static final int MAX_DAYS = 366;

    /** Of a request; an empty text is none: the last 30 days up to today. */
    public static Period of(String from, String to) {
        LocalDate last = to.isEmpty() ? today() : day("/to", to);
        LocalDate first = from.isEmpty() ? last.minusDays(USUAL_DAYS - 1) : day("/from", from);
        if (first.isAfter(last)) {
            throw RpcException.invalid("request.invalid", "/from", "must not be after to");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
            throw RpcException.invalid("request.invalid", "/from", "must be less than " + MAX_DAYS + " days before to");
        }
        return new Period(first, last);
    }

    /** The day it is in India. */
    public static LocalDate today() {
        return LocalDate.now(INDIA);
    }

    private static LocalDate day(String pointer, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw RpcException.invalid("request.invalid", pointer, "must be a day such as 2026-11-22");
        }
    }
}
