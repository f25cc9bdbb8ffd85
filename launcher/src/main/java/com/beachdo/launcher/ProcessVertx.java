package com.beachdo.launcher;

import com.beachdo.platform.telemetry.ErrorReports;
import com.beachdo.platform.telemetry.Telemetry;
import com.beachdo.platform.telemetry.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x of a process with its metrics.
 *
 * @param tracing null when traces go nowhere
 * @param errors null when errors are told to nobody
 * @param cluster that it is part of; null alone
 */
record ProcessVertx(
        Vertx vertx,
        Telemetry telemetry,
        @Nullable Tracing tracing,
        @Nullable ErrorReports errors,
        @Nullable Cluster cluster) {
    static ProcessVertx create(LaunchConfig config) {
        Telemetry telemetry = new Telemetry();
        VertxOptions options = telemetry.vertxOptions(new VertxOptions()
                .setEventLoopPoolSize(config.eventLoops())
                .setWorkerPoolSize(8)
                .setPreferNativeTransport(true)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS));
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(telemetry.factory());
        Tracing tracing = config.tracing() == null ? null : new Tracing(config.tracing(), Build.version());
        ErrorReports errors = config.sentry() == null ? null : new ErrorReports(config.sentry(), Build.version());
        if (tracing != null) {
            builder = builder.withTracer(tracing.factory());
        }
        ClusterConfig cluster = config.cluster();
        Cluster.Joined joined = cluster == null
                ? null
                : Cluster.join(builder, options, cluster)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        Vertx vertx = joined == null ? builder.build() : joined.vertx();
        telemetry.watchLoops(vertx);
        return new ProcessVertx(vertx, telemetry, tracing, errors, joined == null ? null : joined.cluster());
    }

    /** Sends what of traces and errors was not sent yet. */
    void tellTheRest() {
        if (tracing != null) {
            tracing.close();
        }
        if (errors != null) {
            errors.close();
        }
    }
}
