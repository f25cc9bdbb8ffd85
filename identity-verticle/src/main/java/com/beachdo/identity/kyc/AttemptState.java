package com.beachdo.identity.kyc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one way to the provider and back. Only its hash is stored; the PKCE verifier is made of it and a key of
 * the server, so neither the browser nor a copy of the database can use the provider's code.
 */
record AttemptState(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static AttemptState random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new AttemptState(base64(bytes));
    }

    Buffer hash() {
        return Buffer.buffer(sha256(text.getBytes(US_ASCII)));
    }

    String verifier(byte[] key) {
        return base64(hmac(key, text.getBytes(US_ASCII)));
    }

    String challenge(byte[] key) {
        return base64(sha256(verifier(key).getBytes(US_ASCII)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AttemptState[hidden]";
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
