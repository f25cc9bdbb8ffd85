package com.beachdo.edge.contract;

import com.beachdo.platform.ratelimit.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One limit on how often an operation may be called.
 *
 * @param field of the body, when calls are counted by it; empty otherwise
 */
public record Limit(Policy policy, By by, String field) {
    private static final Pattern PER = Pattern.compile("([1-9][0-9]{0,4})([smhd])");
    private static final Set<String> KEYS = Set.of("by", "per", "limit", "scope", "name");

    /** Whose calls are counted together. */
    public enum By {
        USER,
        IP,
        BODY
    }

    /** The value of the field {@code RateLimit-Policy} for this limit. */
    public String header() {
        return '"' + policy.name() + "\";q=" + policy.limit() + ";w="
                + policy.per().toSeconds();
    }

    static List<Limit> read(String operation, JsonNode json, double scale) {
        List<JsonNode> all = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(all::add);
        } else if (json.isObject()) {
            all.add(json);
        }
        List<Limit> limits = new ArrayList<>();
        for (JsonNode one : all) {
            String name = all.size() == 1
                    ? operation
                    : operation + "-" + one.path("by").asString("").replace("body.", "");
            limits.add(one(operation, one.path("name").asString(name), one, scale));
        }
        return List.copyOf(limits);
    }

    private static Limit one(String operation, String name, JsonNode json, double scale) {
        for (String key : json.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new ContractException(operation, "x-rate-limit does not know " + key);
            }
        }
        String scope = json.path("scope").asString("shared");
        if (!scope.equals("shared") && !scope.equals("node")) {
            throw new ContractException(operation, "x-rate-limit: scope is node, or left out");
        }
        Policy policy = new Policy(
                        name,
                        json.path("limit").asInt(0),
                        duration(operation, json.path("per").asString("")),
                        scope.equals("shared"))
                .scaled(scale);
        String by = json.path("by").asString("");
        if (by.startsWith("body.") && by.length() > 5) {
            return new Limit(policy, By.BODY, by.substring(5));
        }
        return switch (by) {
            case "user" -> new Limit(policy, By.USER, "");
            case "ip" -> new Limit(policy, By.IP, "");
            default -> throw new ContractException(operation, "x-rate-limit: by is user, ip or body.<field>");
        };
    }

    private static Duration duration(String operation, String text) {
        Matcher matcher = PER.matcher(text);
        if (!matcher.matches()) {
            throw new ContractException(operation, "x-rate-limit: per is a time such as 30s, 1m, 1h or 1d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
