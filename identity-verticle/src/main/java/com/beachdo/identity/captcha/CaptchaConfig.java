package com.beachdo.identity.captcha;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of CAPTCHAs: Turnstile, hCaptcha and reCAPTCHA answer the same form.
 *
 * @param verifyUrl that says whether a token is good
 * @param hostnames of pages that tokens may come from; empty for any
 * @param letInWhenAway whether people are let in while the provider does not answer
 */
public record CaptchaConfig(URI verifyUrl, String secret, Set<String> hostnames, boolean letInWhenAway) {
    private static final String URL = "BEACHDO_CAPTCHA_URL";
    private static final String SECRET = "BEACHDO_CAPTCHA_SECRET";
    private static final String WHEN_AWAY = "BEACHDO_CAPTCHA_WHEN_AWAY";
    private static final URI TURNSTILE = URI.create("https://challenges.cloudflare.com/turnstile/v0/siteverify");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Null when no secret is given: nobody is asked then. */
    public static @Nullable CaptchaConfig from(Env env) {
        if (env.optional(SECRET) == null) {
            return null;
        }
        URI url = env.uri(URL, TURNSTILE, "http", "https");
        // the secret goes there
        if (url.getHost() == null
                || !(url.getScheme().equals("https")
                        || LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT)))) {
            throw new ConfigException(URL, "must start with https://");
        }
        return new CaptchaConfig(
                url,
                env.required(SECRET),
                Set.copyOf(env.list("BEACHDO_CAPTCHA_HOSTNAMES")),
                switch (env.string(WHEN_AWAY, "allow")) {
                    case "allow" -> true;
                    case "refuse" -> false;
                    default -> throw new ConfigException(WHEN_AWAY, "must be allow or refuse");
                });
    }

    @Override
    public String toString() {
        return "CaptchaConfig[" + verifyUrl + "]";
    }
}
