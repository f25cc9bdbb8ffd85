package com.beachdo.forum.push;

import com.beachdo.platform.config.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Push services that browsers may name: by the end of their host's name, over TLS at the usual port; or, for a stand-in,
 * by its whole origin. Nothing else is ever called because somebody sent its URL.
 */
public record PushHosts(List<String> entries) {
    /** Those of Chrome and its kin, Firefox, Safari, and Edge. */
    static final PushHosts USUAL = new PushHosts(
            List.of("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"));

    private static final int HTTPS = 443;
    private static final Pattern SUFFIX = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+:[0-9]{1,5}");

    /** @param configured none for the usual ones */
    static PushHosts of(String variable, List<String> configured) {
        List<String> entries = configured.stream()
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String entry : entries) {
            if (!SUFFIX.matcher(entry).matches() && !ORIGIN.matcher(entry).matches()) {
                throw new ConfigException(variable, "must be hosts such as push.apple.com, or origins with a port");
            }
        }
        return entries.isEmpty() ? USUAL : new PushHosts(entries);
    }

    /** The entry that lets an endpoint in; empty when none does. */
    Optional<String> serviceOf(String endpoint) {
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String host = uri.getHost();
        String scheme = uri.getScheme();
        if (host == null || scheme == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT);
        String origin = scheme.toLowerCase(Locale.ROOT) + "://" + name + ":" + uri.getPort();
        boolean usual = scheme.equalsIgnoreCase("https") && (uri.getPort() == -1 || uri.getPort() == HTTPS);
        return entries.stream()
                .filter(entry -> entry.contains("://")
                        ? entry.equals(origin)
                        : usual && (name.equals(entry) || name.endsWith("." + entry)))
                .findFirst();
    }
}
