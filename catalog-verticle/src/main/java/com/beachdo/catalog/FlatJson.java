package com.beachdo.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object of texts, numbers and booleans, or an array of such objects, as PostgreSQL writes them. Every
 * listing that is shown takes two of these; a parser for all of JSON takes several times as long.
 */
final class FlatJson {
    private final String json;
    private int at;

    FlatJson(String json) {
        this.json = json;
    }

    /** Goes into the next object of the array, or the only one; false when there is none left. */
    boolean nextObject() {
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c == '{') {
                return true;
            }
            if (c != '[' && c != ']' && c != ',' && c > ' ') {
                throw unexpected();
            }
        }
        return false;
    }

    /** The name of the object's next member, whose value has to be read; null at its end. */
    @Nullable
    String nextName() {
        while (true) {
            switch (json.charAt(at++)) {
                case '"' -> {
                    return text();
                }
                case '}' -> {
                    return null;
                }
                case ',', ' ', '\n', '\r', '\t' -> {}
                default -> throw unexpected();
            }
        }
    }

    /** A String, a Double, a Boolean or null. */
    @Nullable
    Object value() {
        while (true) {
            char c = json.charAt(at++);
            switch (c) {
                case '"' -> {
                    return text();
                }
                case ':', ' ', '\n', '\r', '\t' -> {}
                case 't' -> {
                    return word("true", true);
                }
                case 'f' -> {
                    return word("false", false);
                }
                case 'n' -> {
                    return word("null", null);
                }
                default -> {
                    return number();
                }
            }
        }
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        if (!json.startsWith(word, at - 1)) {
            throw unexpected();
        }
        at += word.length() - 1;
        return meaning;
    }

    private Double number() {
        int start = at - 1;
        while ("+-.eE0123456789".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        if (at == start + 1 && !Character.isDigit(json.charAt(start))) {
            throw unexpected();
        }
        return Double.valueOf(json.substring(start, at));
    }

    /** From behind the opening quotation mark. */
    private String text() {
        int start = at;
        while (true) {
            char c = json.charAt(at++);
            if (c == '"') {
                return json.substring(start, at - 1);
            }
            if (c == '\\') {
                at--;
                return escaped(new StringBuilder().append(json, start, at));
            }
        }
    }

    private String escaped(StringBuilder text) {
        while (true) {
            char c = json.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escape(json.charAt(at++)) : c);
        }
    }

    private char escape(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not a flat object at character " + (at - 1));
    }
}
