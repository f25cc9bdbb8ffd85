package com.beachdo.edge.json;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An enum's values as JSON says them: without the prefix of the type, and without the unspecified one. Parameters may say
 * them in lowerCamelCase too ({@code priceAsc} for PRICE_ASC); the schema tells which it is.
 */
public final class EnumNames {
    private final List<byte @Nullable []> quoted = new ArrayList<>();
    private final Map<String, EnumValueDescriptor> byName = new HashMap<>();
    private final Map<String, EnumValueDescriptor> byCamelName = new HashMap<>();

    private EnumNames(EnumDescriptor type) {
        for (EnumValueDescriptor value : type.getValues()) {
            if (value.getNumber() != 0) {
                String name = name(value);
                EnumValueDescriptor unused = byName.put(name, value);
                EnumValueDescriptor unusedToo = byCamelName.put(camel(name), value);
                while (quoted.size() <= value.getNumber()) {
                    quoted.add(null);
                }
                byte @Nullable [] before =
                        quoted.set(value.getNumber(), ('"' + name + '"').getBytes(StandardCharsets.US_ASCII));
                if (before != null) {
                    throw new IllegalArgumentException(type.getFullName() + " has two names for one number");
                }
            }
        }
    }

    public static EnumNames of(EnumDescriptor type) {
        return new EnumNames(type);
    }

    public Collection<String> names() {
        return byName.keySet();
    }

    /** The name of a number as JSON text; null for the unspecified one and for those this build does not know. */
    byte @Nullable [] quoted(int number) {
        return number > 0 && number < quoted.size() ? quoted.get(number) : null;
    }

    public @Nullable EnumValueDescriptor value(String name) {
        EnumValueDescriptor value = byName.get(name);
        return value == null ? byCamelName.get(name) : value;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
            StringBuilder unused = camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private static String name(EnumValueDescriptor value) {
        String prefix = value.getType()
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toUpperCase(Locale.ROOT) + "_";
        String name = value.getName();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
