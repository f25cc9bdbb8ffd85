package com.beachdo.forum;

import com.beachdo.forum.push.PushConfig;
import com.beachdo.platform.config.Env;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the forum is told.
 *
 * @param authorsKept how long names of authors are remembered before identity is asked again
 * @param listingsKept how long cards of listings are remembered before catalog is asked again
 */
public record ForumConfig(Duration authorsKept, Duration listingsKept, PushConfig push) {
    public static ForumConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        return new ForumConfig(
                Duration.ofSeconds(env.integer("BEACHDO_FORUM_AUTHORS_KEPT_SECONDS", 60, 0, 3_600)),
                Duration.ofSeconds(env.integer("BEACHDO_FORUM_LISTINGS_KEPT_SECONDS", 30, 0, 3_600)),
                PushConfig.from(env));
    }
}
