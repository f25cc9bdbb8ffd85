package com.beachdo.identity.passkeys;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** An authenticator with one ES256 credential and a browser around it, which do as a test tells them. */
public final class SoftwareAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final byte[] credentialId = new byte[32];
    private final KeyPair key;
    private int counter;
    private String origin;
    private boolean verifiesUser = true;

    public SoftwareAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(credentialId);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public SoftwareAuthenticator at(String page) {
        origin = page;
        return this;
    }

    public SoftwareAuthenticator withoutUserVerification() {
        verifiesUser = false;
        return this;
    }

    /** As a copy of it would, that was made before. */
    public SoftwareAuthenticator setBack() {
        counter = 0;
        return this;
    }

    public String credentialId() {
        return text(credentialId);
    }

    public String clientData(String type, String challenge) {
        return text(clientDataJson(type, challenge));
    }

    private byte[] clientDataJson(String type, String challenge) {
        return new JsonObject()
                .put("type", type)
                .put("challenge", challenge)
                .put("origin", origin)
                .put("crossOrigin", false)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Of format none. */
    public String attestationObject(String rpId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xa3);
        cborText(out, "fmt");
        cborText(out, "none");
        cborText(out, "attStmt");
        out.write(0xa0);
        cborText(out, "authData");
        cborBytes(out, authenticatorData(rpId, true));
        return text(out.toByteArray());
    }

    public String authenticatorData(String rpId) {
        return text(authenticatorData(rpId, false));
    }

    private byte[] authenticatorData(String rpId, boolean attested) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(sha256(rpId.getBytes(StandardCharsets.UTF_8)));
        out.write(PRESENT | (verifiesUser ? VERIFIED : 0) | (attested ? ATTESTED : 0));
        out.writeBytes(ByteBuffer.allocate(4).putInt(++counter).array());
        if (attested) {
            out.writeBytes(new byte[16]);
            out.write(0);
            out.write(credentialId.length);
            out.writeBytes(credentialId);
            out.writeBytes(coseKey());
        }
        return out.toByteArray();
    }

    /** kty EC2, alg ES256, crv P-256, x, y. */
    private byte[] coseKey() {
        ECPublicKey known = (ECPublicKey) key.getPublic();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        cborBytes(out, coordinate(known.getW().getAffineX()));
        out.write(0x22);
        cborBytes(out, coordinate(known.getW().getAffineY()));
        return out.toByteArray();
    }

    public String signature(String authenticatorData, String clientData) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(Base64.getUrlDecoder().decode(authenticatorData));
            signature.update(sha256(Base64.getUrlDecoder().decode(clientData)));
            return text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void cborText(ByteArrayOutputStream out, String text) {
        out.write(0x60 | text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void cborBytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(0x58);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return Arrays.copyOf(fixed, 32);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
