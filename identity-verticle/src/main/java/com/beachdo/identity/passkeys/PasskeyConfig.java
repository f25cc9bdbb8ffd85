package com.beachdo.identity.passkeys;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where passkeys are of use.
 *
 * @param rpId the domain they are bound to
 * @param origins pages that may use them, on that domain or below
 */
public record PasskeyConfig(String rpId, Set<String> origins) {
    private static final String ORIGINS = "BEACHDO_PASSKEY_ORIGINS";
    private static final String RP_ID = "BEACHDO_PASSKEY_DOMAIN";

    /** @param page where people sign in, unless the environment says otherwise */
    public static PasskeyConfig from(Env env, URI page) {
        List<String> set = env.list(ORIGINS);
        Set<String> origins = new LinkedHashSet<>(set.isEmpty() ? List.of(originOf(page)) : set);
        String host = String.valueOf(URI.create(origins.iterator().next()).getHost());
        String rpId = env.string(RP_ID, host);
        for (String origin : origins) {
            String of = String.valueOf(URI.create(origin).getHost());
            if (!origin.equals(originOf(URI.create(origin))) || !(of.equals(rpId) || of.endsWith("." + rpId))) {
                throw new ConfigException(ORIGINS, "must be origins on the domain of " + RP_ID + ", comma-separated");
            }
        }
        return new PasskeyConfig(rpId, Set.copyOf(origins));
    }

    /** Browsers bind passkeys to names, never to addresses. */
    private static String originOf(URI page) {
        String host = "127.0.0.1".equals(page.getHost()) ? "localhost" : page.getHost();
        return page.getScheme() + "://" + host + (page.getPort() == -1 ? "" : ":" + page.getPort());
    }
}
