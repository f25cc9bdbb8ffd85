package com.beachdo.catalog.pictures;

import org.jspecify.annotations.Nullable;

/** What clients may upload. */
enum PictureFormat {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp");

    private final String contentType;

    PictureFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** Null when it is none that we take. */
    static @Nullable PictureFormat of(String contentType) {
        for (PictureFormat format : values()) {
            if (format.contentType.equals(contentType)) {
                return format;
            }
        }
        return null;
    }
}
