package com.beachdo.moderation;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What moderation is told.
 *
 * @param jurisdiction whose legal clocks count, for example {@code IN}
 */
public record ModerationConfig(String jurisdiction) {
    static final String JURISDICTION = "BEACHDO_JURISDICTION";
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public static ModerationConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        String jurisdiction = env.string(JURISDICTION, "IN");
        if (!COUNTRY.matcher(jurisdiction).matches()) {
            throw new ConfigException(JURISDICTION, "must be a country of two capital letters");
        }
        return new ModerationConfig(jurisdiction);
    }
}
