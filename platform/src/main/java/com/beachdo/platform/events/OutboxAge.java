package com.beachdo.platform.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** For how long the oldest event of an outbox has waited, as a metric to raise alarm by; only who relays knows it. */
final class OutboxAge {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String OLDEST =
            """
            SELECT (extract(epoch FROM clock_timestamp() - created_at) * 1000)::bigint AS millis
            FROM outbox ORDER BY outbox_id LIMIT 1
            """;
    /** By domain, since when one waits, in milliseconds of this machine's clock; 0 when none does. */
    private static final Map<String, AtomicLong> SINCE = new ConcurrentHashMap<>();

    private final AtomicLong since;
    private long lookAt = System.nanoTime();

    OutboxAge(String domain) {
        this.since = SINCE.computeIfAbsent(domain, OutboxAge::gauge);
    }

    private static AtomicLong gauge(String domain) {
        AtomicLong since = new AtomicLong();
        Gauge unused = Gauge.builder("beachdo.outbox.age", since, OutboxAge::seconds)
                .description("For how long the oldest event of a domain has waited to be taken by all its consumers")
                .baseUnit("seconds")
                .tag("domain", domain)
                .register(Metrics.globalRegistry);
        return since;
    }

    private static double seconds(AtomicLong since) {
        long start = since.get();
        return start == 0 ? 0 : Math.max(0, System.currentTimeMillis() - start) / 1e3;
    }

    Future<Void> look(PgConnection leading) {
        if (lookAt - System.nanoTime() > 0) {
            return Future.succeededFuture();
        }
        lookAt = System.nanoTime() + LOOK_EVERY_NANOS;
        return leading.preparedQuery(OLDEST).execute().map(rows -> {
            since.set(0);
            for (Row row : rows) {
                since.set(System.currentTimeMillis() - row.getLong("millis"));
            }
            return null;
        });
    }

    /** Somebody else relays from now on, and knows. */
    void forget() {
        since.set(0);
    }
}
