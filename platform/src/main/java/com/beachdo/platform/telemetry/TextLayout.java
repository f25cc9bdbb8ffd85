package com.beachdo.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A log event for people at a terminal. */
public final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public String doLayout(ILoggingEvent event) {
        LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), ZoneId.systemDefault());
        String logger = event.getLoggerName();
        StringBuilder text = new StringBuilder(160)
                .append(TIME.format(time))
                .append(String.format(Locale.ROOT, " %-5s ", event.getLevel()))
                .append(logger.substring(logger.lastIndexOf('.') + 1))
                .append(": ")
                .append(LogText.message(event))
                .append('\n');
        // each line set in, so that none passes for an event
        LogText.stackTrace(event).lines().forEach(line -> text.append("    ")
                .append(LogText.inOneLine(line))
                .append('\n'));
        return text.toString();
    }
}
