package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a query or of an HTML form; one that is absent reads as empty. */
record Form(Map<String, String> fields) {
    static Form parse(@Nullable String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            fields.put(decode(nameAndValue[0]), nameAndValue.length == 2 ? decode(nameAndValue[1]) : "");
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The same with client_id and client_secret from an HTTP Basic header, if there is one. */
    Form withBasic(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return this;
        }
        try {
            String login = new String(Base64.getDecoder().decode(authorization.substring("Basic ".length())), UTF_8);
            String[] idAndSecret = login.split(":", 2);
            Map<String, String> all = new HashMap<>(fields);
            all.put("client_id", decode(idAndSecret[0]));
            all.put("client_secret", idAndSecret.length == 2 ? decode(idAndSecret[1]) : "");
            return new Form(all);
        } catch (IllegalArgumentException malformed) {
            return this;
        }
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }
}
