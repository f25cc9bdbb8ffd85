package com.beachdo.launcher;

import com.beachdo.platform.config.Env;
import com.beachdo.platform.telemetry.TracingConfig;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How this process runs.
 *
 * @param embedded whether missing backing services are started beside it
 * @param bind address that the API and the management port listen on
 * @param serviceToken lets internal tools in over gRPC; null lets only staff in
 * @param grpcReflection whether the gRPC port describes its services
 * @param grpcTls of the gRPC port
 * @param cluster the other processes; null for a process alone
 * @param drainSeconds how long a stopping process goes on after it says so
 * @param migrate whether schemas are brought up to date at start, rather than only looked at
 * @param eventLoops threads that serve
 * @param rateLimitScale multiplies limits on clients
 * @param tracing where traces go; null for nowhere
 * @param sentry project of Sentry that errors are told to; null for none
 */
record LaunchConfig(
        boolean embedded,
        Set<Role> roles,
        Path dataDir,
        String bind,
        int managementPort,
        int grpcPort,
        @Nullable String serviceToken,
        boolean grpcReflection,
        @Nullable TlsFiles grpcTls,
        @Nullable ClusterConfig cluster,
        int drainSeconds,
        boolean migrate,
        int eventLoops,
        double rateLimitScale,
        @Nullable TracingConfig tracing,
        @Nullable String sentry) {
    static final String EMBEDDED = "BEACHDO_EMBEDDED";

    static LaunchConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        boolean embedded = isEmbedded(source);
        ClusterConfig cluster = ClusterConfig.from(env);
        return new LaunchConfig(
                embedded,
                Role.parse("BEACHDO_ROLES", env.list("BEACHDO_ROLES")),
                dataDir(source),
                env.string("BEACHDO_BIND", "0.0.0.0"),
                env.port("BEACHDO_MANAGEMENT_PORT", 9000),
                env.port("BEACHDO_GRPC_PORT", 9090),
                env.optional("BEACHDO_SERVICE_TOKEN"),
                env.flag("BEACHDO_GRPC_REFLECTION", embedded),
                TlsFiles.from(env, "BEACHDO_GRPC_TLS", false),
                cluster,
                env.integer("BEACHDO_DRAIN_SECONDS", cluster == null ? 0 : 10, 0, 600),
                env.flag("BEACHDO_MIGRATE", true),
                env.integer("BEACHDO_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 64),
                env.decimal("BEACHDO_RATE_LIMIT_SCALE", 1, 0.001, 1_000_000),
                TracingConfig.from(env),
                sentry(env));
    }

    private static @Nullable String sentry(Env env) {
        return env.optional("BEACHDO_SENTRY_DSN") == null
                ? null
                : env.uri("BEACHDO_SENTRY_DSN", "http", "https").toString();
    }

    /** Absolute: the servers beside this process have working directories of their own. */
    static Path dataDir(Function<String, @Nullable String> source) {
        return Path.of(new Env(source::apply).string("BEACHDO_DATA_DIR", "data"))
                .toAbsolutePath()
                .normalize();
    }

    /** Embedded unless the environment names a PostgreSQL, or says so. */
    static boolean isEmbedded(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        return env.flag(EMBEDDED, env.optional("BEACHDO_DATABASE_URL") == null);
    }
}
