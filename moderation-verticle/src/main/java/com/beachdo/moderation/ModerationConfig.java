package com.beachdo.moderation;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What moderation is told.
 *
 * @param jurisdiction whose legal clocks count, for example {@code IN}
 * @param hook the service outside that is told of decisions; null for none
 */
public record ModerationConfig(String jurisdiction, @Nullable Hook hook) {
    static final String HOOK_URL = "BEACHDO_HOOK_URL";
    static final String HOOK_SECRET = "BEACHDO_HOOK_SECRET";
    private static final int MIN_SECRET = 32;
    private static final double FIRST_RETRY_SECONDS = 10;

    /**
     * A service outside.
     *
     * @param secret with which what it is told is signed
     * @param firstRetrySeconds after how long it is tried again; then twice as long each time
     */
    public record Hook(URI url, String secret, double firstRetrySeconds) {
        @Override
        public String toString() {
            return "Hook[" + url.getHost() + "]";
        }
    }

    public ModerationConfig(String jurisdiction) {
        this(jurisdiction, null);
    }

    static final String JURISDICTION = "BEACHDO_JURISDICTION";
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public static ModerationConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        String jurisdiction = env.string(JURISDICTION, "IN");
        if (!COUNTRY.matcher(jurisdiction).matches()) {
            throw new ConfigException(JURISDICTION, "must be a country of two capital letters");
        }
        return new ModerationConfig(jurisdiction, hook(env));
    }

    private static @Nullable Hook hook(Env env) {
        if (env.optional(HOOK_URL) == null) {
            return null;
        }
        String secret = env.required(HOOK_SECRET);
        if (secret.length() < MIN_SECRET) {
            throw new ConfigException(HOOK_SECRET, "must have " + MIN_SECRET + " characters or more");
        }
        return new Hook(env.uri(HOOK_URL, "https", "http"), secret, FIRST_RETRY_SECONDS);
    }
}
