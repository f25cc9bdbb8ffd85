package com.beachdo.moderation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A content kept as JSON of bounded length; long texts are cut first. */
final class Evidence {
    static final int MAX_LENGTH = 20_000;
    private static final int SHORTEST_CUT = 50;

    private Evidence() {}

    static String of(JsonObject content) {
        String json = content.encode();
        for (int longest = MAX_LENGTH; json.length() > MAX_LENGTH; longest = longest * 3 / 4) {
            if (longest < SHORTEST_CUT) {
                throw new IllegalStateException("evidence of too many parts");
            }
            json = cut(content, longest).put("cut", true).encode();
        }
        return json;
    }

    private static JsonObject cut(JsonObject content, int longest) {
        JsonObject shorter = new JsonObject();
        content.forEach(entry -> shorter.put(entry.getKey(), cut(entry.getValue(), longest)));
        return shorter;
    }

    private static Object cut(Object value, int longest) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length()) <= longest
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
        }
        if (value instanceof JsonObject object) {
            return cut(object, longest);
        }
        if (value instanceof JsonArray array) {
            JsonArray shorter = new JsonArray();
            array.forEach(item -> shorter.add(cut(item, longest)));
            return shorter;
        }
        return value;
    }
}
