package com.beachdo.platform.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token in the one form that identity makes: three canonical base64url parts and a header of exactly {@code alg},
 * {@code typ} and {@code kid}.
 */
record SignedToken(String kid, byte[] signed, byte[] payload, byte[] signature) {
    private static final int MAX_CHARS = 4_096;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Null for anything else. */
    static @Nullable SignedToken parse(String token) {
        if (token.length() > MAX_CHARS || !FORM.matcher(token).matches()) {
            return null;
        }
        String[] parts = DOT.split(token);
        byte[] header = decode(parts[0]);
        byte[] payload = decode(parts[1]);
        byte[] signature = decode(parts[2]);
        if (header == null || payload == null || signature == null) {
            return null;
        }
        String kid = kid(json(header));
        byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return kid == null ? null : new SignedToken(kid, signed, payload, signature);
    }

    /** What it claims; null when that is not one JSON object without duplicates. */
    @Nullable
    JsonObject claims() {
        return json(payload);
    }

    private static @Nullable String kid(@Nullable JsonObject header) {
        return header != null
                        && header.fieldNames().equals(HEADER)
                        && "ES256".equals(header.getValue("alg"))
                        && "at+jwt".equals(header.getValue("typ"))
                        && header.getValue("kid") instanceof String kid
                ? kid
                : null;
    }

    /** One text for one value: bits that decoding would ignore are not ignored. */
    private static byte @Nullable [] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable JsonObject json(byte[] bytes) {
        try {
            Object value = JacksonCodec.fromParser(STRICT.createParser(bytes), Object.class);
            return value instanceof JsonObject object
                    ? object
                    : value instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : null;
        } catch (IOException | RuntimeException notJson) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedToken token
                && Arrays.equals(signed, token.signed)
                && Arrays.equals(signature, token.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return "SignedToken[" + kid + "]";
    }
}
