package com.beachdo.platform.rpc;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long the methods of a contract took, by method and outcome. */
final class CallMeter {
    private static final String NAME = "beachdo.rpc";

    private final String service;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();

    CallMeter(String service) {
        this.service = service;
    }

    /** @param method one that the contract has */
    void record(String method, GrpcStatus status, long nanos) {
        Timer[] byStatus = timers.computeIfAbsent(method, ignored -> new Timer[GrpcStatus.values().length]);
        Timer timer = byStatus[status.ordinal()];
        if (timer == null) {
            timer = Timer.builder(NAME)
                    .description("Calls of contracts as their domain served them")
                    .tag("service", service)
                    .tag("method", method)
                    .tag("status", status.name())
                    .register(Metrics.globalRegistry);
            byStatus[status.ordinal()] = timer;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
