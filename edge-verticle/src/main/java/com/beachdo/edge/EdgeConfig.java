package com.beachdo.edge;

import com.beachdo.edge.http.ClientAddress;
import com.beachdo.edge.http.HttpLimits;
import com.beachdo.edge.http.HttpSettings;
import com.beachdo.edge.http.Origins;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the edge is told.
 *
 * @param rateLimitScale multiplies the request limits of the contract
 */
public record EdgeConfig(HttpSettings http, double rateLimitScale) {
    private static final String ORIGINS = "BEACHDO_CORS_ORIGINS";
    private static final String PROXIES = "BEACHDO_TRUSTED_PROXIES";

    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    public static EdgeConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source);
        HttpLimits limits = new HttpLimits(
                env.integer("BEACHDO_HTTP_MAX_BODY_BYTES", 256 * 1024, 1024, 16 * 1024 * 1024),
                env.integer("BEACHDO_HTTP_MAX_URI_BYTES", 4096, 256, 65_536),
                env.integer("BEACHDO_HTTP_MAX_HEADER_BYTES", 8192, 1024, 65_536),
                env.integer("BEACHDO_HTTP_IDLE_TIMEOUT_S", 60, 1, 3600),
                env.integer("BEACHDO_HTTP_REQUEST_TIMEOUT_S", 10, 1, 600),
                env.integer("BEACHDO_SOCKET_PING_TIMEOUT_S", 20, 1, 600));
        HttpSettings http = new HttpSettings(
                env.string("BEACHDO_BIND", "0.0.0.0"),
                env.port("BEACHDO_HTTP_PORT", 8080),
                origins(env),
                proxies(env),
                limits,
                env.flag("BEACHDO_HTTP2_CLEAR_TEXT", false));
        return new EdgeConfig(http, env.decimal("BEACHDO_RATE_LIMIT_SCALE", 1, 0.001, 1_000_000));
    }

    /** The same at another place, for pages of other origins: as the embedded mode has its own. */
    public EdgeConfig at(String bind, int port, Set<String> corsOrigins) {
        return new EdgeConfig(
                new HttpSettings(bind, port, corsOrigins, http.clientAddress(), http.limits(), http.http2ClearText()),
                rateLimitScale);
    }

    private static Set<String> origins(Env env) {
        Set<String> origins = new LinkedHashSet<>();
        for (String text : env.list(ORIGINS)) {
            String origin = text.toLowerCase(Locale.ROOT);
            if (!origin.equals(Origins.of(origin))) {
                throw new ConfigException(ORIGINS, "must be origins such as https://beachdo.example, comma-separated");
            }
            boolean unused = origins.add(origin);
        }
        return Set.copyOf(origins);
    }

    private static ClientAddress proxies(Env env) {
        try {
            return ClientAddress.behind(env.list(PROXIES));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(PROXIES, "must be networks such as 10.0.0.0/8, comma-separated");
        }
    }
}
