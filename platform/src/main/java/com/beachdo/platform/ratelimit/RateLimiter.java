package com.beachdo.platform.ratelimit;

import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * Limits how often something is done by one key: GCRA, counted in Redis by one script on Redis's clock. While Redis does
 * not answer, each process counts for itself with a quarter of the limit: never open.
 */
public final class RateLimiter {
    private static final int FALLBACK_SHARE = 4;
    private static final int MAX_LOCAL_KEYS = 200_000;

    /** KEYS[1]; ARGV: burst and interval in microseconds. Replies {allowed, arrival, now}. */
    private static final String GCRA =
            """
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local burst = tonumber(ARGV[1])
            local interval = tonumber(ARGV[2])
            local tat = tonumber(redis.call('GET', KEYS[1]) or now)
            if tat < now then tat = now end
            if tat + interval - now > burst then
              return {0, string.format('%.0f', tat), string.format('%.0f', now)}
            end
            tat = tat + interval
            redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX', math.ceil((tat - now) / 1000) + 1)
            return {1, string.format('%.0f', tat), string.format('%.0f', now)}
            """;

    private final RedisStore redis;
    private final LocalLimiter local = new LocalLimiter(() -> System.nanoTime() / 1000, MAX_LOCAL_KEYS);

    public RateLimiter(RedisStore redis) {
        this.redis = redis;
    }

    public Future<Decision> acquire(String key, Policy policy) {
        String name = "rl:{" + policy.name() + ":" + key + "}";
        if (!policy.shared()) {
            return Future.succeededFuture(local.acquire(name, policy));
        }
        Pace pace = Pace.of(policy);
        return redis.script(
                        GCRA,
                        List.of(name),
                        List.of(Long.toString(pace.burstMicros()), Long.toString(pace.intervalMicros())))
                .map(reply -> pace.decision(number(reply, 0) == 1, number(reply, 1), number(reply, 2)))
                .otherwise(down -> local.acquire(
                        name,
                        new Policy(policy.name(), Math.max(1, policy.limit() / FALLBACK_SHARE), policy.per(), false)));
    }

    /** A decision of this process alone, without a wait. */
    public Decision acquireHere(String key, Policy policy) {
        return local.acquire("rl:{" + policy.name() + ":" + key + "}", policy);
    }

    private static long number(Response reply, int index) {
        return Long.parseLong(String.valueOf(reply.get(index)));
    }
}
