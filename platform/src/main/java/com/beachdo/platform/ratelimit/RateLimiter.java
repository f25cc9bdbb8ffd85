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

    /** KEYS[1]; ARGV: interval in microseconds. */
    private static final String GIVE_BACK =
            """
            local tat = redis.call('GET', KEYS[1])
            if not tat then return 0 end
            local t = redis.call('TIME')
            local now = t[1] * 1000000 + t[2]
            local earlier = tonumber(tat) - tonumber(ARGV[1])
            if earlier <= now then return redis.call('DEL', KEYS[1]) end
            redis.call('SET', KEYS[1], string.format('%.0f', earlier), 'PX', math.ceil((earlier - now) / 1000) + 1)
            return 1
            """;

    private final RedisStore redis;
    private final LocalLimiter local = new LocalLimiter(() -> System.nanoTime() / 1000, MAX_LOCAL_KEYS);

    public RateLimiter(RedisStore redis) {
        this.redis = redis;
    }

    public Future<Decision> acquire(String key, Policy policy) {
        String name = name(key, policy);
        if (!policy.shared()) {
            return Future.succeededFuture(local.acquire(name, policy));
        }
        Pace pace = Pace.of(policy);
        return redis.script(
                        GCRA,
                        List.of(name),
                        List.of(Long.toString(pace.burstMicros()), Long.toString(pace.intervalMicros())))
                .map(reply -> pace.decision(number(reply, 0) == 1, number(reply, 1), number(reply, 2)))
                .otherwise(down -> local.acquire(name, reduced(policy)));
    }

    /** Takes back one allowed call, as when only failures are to count. Best effort: while Redis is away it counts. */
    public Future<Void> giveBack(String key, Policy policy) {
        String name = name(key, policy);
        Pace pace = Pace.of(policy);
        if (!policy.shared()) {
            local.giveBack(name, pace);
            return Future.succeededFuture();
        }
        return redis.script(GIVE_BACK, List.of(name), List.of(Long.toString(pace.intervalMicros())))
                .<Void>mapEmpty()
                .otherwise(down -> {
                    local.giveBack(name, Pace.of(reduced(policy)));
                    return null;
                });
    }

    /** The same for a decision of this process alone. */
    public void giveBackHere(String key, Policy policy) {
        local.giveBack(name(key, policy), Pace.of(policy));
    }

    /** A decision of this process alone, without a wait. */
    public Decision acquireHere(String key, Policy policy) {
        return local.acquire(name(key, policy), policy);
    }

    private static String name(String key, Policy policy) {
        return "rl:{" + policy.name() + ":" + key + "}";
    }

    private static Policy reduced(Policy policy) {
        return new Policy(policy.name(), Math.max(1, policy.limit() / FALLBACK_SHARE), policy.per(), false);
    }

    private static long number(Response reply, int index) {
        return Long.parseLong(String.valueOf(reply.get(index)));
    }
}
