package com.beachdo.identity;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes six-digit codes and the keyed hashes by which they are known, each salted with its challenge. */
final class OtpCodes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    OtpCodes(byte[] key) {
        this.key = key.clone();
    }

    String random() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    Buffer hash(UUID challengeId, String code) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Buffer.buffer(mac.doFinal((challengeId + " " + code).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(UUID challengeId, String code, Buffer hash) {
        return MessageDigest.isEqual(hash(challengeId, code).getBytes(), hash.getBytes());
    }
}
