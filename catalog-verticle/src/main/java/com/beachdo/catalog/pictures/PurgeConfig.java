package com.beachdo.catalog.pictures;

import com.beachdo.platform.config.Env;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who forgets published pictures that are gone: a CDN that takes Cloudflare's request to purge files.
 *
 * @param url for Cloudflare {@code https://api.cloudflare.com/client/v4/zones/ZONE/purge_cache}
 * @param token that may purge there
 */
public record PurgeConfig(URI url, PicturesConfig.SecretKey token) {
    static @Nullable PurgeConfig from(Env env) {
        URI url = env.optionalUri("BEACHDO_CDN_PURGE_URL", "http", "https");
        return url == null
                ? null
                : new PurgeConfig(url, new PicturesConfig.SecretKey(env.required("BEACHDO_CDN_PURGE_TOKEN")));
    }
}
