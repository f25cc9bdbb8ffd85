package com.beachdo.launcher;

import com.beachdo.catalog.CatalogConfig;
import com.beachdo.catalog.CatalogVerticle;
import com.beachdo.chat.ChatConfig;
import com.beachdo.chat.ChatVerticle;
import com.beachdo.edge.EdgeConfig;
import com.beachdo.edge.EdgeVerticle;
import com.beachdo.edge.contract.Contract;
import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.forum.ForumConfig;
import com.beachdo.forum.ForumVerticle;
import com.beachdo.identity.IdentityConfig;
import com.beachdo.identity.IdentityVerticle;
import com.beachdo.identity.kyc.KycConfig;
import com.beachdo.moderation.ModerationConfig;
import com.beachdo.moderation.ModerationVerticle;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.health.Health;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One running process of Beachdo: from settings to serving, and back. */
public final class BeachdoProcess implements AutoCloseable {
    private static final long START_SECONDS = 120;

    private final Map<String, String> settings = new HashMap<>();
    private final Function<String, @Nullable String> environment;
    private final Consumer<String> progress;
    private @Nullable EmbeddedServices embedded;
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private @Nullable ProcessVertx vertx;
    private @Nullable Leaving leaving;
    private Path dataDir = Path.of("data");
    private int httpPort;
    private int managementPort;
    private int grpcPort;

    private BeachdoProcess(Function<String, @Nullable String> environment, Consumer<String> progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** Starts everything that the settings ask for, and returns when it serves. */
    public static BeachdoProcess start(Function<String, @Nullable String> environment, Consumer<String> progress) {
        BeachdoProcess process = new BeachdoProcess(environment, progress);
        try {
            process.run();
            return process;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void run() {
        Function<String, @Nullable String> source = this::setting;
        if (LaunchConfig.isEmbedded(environment)) {
            settings.putAll(EmbeddedDefaults.over(environment));
        }
        LaunchConfig launch = LaunchConfig.from(source);
        dataDir = launch.dataDir();
        Prepared prepared = Prepared.of(launch, source);
        if (launch.embedded()) {
            EmbeddedServices services = EmbeddedServices.start(dataDir, environment::apply, progress);
            embedded = services;
            settings.putAll(services.environment());
        }
        serve(LaunchConfig.from(source), source, prepared);
    }

    private void serve(LaunchConfig launch, Function<String, @Nullable String> source, Prepared prepared) {
        PlatformConfig platform = PlatformConfig.from(source::apply);
        Map<Role, Function<PlatformConfig, DomainVerticle>> domains = domains(launch, source);
        Schemas.prepare(launch, platform, domains.keySet());
        progress.accept("Database schemas up to date");

        ProcessVertx started = prepared.vertx().join();
        Vertx running = started.vertx();
        vertx = started;
        Health checks = new Health(running);
        Leaving leaves = new Leaving(running, checks, started.cluster(), launch);
        leaving = leaves;
        ClusterWatch watch = watch(started, launch, checks);
        leaves.domains(deployDomains(running, platform, domains, checks));
        if (watch != null) {
            watch.serving();
        }
        TokenVerifier verifier =
                new TokenVerifier(running, platform.publicUrl().toString(), platform.callTimeoutMillis());
        await(verifier.start().compose(ignored -> verifier.refuseForged()));
        RedisStore redis = new RedisStore(running, platform.redis());
        checks.watch("redis", redis::ping);
        if (prepared.edge() != null) {
            httpPort = deployEdge(running, platform, prepared, verifier, redis, launch.eventLoops(), leaves);
            if (watch != null) {
                Void unused = await(EdgeRehearsal.play(running, launch.bind(), httpPort));
            }
        }
        ClientGate gate = new ClientGate(new RateLimiter(redis), launch.rateLimitScale());
        ToolAuthenticator tools = new ToolAuthenticator(verifier, gate, launch.serviceToken());
        leaves.grpc(listenInside(running, launch, platform, tools, checks, started, watch));
    }

    private @Nullable ClusterWatch watch(ProcessVertx started, LaunchConfig launch, Health checks) {
        Cluster cluster = started.cluster();
        if (cluster == null) {
            return null;
        }
        ClusterWatch watch =
                new ClusterWatch(started.vertx(), cluster, launch.roles(), () -> broken.completeAsync(() -> null));
        checks.report("cluster", watch::status);
        Void unused = await(watch.start());
        progress.accept("Joined the cluster");
        return watch;
    }

    private HttpServer listenInside(
            Vertx running,
            LaunchConfig launch,
            PlatformConfig platform,
            ToolAuthenticator tools,
            Health checks,
            ProcessVertx started,
            @Nullable ClusterWatch watch) {
        HttpServer grpc =
                await(GrpcPort.listen(running, launch, Contracts.ALL, tools, checks, platform.callTimeoutMillis()));
        HttpServer management =
                await(new ManagementPort(running, launch, checks, started.telemetry(), watch, embedded).listen());
        grpcPort = grpc.actualPort();
        managementPort = management.actualPort();
        return grpc;
    }

    private static Map<Role, Function<PlatformConfig, DomainVerticle>> domains(
            LaunchConfig launch, Function<String, @Nullable String> source) {
        Map<Role, Function<PlatformConfig, DomainVerticle>> domains = new java.util.EnumMap<>(Role.class);
        for (Role role : launch.roles()) {
            switch (role) {
                case EDGE -> {}
                case IDENTITY -> {
                    IdentityConfig config = IdentityConfig.from(source::apply);
                    KycConfig kyc = KycConfig.from(source::apply);
                    domains.put(role, platform -> new IdentityVerticle(platform, config, kyc));
                }
                case CATALOG -> {
                    CatalogConfig config = CatalogConfig.from(source::apply);
                    domains.put(role, platform -> new CatalogVerticle(platform, config));
                }
                case CHAT -> {
                    ChatConfig config = ChatConfig.from(source::apply);
                    domains.put(role, platform -> new ChatVerticle(platform, config));
                }
                case MODERATION -> {
                    ModerationConfig config = ModerationConfig.from(source::apply);
                    domains.put(role, platform -> new ModerationVerticle(platform, config));
                }
                case FORUM -> {
                    ForumConfig config = ForumConfig.from(source::apply);
                    domains.put(role, platform -> new ForumVerticle(platform, config));
                }
            }
        }
        return domains;
    }

    private List<String> deployDomains(
            Vertx running,
            PlatformConfig platform,
            Map<Role, Function<PlatformConfig, DomainVerticle>> domains,
            Health checks) {
        List<Future<String>> deploying = new ArrayList<>();
        domains.forEach((role, make) -> {
            DomainVerticle verticle = make.apply(platform);
            checks.require("postgres." + role.label(), verticle::probe);
            if (platform.kafka() != null && deploying.isEmpty()) {
                checks.watch("kafka", verticle::probeEvents);
            }
            if (verticle instanceof CatalogVerticle catalog) {
                checks.watch("objectStore", catalog::probeStore);
            }
            deploying.add(running.deployVerticle(verticle)
                    .onSuccess(ignored -> progress.accept("Verticle " + role.label() + " ready")));
        });
        return await(Future.all(deploying)).list();
    }

    private static int deployEdge(
            Vertx running,
            PlatformConfig platform,
            Prepared prepared,
            TokenVerifier verifier,
            RedisStore redis,
            int instances,
            Leaving leaves) {
        EdgeConfig edge = Objects.requireNonNull(prepared.edge());
        Contract contract = prepared.contract().join();
        RateLimiter limiter = new RateLimiter(redis);
        LiveNode live = Presences.node(running, redis, platform.callTimeoutMillis());
        Void reachable = await(live.start());
        leaves.live(live);
        EdgeVerticle first = new EdgeVerticle(platform, edge, contract, verifier, limiter, redis, live);
        leaves.edge(first, await(running.deployVerticle(first)));
        EdgeConfig beside =
                edge.at(edge.http().bind(), first.actualPort(), edge.http().corsOrigins());
        for (int instance = 1; instance < instances; instance++) {
            EdgeVerticle other = new EdgeVerticle(platform, beside, contract, verifier, limiter, redis, live);
            leaves.edge(other, await(running.deployVerticle(other)));
        }
        return first.actualPort();
    }

    public int httpPort() {
        return httpPort;
    }

    public int managementPort() {
        return managementPort;
    }

    public int grpcPort() {
        return grpcPort;
    }

    /** Where embedded services keep their data. */
    public Path dataDir() {
        return dataDir;
    }

    /** A setting as the process has it, embedded ones included. */
    public @Nullable String setting(String variable) {
        String own = settings.get(variable);
        return own == null ? environment.apply(variable) : own;
    }

    public Vertx vertx() {
        ProcessVertx running = vertx;
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        return running.vertx();
    }

    /** Completes when the process can't go on and must be started again. */
    public CompletableFuture<Void> broken() {
        return broken;
    }

    /** Stops serving, then the embedded services. */
    @Override
    public void close() {
        Leaving leaves = leaving;
        leaving = null;
        if (leaves != null) {
            Void unused = await(leaves.leave());
        }
        ProcessVertx running = vertx;
        vertx = null;
        if (running != null) {
            Void unused = await(running.vertx().close());
            running.tellTheRest();
        }
        EmbeddedServices services = embedded;
        embedded = null;
        if (services != null) {
            services.close();
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("did not start within " + START_SECONDS + " s", e);
        }
    }
}
