package com.beachdo.identity.oidc;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of accounts elsewhere.
 *
 * @param name under which clients ask for it
 * @param issuer whom it must call itself, and where it describes itself
 */
public record OidcConfig(String name, URI issuer, String clientId, String clientSecret) {
    private static final String ISSUER = "BEACHDO_OIDC_ISSUER";
    private static final String NAME = "BEACHDO_OIDC_NAME";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Null when none is named. */
    public static @Nullable OidcConfig from(Env env) {
        if (env.optional(ISSUER) == null) {
            return null;
        }
        URI issuer = env.uri(ISSUER, "http", "https");
        if (!isSafe(issuer, issuer)) {
            throw new ConfigException(ISSUER, "must start with https://");
        }
        String name = env.string(NAME, "google");
        if (!name.matches("[a-z0-9-]{1,30}")) {
            throw new ConfigException(NAME, "must be at most 30 of a-z, 0-9 and -");
        }
        return new OidcConfig(
                name, issuer, env.required("BEACHDO_OIDC_CLIENT_ID"), env.required("BEACHDO_OIDC_CLIENT_SECRET"));
    }

    /** Whether a secret may go there: not in the clear, but for a provider on this machine. */
    static boolean isSafe(URI url, URI issuer) {
        return "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && isLoopback(url) && isLoopback(issuer));
    }

    private static boolean isLoopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "OidcConfig[" + name + " " + issuer + "]";
    }
}
