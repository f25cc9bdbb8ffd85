package com.beachdo.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment, read with types; a bad value stops the start with the name of the variable. Where assertions are on, as
 * in every test, so does a variable that {@link Setting} does not describe as it is read.
 */
public final class Env {
    private final Function<String, @Nullable String> source;

    public Env(Function<String, @Nullable String> source) {
        this.source = source;
    }

    /** Null when unset or blank. */
    public @Nullable String optional(String variable) {
        assert Setting.isKnown(variable) : variable + " is not in settings.txt";
        String value = source.apply(variable);
        return value == null || value.isBlank() ? null : value.trim();
    }

    public String required(String variable) {
        String value = optional(variable);
        if (value == null) {
            throw new ConfigException(variable, "is not set");
        }
        return value;
    }

    public String string(String variable, String otherwise) {
        String value = optional(variable);
        return value == null ? otherwise : value;
    }

    public int integer(String variable, int otherwise, int min, int max) {
        assert Setting.agrees(variable, otherwise, min + " to " + max) : variable + " is not as settings.txt says";
        String value = optional(variable);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ConfigException(variable, "must be a whole number from " + min + " to " + max);
    }

    public int port(String variable, int otherwise) {
        return integer(variable, otherwise, 0, 65_535);
    }

    public double decimal(String variable, double otherwise, double min, double max) {
        String value = optional(variable);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ConfigException(variable, "must be a number from " + min + " to " + max);
    }

    public boolean flag(String variable, boolean otherwise) {
        assert Setting.agrees(variable, otherwise, "true or false") : variable + " is not as settings.txt says";
        String value = optional(variable);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new ConfigException(variable, "must be true or false");
        };
    }

    /** An absolute URI of one of the schemes. */
    public URI uri(String variable, String... schemes) {
        return parse(variable, required(variable), schemes);
    }

    public URI uri(String variable, URI otherwise, String... schemes) {
        String value = optional(variable);
        return value == null ? otherwise : parse(variable, value, schemes);
    }

    /** An absolute URI of one of the schemes; null when unset. */
    public @Nullable URI optionalUri(String variable, String... schemes) {
        String value = optional(variable);
        return value == null ? null : parse(variable, value, schemes);
    }

    /** Comma-separated; empty when unset. */
    public List<String> list(String variable) {
        String value = optional(variable);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** Base64 of exactly so many bytes. */
    public byte[] key(String variable, int bytes) {
        try {
            byte[] key = Base64.getDecoder().decode(required(variable));
            if (key.length == bytes) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ConfigException(variable, "must be base64 of " + bytes + " random bytes");
    }

    private static URI parse(String variable, String value, String... schemes) {
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null
                    && uri.getHost() != null
                    && List.of(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, without the value: it may hold a password
        }
        throw new ConfigException(
                variable, "must be a URL that starts with " + String.join(":// or ", schemes) + "://");
    }
}
