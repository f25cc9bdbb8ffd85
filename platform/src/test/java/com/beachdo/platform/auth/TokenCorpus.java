package com.beachdo.platform.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that must be refused, by what is wrong with them; most are signed with the right key. */
public final class TokenCorpus {
    private final TestKey key;
    private final JsonObject good;
    private final long at;
    private final Map<String, String> corpus = new LinkedHashMap<>();

    public TokenCorpus(TestKey key, JsonObject good) throws GeneralSecurityException {
        this.key = key;
        this.good = good;
        this.at = good.getLong("iat");
        malformed();
        wrongHeaders();
        wrongClaims();
        wrongTimes();
        wrongSignatures();
    }

    public Map<String, String> tokens() {
        return corpus;
    }

    private JsonObject claims() {
        return good.copy();
    }

    private void malformed() {
        String good = key.sign(claims());
        String[] parts = good.split("\\.", -1);
        corpus.put("empty", "");
        corpus.put("blank", "   ");
        corpus.put("dots", "..");
        corpus.put("a refresh token", "rt_" + "A".repeat(43));
        corpus.put("5000 characters", "a".repeat(5_000));
        corpus.put("5000 characters in parts", "a".repeat(2_000) + "." + "b".repeat(2_000) + "." + "c".repeat(998));
        corpus.put("two parts", parts[0] + "." + parts[1]);
        corpus.put("no signature", parts[0] + "." + parts[1] + ".");
        corpus.put("four parts", good + ".AAAA");
        corpus.put("a dot more", good + ".");
        corpus.put("padded", good + "==");
        corpus.put("with a space", good + " ");
        corpus.put("with a newline", good + "\n");
        corpus.put("in the other alphabet", parts[0] + "." + parts[1] + "." + "+/" + parts[2].substring(2));
        corpus.put("not ASCII", parts[0] + "." + parts[1] + "." + "é" + parts[2].substring(1));
        for (int cut : new int[] {1, 2, 10, 43, 86}) {
            corpus.put("cut by " + cut, good.substring(0, good.length() - cut));
        }
        corpus.put("payload not JSON", key.sign(key.header().encode(), "not json"));
        corpus.put("payload an array", key.sign(key.header().encode(), "[" + claims().encode() + "]"));
        corpus.put("payload a number", key.sign(key.header().encode(), "7"));
        corpus.put("payload null", key.sign(key.header().encode(), "null"));
        corpus.put("payload and more", key.sign(key.header().encode(), claims().encode() + "{}"));
        corpus.put("header not JSON", key.sign("nonsense", claims().encode()));
    }

    private void wrongHeaders() throws GeneralSecurityException {
        String payload = claims().encode();
        for (String alg : List.of("none", "None", "NONE", "HS256", "RS256", "ES384", "EdDSA", "es256", "")) {
            corpus.put("alg " + alg, key.sign(key.header().put("alg", alg).encode(), payload));
        }
        corpus.put(
                "alg none, unsigned",
                TestKey.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}") + "."
                        + TestKey.encode(payload) + ".");
        corpus.put("alg missing", key.sign("{\"typ\":\"at+jwt\",\"kid\":\"key-1\"}", payload));
        corpus.put("alg null", key.sign("{\"alg\":null,\"typ\":\"at+jwt\",\"kid\":\"key-1\"}", payload));
        corpus.put(
                "alg twice",
                key.sign("{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}", payload));
        for (String typ : List.of("JWT", "jwt", "rt+jwt", "application/at+jwt", "AT+JWT")) {
            corpus.put("typ " + typ, key.sign(key.header().put("typ", typ).encode(), payload));
        }
        corpus.put("typ missing", key.sign("{\"alg\":\"ES256\",\"kid\":\"key-1\"}", payload));
        corpus.put("kid wrong", key.sign(key.header().put("kid", "key-2").encode(), payload));
        corpus.put(
                "kid a path", key.sign(key.header().put("kid", "../../dev/null").encode(), payload));
        corpus.put("kid missing", key.sign("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", payload));
        corpus.put("kid a number", key.sign(key.header().put("kid", 1).encode(), payload));
        for (String extra : List.of("jku", "jwk", "x5u", "x5c", "crit", "cty", "b64", "zip")) {
            corpus.put(
                    "with " + extra,
                    key.sign(
                            key.header().put(extra, "https://evil.example/keys").encode(), payload));
        }
        corpus.put("HS256 with the public key", hmac(payload));
    }

    private String hmac(String payload) throws GeneralSecurityException {
        String signed = TestKey.encode(key.header().put("alg", "HS256").encode()) + "." + TestKey.encode(payload);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.pair.getPublic().getEncoded(), "HmacSHA256"));
        return signed + "." + TestKey.encode(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private void wrongClaims() {
        for (String claim : List.of("iss", "aud", "sub", "sid", "jti", "roles", "iat", "exp")) {
            JsonObject without = claims();
            Object unused = without.remove(claim);
            corpus.put("without " + claim, key.sign(without));
            corpus.put(claim + " null", key.sign(claims().putNull(claim)));
            corpus.put(claim + " an object", key.sign(claims().put(claim, new JsonObject())));
        }
        corpus.put("another issuer", key.sign(claims().put("iss", "https://evil.example")));
        corpus.put("issuer with a slash more", key.sign(claims().put("iss", good.getString("iss") + "/")));
        corpus.put("another audience", key.sign(claims().put("aud", "beachdo-refresh")));
        corpus.put("no audience", key.sign(claims().put("aud", new JsonArray())));
        corpus.put(
                "one more audience",
                key.sign(claims().put("aud", new JsonArray().add("beachdo").add("other"))));
        corpus.put("subject empty", key.sign(claims().put("sub", "")));
        corpus.put("subject with a line break", key.sign(claims().put("sub", "a\r\nb")));
        corpus.put("subject a number", key.sign(claims().put("sub", 7)));
        corpus.put(
                "role SERVICE",
                key.sign(claims().put("roles", new JsonArray().add("BUYER").add("SERVICE"))));
        corpus.put("role hiding SERVICE", key.sign(claims().put("roles", new JsonArray().add("BUYER,SERVICE"))));
        corpus.put("role a number", key.sign(claims().put("roles", new JsonArray().add(1))));
        corpus.put("roles a string", key.sign(claims().put("roles", "ADMIN")));
        String doubled = claims().encode().replaceFirst("\\{", "{\"sub\":\"admin\",");
        corpus.put("subject twice", key.sign(key.header().encode(), doubled));
    }

    private void wrongTimes() {
        corpus.put("expired", key.sign(claims().put("iat", at - 900).put("exp", at - 6)));
        corpus.put("from the future", key.sign(claims().put("iat", at + 60).put("exp", at + 600)));
        corpus.put("not yet", key.sign(claims().put("nbf", at + 60)));
        corpus.put("nbf a string", key.sign(claims().put("nbf", "now")));
        corpus.put("too long a life", key.sign(claims().put("exp", at + 901)));
        corpus.put("a life without end", key.sign(claims().put("exp", Long.MAX_VALUE)));
        corpus.put(
                "a life that overflows",
                key.sign(claims().put("iat", Long.MIN_VALUE).put("exp", at + 60)));
        corpus.put("ends before it begins", key.sign(claims().put("iat", at + 3).put("exp", at + 2)));
        corpus.put("exp a fraction", key.sign(claims().put("exp", at + 60.5)));
        corpus.put("exp a string", key.sign(claims().put("exp", Long.toString(at + 60))));
        corpus.put(
                "exp huge",
                key.sign(key.header().encode(), claims().encode().replaceFirst("\"exp\":\\d+", "\"exp\":1e400")));
    }

    private void wrongSignatures() {
        String good = key.sign(claims());
        String signed = good.substring(0, good.lastIndexOf('.') + 1);
        byte[] signature = Base64.getUrlDecoder().decode(good.substring(signed.length()));
        corpus.put("another key", new TestKey("key-1").sign(claims()));
        corpus.put("signature of zeros", signed + TestKey.encode(new byte[64]));
        byte[] ones = new byte[64];
        ones[31] = 1;
        ones[63] = 1;
        corpus.put("signature of ones", signed + TestKey.encode(ones));
        corpus.put("signature longer", signed + TestKey.encode(Arrays.copyOf(signature, 65)));
        corpus.put("signature DER", signed + TestKey.encode(Arrays.copyOf(new byte[] {0x30, 0x44, 2, 0x20}, 70)));
        signature[10] ^= 1;
        corpus.put("one bit of the signature", signed + TestKey.encode(signature));
        String other = key.sign(claims().put("sub", "user-2"));
        corpus.put("signature of another token", signed + other.substring(other.lastIndexOf('.') + 1));
        String[] parts = good.split("\\.", -1);
        char last = parts[2].charAt(85);
        // the last character holds two bits that decoding ignores
        corpus.put("same bytes, another text", good.substring(0, good.length() - 1) + (char) (last + 1));
    }
}
