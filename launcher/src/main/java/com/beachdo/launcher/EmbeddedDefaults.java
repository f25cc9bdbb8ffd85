package com.beachdo.launcher;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings that embedded mode chooses for a developer when the environment doesn't. */
final class EmbeddedDefaults {
    static final String ADMIN_EMAIL = "admin@beachdo.example";
    static final String ADMIN_PASSWORD = "chai-at-the-beach";

    private EmbeddedDefaults() {}

    static Map<String, String> over(Function<String, @Nullable String> environment) {
        Map<String, String> defaults = new HashMap<>();
        // said once: later the services that were started are named, as an operator would name them
        putIfUnset(defaults, environment, LaunchConfig.EMBEDDED, "true");
        String port = environment.apply("BEACHDO_HTTP_PORT");
        String http = port == null || port.isBlank() ? "8080" : port.trim();
        putIfUnset(defaults, environment, "BEACHDO_BIND", "127.0.0.1");
        putIfUnset(defaults, environment, "BEACHDO_ADMIN_EMAIL", ADMIN_EMAIL);
        putIfUnset(defaults, environment, "BEACHDO_ADMIN_PASSWORD", ADMIN_PASSWORD);
        putIfUnset(defaults, environment, "BEACHDO_PUBLIC_URL", "http://127.0.0.1:" + http);
        putIfUnset(
                defaults,
                environment,
                "BEACHDO_CORS_ORIGINS",
                "http://localhost:" + http + ",http://localhost:3000,http://127.0.0.1:3000,http://localhost:5173");
        putIfUnset(defaults, environment, "BEACHDO_BCRYPT_COST", "10");
        putIfUnset(defaults, environment, "BEACHDO_OTP_CLIENT_LIMIT", "5000");
        putIfUnset(defaults, environment, "BEACHDO_OTP_HALT_AFTER", "5000");
        putIfUnset(defaults, environment, "BEACHDO_STAFF_SECOND_FACTOR", "off");
        putIfUnset(defaults, environment, "BEACHDO_KYC_CONFIRM", "off");
        return defaults;
    }

    private static void putIfUnset(
            Map<String, String> defaults, Function<String, @Nullable String> environment, String name, String value) {
        String set = environment.apply(name);
        if (set == null || set.isBlank()) {
            String unused = defaults.put(name, value);
        }
    }
}
