package com.beachdo.platform.events;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How long to leave alone what failed: twice as long after every failure, up to a limit. */
final class Patience {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final long longestNanos;
    private final Map<String, Trial> trials = new HashMap<>();

    private record Trial(long delayNanos, long notBefore) {}

    Patience(long longest, TimeUnit unit) {
        this.longestNanos = unit.toNanos(longest);
    }

    /** Whether it is too early to try again. */
    boolean waits(String key) {
        Trial trial = trials.get(key);
        return trial != null && trial.notBefore() - System.nanoTime() > 0;
    }

    void failed(String key) {
        Trial before = trials.get(key);
        long delay = before == null ? FIRST_NANOS : Math.min(longestNanos, before.delayNanos() * 2);
        Trial unused = trials.put(key, new Trial(delay, System.nanoTime() + delay));
    }

    void succeeded(String key) {
        Trial unused = trials.remove(key);
    }

    /** What it is too early to try again. */
    Set<String> waiting() {
        Set<String> keys = new HashSet<>(trials.keySet());
        keys.removeIf(key -> !waits(key));
        return keys;
    }
}
