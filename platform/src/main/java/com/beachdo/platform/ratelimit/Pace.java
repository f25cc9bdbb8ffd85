package com.beachdo.platform.ratelimit;

/**
 * A policy as GCRA counts it: each call takes an interval, and so many intervals as the limit may be taken at once.
 * Rounding makes the interval longer, never the limit larger.
 */
record Pace(long burstMicros, long intervalMicros) {
    static Pace of(Policy policy) {
        long period = policy.per().toNanos() / 1000;
        long interval = Math.max(1, (period + policy.limit() - 1) / policy.limit());
        return new Pace(interval * policy.limit(), interval);
    }

    /** @param arrival the theoretical arrival time after the call, in microseconds as now */
    Decision decision(boolean allowed, long arrival, long now) {
        long used = Math.max(0, arrival - now);
        int remaining = (int) Math.max(0, Math.min(Integer.MAX_VALUE, (burstMicros - used) / intervalMicros));
        long retry = allowed ? 0 : Math.max(1, ceilSeconds(used + intervalMicros - burstMicros));
        return new Decision(allowed, remaining, ceilSeconds(used), retry);
    }

    private static long ceilSeconds(long micros) {
        return (micros + 999_999) / 1_000_000;
    }
}
