package com.beachdo.platform.config;

import java.util.Map;
import java.util.function.Function;

/** An environment of a test's own. */
public record Settings(Map<String, String> values) implements Function<String, String> {
    @Override
    @SuppressWarnings("NullAway") // javac 17 does not see in a class file that it may be null
    public String apply(String variable) {
        return values.get(variable);
    }
}
