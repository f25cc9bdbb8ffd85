package com.beachdo.identity.kyc;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the provider's token and user calls tell of a person, read leniently: the provider spells some names in two ways.
 *
 * @param reference the provider's lasting name for the person; null when it did not tell
 * @param birth as the provider says; null when it did not tell
 * @param consentUntil null when it did not tell
 */
record ProviderIdentity(@Nullable String reference, @Nullable Birth birth, @Nullable Instant consentUntil) {
    private static final long MILLIS_FROM = 100_000_000_000L;

    static ProviderIdentity of(JsonObject json) {
        return new ProviderIdentity(
                text(json, "reference_key", "referencekey", "referenceKey"),
                Optional.ofNullable(text(json, "dob")).flatMap(Birth::parse).orElse(null),
                time(json.getValue("consent_valid_till")));
    }

    /** The same, with what this lacks from the other. */
    ProviderIdentity or(ProviderIdentity other) {
        return new ProviderIdentity(
                reference == null ? other.reference : reference,
                birth == null ? other.birth : birth,
                consentUntil == null ? other.consentUntil : consentUntil);
    }

    /** Without what says who it is. */
    @Override
    public String toString() {
        return "ProviderIdentity[hidden]";
    }

    static @Nullable String text(JsonObject json, String... names) {
        for (String name : names) {
            Object value = json.getValue(name);
            if ((value instanceof String || value instanceof Number)
                    && !String.valueOf(value).isBlank()) {
                return String.valueOf(value).strip();
            }
        }
        return null;
    }

    /** Seconds or milliseconds since the epoch, as number or text, or RFC 3339. */
    private static @Nullable Instant time(@Nullable Object value) {
        String text = value == null ? "" : String.valueOf(value).strip();
        try {
            if (text.matches("[0-9]{1,13}")) {
                long number = Long.parseLong(text);
                return number == 0
                        ? null
                        : number < MILLIS_FROM ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            }
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
