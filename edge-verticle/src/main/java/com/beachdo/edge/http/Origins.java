package com.beachdo.edge.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Origins as browsers write them. */
public final class Origins {
    private Origins() {}

    /** The origin of a URL; null when it has none. */
    public static @Nullable String of(String url) {
        try {
            URI uri = URI.create(url);
            String scheme = uri.getScheme();
            if (uri.getHost() == null || (!"http".equals(scheme) && !"https".equals(scheme))) {
                return null;
            }
            boolean usual = uri.getPort() == -1 || uri.getPort() == ("http".equals(scheme) ? 80 : 443);
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
