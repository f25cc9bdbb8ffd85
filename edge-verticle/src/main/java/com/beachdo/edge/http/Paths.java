package com.beachdo.edge.http;

import com.beachdo.edge.contract.Operation;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which methods a path of the contract knows. */
final class Paths {
    private final Map<String, Set<String>> methods = new TreeMap<>();

    Paths(List<Operation> operations) {
        for (Operation operation : operations) {
            Set<String> of = methods.computeIfAbsent(operation.path(), ignored -> new TreeSet<>());
            of.add(operation.method().name());
            of.add("OPTIONS");
            if (operation.method() == HttpMethod.GET) {
                of.add("HEAD");
            }
        }
    }

    /** The value of Allow for a path as requested; empty for an unknown path. */
    String allow(String path) {
        List<String> requested = segments(path);
        Set<String> allowed = new TreeSet<>();
        methods.forEach((template, known) -> {
            if (matches(segments(template), requested)) {
                allowed.addAll(known);
            }
        });
        return String.join(", ", allowed);
    }

    private static boolean matches(List<String> template, List<String> requested) {
        if (template.size() != requested.size()) {
            return false;
        }
        for (int at = 0; at < template.size(); at++) {
            String segment = template.get(at);
            if (!segment.equals(requested.get(at))
                    && (!segment.startsWith("{") || requested.get(at).isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        int last = segments.size() - 1;
        if (last > 0 && segments.get(last).isEmpty()) {
            String unused = segments.remove(last);
        }
        return segments;
    }
}
