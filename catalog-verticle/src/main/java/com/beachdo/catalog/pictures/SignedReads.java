package com.beachdo.catalog.pictures;

import com.beachdo.catalog.v1.ImageVariants;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** URLs of private objects by key, and until when they can be fetched. */
record SignedReads(Map<String, String> urls, Instant expiresAt) {
    ImageVariants variants(Picture picture) {
        return ImageVariants.newBuilder()
                .setThumb(url(picture, Rendition.THUMB))
                .setMedium(url(picture, Rendition.MEDIUM))
                .setLarge(url(picture, Rendition.LARGE))
                .build();
    }

    private String url(Picture picture, Rendition rendition) {
        return Objects.requireNonNull(urls.get(picture.image().getString(rendition.title())));
    }

    Timestamp expiry() {
        return Timestamp.newBuilder().setSeconds(expiresAt.getEpochSecond()).build();
    }
}
