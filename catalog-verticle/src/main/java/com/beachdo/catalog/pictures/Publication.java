package com.beachdo.catalog.pictures;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the sizes of a picture stand in the media bucket: keys that nobody guesses and whose content never changes. */
record Publication(Map<Rendition, String> keys, String blurhash, @Nullable Long perceptualHash) {
    private static final int HASH_BYTES = 8;

    static Publication of(UUID pictureId, Renditions renditions) {
        Map<Rendition, String> keys = new EnumMap<>(Rendition.class);
        boolean webp = !renditions.webps().isEmpty();
        renditions.jpegs().forEach((rendition, jpeg) -> keys.put(rendition, key(pictureId, rendition, jpeg, webp)));
        return new Publication(keys, renditions.blurhash(), renditions.perceptualHash());
    }

    private static String key(UUID pictureId, Rendition rendition, Buffer jpeg, boolean webp) {
        String hash = HexFormat.of().formatHex(sha256(jpeg.getBytes()), 0, HASH_BYTES);
        return WebpKeys.jpeg("media/" + pictureId + "/" + rendition.title() + "-" + hash, webp);
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String key(Rendition rendition) {
        return Objects.requireNonNull(keys.get(rendition));
    }

    /** Of the JPEGs and of what stands beside them. */
    Collection<String> allKeys() {
        return withWebp(keys.values());
    }

    static List<String> withWebp(Collection<String> jpegs) {
        List<String> all = new ArrayList<>(jpegs);
        for (String jpeg : jpegs) {
            String webp = WebpKeys.beside(jpeg);
            if (webp != null) {
                all.add(webp);
            }
        }
        return all;
    }
}
