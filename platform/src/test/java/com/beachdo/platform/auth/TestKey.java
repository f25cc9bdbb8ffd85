package com.beachdo.platform.auth;

import com.beachdo.identity.v1.JsonWebKey;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair that signs tokens as identity does, and in every wrong way a test asks for. */
public final class TestKey {
    final String kid;
    final KeyPair pair;

    public TestKey(String kid) {
        this.kid = kid;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonWebKey jwk() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return JsonWebKey.newBuilder()
                .setKty("EC")
                .setCrv("P-256")
                .setAlg("ES256")
                .setUse("sig")
                .setKid(kid)
                .setX(encode(coordinate(key.getW().getAffineX())))
                .setY(encode(coordinate(key.getW().getAffineY())))
                .build();
    }

    JsonObject header() {
        return new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", kid);
    }

    public String sign(JsonObject payload) {
        return sign(header().encode(), payload.encode());
    }

    String sign(String header, String payload) {
        String signed = encode(header) + "." + encode(payload);
        return signed + "." + encode(signature(signed));
    }

    private byte[] signature(String signed) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return Arrays.copyOf(padded, 32);
    }
}
