package com.beachdo.platform.ratelimit;

import java.time.Duration;

/**
 * So many calls in so much time.
 *
 * @param shared whether all nodes count together; otherwise each process counts for itself
 */
public record Policy(String name, int limit, Duration per, boolean shared) {
    public Policy {
        if (limit < 1 || per.toMillis() < 1) {
            throw new IllegalArgumentException("a limit is at least one call in one millisecond");
        }
    }

    /** The same policy with so many times the calls. */
    public Policy scaled(double factor) {
        return new Policy(
                name, (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(limit * factor))), per, shared);
    }
}
