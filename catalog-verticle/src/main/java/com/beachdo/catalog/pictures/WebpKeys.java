package com.beachdo.catalog.pictures;

import org.jspecify.annotations.Nullable;

/** The key of a JPEG tells whether the same picture stands beside it as WebP, so nothing else has to be kept of that. */
public final class WebpKeys {
    private static final String JPEG = ".jpg";
    private static final String WEBP = ".webp";
    private static final String BESIDE = "-w" + JPEG;

    private WebpKeys() {}

    static String jpeg(String name, boolean webpBeside) {
        return name + (webpBeside ? BESIDE : JPEG);
    }

    /** The key of the WebP, or address: what comes before the name does not matter. Null when there is none. */
    public static @Nullable String beside(String jpeg) {
        return jpeg.endsWith(BESIDE) ? jpeg.substring(0, jpeg.length() - JPEG.length()) + WEBP : null;
    }

    static String contentType(String key) {
        return key.endsWith(WEBP) ? "image/webp" : "image/jpeg";
    }
}
