package com.beachdo.platform.ratelimit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** GCRA in the memory of this process. */
final class LocalLimiter {
    private static final long SWEEP_EVERY_MICROS = TimeUnit.SECONDS.toMicros(1);

    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;
    private final LongSupplier clockMicros;
    private final int maxKeys;

    LocalLimiter(LongSupplier clockMicros, int maxKeys) {
        this.clockMicros = clockMicros;
        this.maxKeys = maxKeys;
        this.sweptAt = new AtomicLong(clockMicros.getAsLong() - SWEEP_EVERY_MICROS);
    }

    Decision acquire(String key, Policy policy) {
        long now = clockMicros.getAsLong();
        Pace pace = Pace.of(policy);
        boolean[] allowed = new boolean[1];
        Long arrival = arrivals.compute(place(key, policy, now), (ignored, before) -> {
            long base = before == null ? now : Math.max(before, now);
            allowed[0] = base + pace.intervalMicros() - now <= pace.burstMicros();
            return allowed[0] ? base + pace.intervalMicros() : base;
        });
        return pace.decision(allowed[0], arrival == null ? now : arrival, now);
    }

    /** Takes one call back. */
    void giveBack(String key, Pace pace) {
        Long unused = arrivals.computeIfPresent(key, (ignored, arrival) -> arrival - pace.intervalMicros());
    }

    int keys() {
        return arrivals.size();
    }

    /** Memory is bounded: when it is full, keys that are new share one place of their policy. */
    private String place(String key, Policy policy, long now) {
        if (arrivals.size() < maxKeys) {
            return key;
        }
        long swept = sweptAt.get();
        if (now - swept >= SWEEP_EVERY_MICROS && sweptAt.compareAndSet(swept, now)) {
            boolean unused = arrivals.values().removeIf(arrival -> arrival < now);
        }
        return arrivals.size() < maxKeys || arrivals.containsKey(key) ? key : "overflow:" + policy.name();
    }
}
