package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of the push stand-in, kept in the data folder, and checks of what is signed with them. */
final class PushKeys {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Decoder URL = Base64.getUrlDecoder();
    private static final int BITS = 2048;
    private static final Pattern VAPID = Pattern.compile("vapid t=([^,\\s]+), ?k=([A-Za-z0-9_-]+)");
    private static final long LONGEST_SECONDS = 24 * 3_600;

    private final KeyPair account;
    private final String vapidPublic;
    private final String vapidPrivate;

    private PushKeys(KeyPair account, String vapidPublic, String vapidPrivate) {
        this.account = account;
        this.vapidPublic = vapidPublic;
        this.vapidPrivate = vapidPrivate;
    }

    static PushKeys of(DataFolder folder) {
        String[] vapid = folder.secret("push.vapid", PushKeys::newVapid).split(" ", 2);
        return new PushKeys(account(folder.secret("push.account", PushKeys::newAccount)), vapid[0], vapid[1]);
    }

    private static String newVapid() {
        KeyPair pair = pair("EC");
        return WebPushBrowser.text(WebPushBrowser.point((ECPublicKey) pair.getPublic())) + " "
                + WebPushBrowser.text(WebPushBrowser.unsigned(((ECPrivateKey) pair.getPrivate()).getS()));
    }

    private static String newAccount() {
        return Base64.getEncoder().encodeToString(pair("RSA").getPrivate().getEncoded());
    }

    private static KeyPair account(String base64) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyPair account() {
        return account;
    }

    String vapidPublic() {
        return vapidPublic;
    }

    String vapidPrivate() {
        return vapidPrivate;
    }

    static String pem(Key key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Whether it asks for a token as Google wants it. */
    boolean isAssertion(String jwt, String issuer, String audience) {
        @Nullable JsonNode claims = claims(jwt, "SHA256withRSA", account.getPublic());
        return claims != null
                && claims.path("iss").asString("").equals(issuer)
                && claims.path("aud").asString("").equals(audience)
                && claims.path("scope").asString("").equals("https://www.googleapis.com/auth/firebase.messaging");
    }

    /** Whether it is of the one whom browsers subscribed to (RFC 8292). */
    boolean isVapid(@Nullable String authorization, String audience) {
        Matcher parts = VAPID.matcher(authorization == null ? "" : authorization);
        if (!parts.matches() || !parts.group(2).equals(vapidPublic)) {
            return false;
        }
        @Nullable
        JsonNode claims = claims(
                parts.group(1), "SHA256withECDSAinP1363Format", WebPushBrowser.publicKey(URL.decode(vapidPublic)));
        return claims != null
                && claims.path("aud").asString("").equals(audience)
                && claims.path("sub").asString("").matches("(mailto:|https://).+");
    }

    /** Of a token that is signed by a key and lives a day at most; null of another one. */
    private static @Nullable JsonNode claims(String jwt, String algorithm, PublicKey key) {
        int dot = jwt.lastIndexOf('.');
        int first = jwt.indexOf('.');
        if (first < 0 || first == dot) {
            return null;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(jwt.substring(0, dot).getBytes(US_ASCII));
            if (!signature.verify(URL.decode(jwt.substring(dot + 1)))) {
                return null;
            }
            JsonNode claims = JSON.readTree(URL.decode(jwt.substring(first + 1, dot)));
            long left = claims.path("exp").asLong(0) - Instant.now().getEpochSecond();
            return left > 0 && left <= LONGEST_SECONDS ? claims : null;
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            return null;
        }
    }
}
