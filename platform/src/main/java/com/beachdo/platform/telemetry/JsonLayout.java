package com.beachdo.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.Map;

/** A log event as one line of JSON, for machines. */
public final class JsonLayout extends LayoutBase<ILoggingEvent> {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder json = new StringBuilder(256).append('{');
        put(json, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        put(json, "level", event.getLevel().toString());
        put(json, "logger", event.getLoggerName());
        put(json, "thread", event.getThreadName());
        put(json, "message", LogText.message(event));
        String traceId = LogText.traceId();
        if (!traceId.isEmpty()) {
            put(json, "traceId", LogText.safe(traceId));
        }
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            put(json, "mdc." + entry.getKey(), LogText.safe(String.valueOf(entry.getValue())));
        }
        String stackTrace = LogText.stackTrace(event);
        if (!stackTrace.isEmpty()) {
            put(json, "error", stackTrace);
        }
        return json.append("}\n").toString();
    }

    private static void put(StringBuilder json, String name, String value) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"');
        ENCODER.quoteAsString(name, json);
        json.append("\":\"");
        ENCODER.quoteAsString(value, json);
        json.append('"');
    }
}
