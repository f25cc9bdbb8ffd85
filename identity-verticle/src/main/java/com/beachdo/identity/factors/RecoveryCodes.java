package com.beachdo.identity.factors;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes recovery codes of 80 bits, and the keyed hashes by which they are known. */
final class RecoveryCodes {
    private static final int CODES = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    RecoveryCodes(byte[] key) {
        this.key = key.clone();
    }

    /** As "ABCD-EFGH-IJKL-MNOP". */
    static List<String> random() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            codes.add(String.join("-", Totp.base32(bytes).split("(?<=\\G.{4})")));
        }
        return codes;
    }

    Buffer hash(UUID accountId, String code) {
        String plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Buffer.buffer(mac.doFinal((accountId + " " + plain).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
