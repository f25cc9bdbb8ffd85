package com.beachdo.launcher;

import com.beachdo.platform.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;

/** The Vert.x of a process, alone or clustered, with its metrics. */
record ProcessVertx(Vertx vertx, Telemetry telemetry) {
    static ProcessVertx create(LaunchConfig config) {
        Telemetry telemetry = new Telemetry();
        VertxOptions options = telemetry.vertxOptions(new VertxOptions()
                .setEventLoopPoolSize(config.eventLoops())
                .setWorkerPoolSize(8)
                .setPreferNativeTransport(true)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS));
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(telemetry.factory());
        Vertx vertx = config.clusterMembers().isEmpty()
                ? builder.build()
                : Cluster.join(builder, options, config)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        return new ProcessVertx(vertx, telemetry);
    }
}
