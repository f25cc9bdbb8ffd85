package com.beachdo.launcher;

import com.beachdo.platform.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x of a process with its metrics.
 *
 * @param cluster that it is part of; null alone
 */
record ProcessVertx(Vertx vertx, Telemetry telemetry, @Nullable Cluster cluster) {
    static ProcessVertx create(LaunchConfig config) {
        Telemetry telemetry = new Telemetry();
        VertxOptions options = telemetry.vertxOptions(new VertxOptions()
                .setEventLoopPoolSize(config.eventLoops())
                .setWorkerPoolSize(8)
                .setPreferNativeTransport(true)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS));
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(telemetry.factory());
        ClusterConfig cluster = config.cluster();
        if (cluster == null) {
            return new ProcessVertx(builder.build(), telemetry, null);
        }
        Cluster.Joined joined = Cluster.join(builder, options, cluster)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new ProcessVertx(joined.vertx(), telemetry, joined.cluster());
    }
}
