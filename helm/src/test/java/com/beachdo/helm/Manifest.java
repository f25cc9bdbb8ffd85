package com.beachdo.helm;

import java.util.List;
import java.util.Map;

/** A rendered Kubernetes object. */
record Manifest(Map<String, Object> body) {
    String kind() {
        return (String) body.get("kind");
    }

    String name() {
        return (String) map("metadata").get("name");
    }

    /** What is at a path such as {@code spec.template.spec}; null when there is nothing. */
    Object at(String path) {
        Object here = body;
        for (String step : path.split("\\.")) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    Map<String, Object> map(String path) {
        return asMap(at(path));
    }

    List<Map<String, Object>> maps(String path) {
        return asMaps(at(path));
    }

    @SuppressWarnings("unchecked") // YAML has string keys only
    static Map<String, Object> asMap(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // as above
    static List<Map<String, Object>> asMaps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
