package com.beachdo.platform.telemetry;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where traces go.
 *
 * @param collector that takes OTLP over HTTP
 * @param headers that it asks for, such as a key
 * @param ratio of traces that are kept
 */
public record TracingConfig(URI collector, Map<String, String> headers, double ratio) {
    private static final String HEADERS = "BEACHDO_OTLP_HEADERS";

    /** Null when nobody takes them. */
    public static @Nullable TracingConfig from(Env env) {
        if (env.optional("BEACHDO_OTLP_URL") == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header : env.list(HEADERS)) {
            String[] parts = header.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new ConfigException(HEADERS, "must be name=value,name=value");
            }
            String unused = headers.put(parts[0].strip(), parts[1].strip());
        }
        return new TracingConfig(
                env.uri("BEACHDO_OTLP_URL", "http", "https"),
                Map.copyOf(headers),
                env.decimal("BEACHDO_TRACE_RATIO", 0.02, 0, 1));
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "TracingConfig[collector=" + collector + ", ratio=" + ratio + "]";
    }
}
