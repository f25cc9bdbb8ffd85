package com.beachdo.catalog.pictures;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the sizes of a picture stand in the media bucket: keys that nobody guesses and whose content never changes. */
record Publication(Map<Rendition, String> keys, String blurhash, @Nullable Long perceptualHash) {
    private static final int HASH_BYTES = 8;

    static Publication of(UUID pictureId, Renditions renditions) {
        Map<Rendition, String> keys = new EnumMap<>(Rendition.class);
        renditions.jpegs().forEach((rendition, jpeg) -> keys.put(rendition, key(pictureId, rendition, jpeg)));
        return new Publication(keys, renditions.blurhash(), renditions.perceptualHash());
    }

    private static String key(UUID pictureId, Rendition rendition, Buffer jpeg) {
        String hash = HexFormat.of().formatHex(sha256(jpeg.getBytes()), 0, HASH_BYTES);
        return "media/" + pictureId + "/" + rendition.title() + "-" + hash + ".jpg";
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

    Collection<String> allKeys() {
        return keys.values();
    }
}
