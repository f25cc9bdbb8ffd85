package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Signs ID tokens with RS256, or wrongly where a grant asks for it. */
final class IdTokenSigner {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String KID = "stand-in-1";
    private static final int BITS = 2048;
    private static final int LIFE_SECONDS = 600;

    private final String issuer;
    private final String client;
    private final KeyPair key = pair();

    IdTokenSigner(String issuer, String client) {
        this.issuer = issuer;
        this.client = client;
    }

    Map<String, Object> keys() {
        RSAPublicKey known = (RSAPublicKey) key.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        KID,
                        "n",
                        unsigned(known.getModulus()),
                        "e",
                        unsigned(known.getPublicExponent()))));
    }

    String token(OidcGrant grant) {
        String payload = JSON.writeValueAsString(claims(grant));
        return switch (grant.trouble()) {
            case ALG_NONE -> part(header("none", KID)) + "." + part(payload) + ".";
            case HS256 -> hmac(part(header("HS256", KID)) + "." + part(payload));
            case OTHER_KEY -> signed(pair(), KID, payload);
            case UNKNOWN_KEY -> signed(pair(), "stand-in-2", payload);
            default -> signed(key, KID, payload);
        };
    }

    private Map<String, Object> claims(OidcGrant grant) {
        long now = Instant.now().getEpochSecond();
        OidcTrouble trouble = grant.trouble();
        long issued = trouble == OidcTrouble.FUTURE ? now + 300 : trouble == OidcTrouble.EXPIRED ? now - 7200 : now;
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", trouble == OidcTrouble.WRONG_ISSUER ? "https://evil.example" : issuer);
        claims.put("aud", trouble == OidcTrouble.WRONG_AUDIENCE ? "another" : client);
        if (trouble == OidcTrouble.TWO_AUDIENCES) {
            claims.put("aud", List.of(client, "another"));
            claims.put("azp", "another");
        }
        if (trouble != OidcTrouble.NO_SUBJECT) {
            claims.put("sub", grant.subject());
        }
        if (trouble != OidcTrouble.NO_NONCE) {
            claims.put("nonce", trouble == OidcTrouble.WRONG_NONCE ? "another" : grant.nonce());
        }
        claims.put("iat", issued);
        claims.put("exp", issued + LIFE_SECONDS);
        claims.put("email", grant.email());
        claims.put("email_verified", trouble != OidcTrouble.UNVERIFIED_EMAIL);
        claims.put("name", grant.name());
        return claims;
    }

    private static String header(String algorithm, String kid) {
        return JSON.writeValueAsString(Map.of("alg", algorithm, "typ", "JWT", "kid", kid));
    }

    private static String signed(KeyPair by, String kid, String payload) {
        String text = part(header("RS256", kid)) + "." + part(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(by.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the public key as the secret, as in the attack of that name. */
    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return text + "." + URL.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String text) {
        return URL.encodeToString(text.getBytes(UTF_8));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return URL.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
