package com.beachdo.platform.auth;

import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the payload of an access token must say. */
record ClaimRules(String issuer, String audience) {
    static final long MAX_LIFE_SECONDS = 15 * 60;
    static final long LEEWAY_SECONDS = 5;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ROLE = Pattern.compile("[A-Z_]{1,32}");

    /** Null when a rule is broken. */
    @Nullable
    Claims read(JsonObject payload, long now) {
        String subject = id(payload.getValue("sub"));
        String session = id(payload.getValue("sid"));
        Set<String> roles = roles(payload.getValue("roles"));
        Long expiresAt = seconds(payload.getValue("exp"));
        boolean sound = issuer.equals(payload.getValue("iss"))
                && isAudience(payload.getValue("aud"))
                && payload.getValue("jti") instanceof String
                && isTimely(payload, now);
        return sound && subject != null && session != null && roles != null && expiresAt != null
                ? new Claims(subject, session, roles, expiresAt)
                : null;
    }

    boolean isAlive(Claims claims, long now) {
        return claims.expiresAt() + LEEWAY_SECONDS > now;
    }

    /** A payload that keeps the rules, for which nobody's signature exists. */
    JsonObject example(long now) {
        return new JsonObject()
                .put("iss", issuer)
                .put("aud", audience)
                .put("sub", "forged")
                .put("sid", "forged")
                .put("jti", "forged")
                .put("roles", new JsonArray())
                .put("iat", now)
                .put("exp", now + 60);
    }

    private static boolean isTimely(JsonObject payload, long now) {
        Long issuedAt = seconds(payload.getValue("iat"));
        Long expiresAt = seconds(payload.getValue("exp"));
        Long notBefore = payload.containsKey("nbf") ? seconds(payload.getValue("nbf")) : issuedAt;
        return issuedAt != null
                && expiresAt != null
                && notBefore != null
                && issuedAt <= now + LEEWAY_SECONDS
                && notBefore <= now + LEEWAY_SECONDS
                && issuedAt < expiresAt
                && expiresAt - issuedAt <= MAX_LIFE_SECONDS;
    }

    private boolean isAudience(@Nullable Object value) {
        return audience.equals(value)
                || (value instanceof JsonArray many && many.size() == 1 && audience.equals(many.getValue(0)));
    }

    private static @Nullable String id(@Nullable Object value) {
        return value instanceof String text && ID.matcher(text).matches() ? text : null;
    }

    private static @Nullable Long seconds(@Nullable Object value) {
        if (!(value instanceof Integer || value instanceof Long)) {
            return null;
        }
        long seconds = ((Number) value).longValue();
        return seconds >= 0 ? seconds : null;
    }

    private static @Nullable Set<String> roles(@Nullable Object value) {
        if (!(value instanceof JsonArray array)) {
            return null;
        }
        Set<String> roles = new LinkedHashSet<>();
        for (Object role : array) {
            // no token makes anybody a part of Beachdo
            if (!(role instanceof String name) || !ROLE.matcher(name).matches() || name.equals(CallContext.SERVICE)) {
                return null;
            }
            boolean unused = roles.add(name);
        }
        return Set.copyOf(roles);
    }
}
