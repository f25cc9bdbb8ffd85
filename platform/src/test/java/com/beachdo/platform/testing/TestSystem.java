package com.beachdo.platform.testing;

import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Migrations;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.BusServer;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.GrpcFront;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.server.GrpcServer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Vert.x with some domains on a database of its own, reached by their contracts over either transport as any caller.
 * Over gRPC the caller is taken from plain metadata: who may be trusted is the launcher's matter, not the contract's.
 */
public final class TestSystem implements AutoCloseable {
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx;
    private final PlatformConfig config;
    private final BusChannel bus;
    private final Set<Class<?>> overGrpc = new HashSet<>();
    private @Nullable GrpcServer grpcServer;
    private @Nullable Channel grpcChannel;

    private TestSystem(Vertx vertx, PlatformConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.bus = new BusChannel(vertx, TIMEOUT_MILLIS);
    }

    /** @param databaseUrl a fresh database, for example {@code TestServices.postgres()} */
    public static TestSystem create(String databaseUrl, String redisUrl, String... domains) {
        return create(databaseUrl, redisUrl, null, domains);
    }

    /** @param kafka carries events; null leaves them to the event bus */
    public static TestSystem create(
            String databaseUrl, String redisUrl, @Nullable KafkaConfig kafka, String... domains) {
        PlatformConfig config = new PlatformConfig(
                URI.create(databaseUrl),
                null,
                URI.create(redisUrl),
                new PlatformConfig.SecretKey(new byte[32]),
                URI.create("http://127.0.0.1:8080"),
                (int) TIMEOUT_MILLIS,
                8,
                kafka);
        Migrations.migrate(config, List.of(domains));
        return new TestSystem(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2)), config);
    }

    /** Without a database, for contracts implemented by fakes. */
    public static TestSystem withoutDatabase() {
        PlatformConfig config = new PlatformConfig(
                URI.create("postgresql://nobody@127.0.0.1/none"),
                null,
                URI.create("redis://127.0.0.1"),
                new PlatformConfig.SecretKey(new byte[32]),
                URI.create("http://127.0.0.1:8080"),
                (int) TIMEOUT_MILLIS,
                8,
                null);
        return new TestSystem(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2)), config);
    }

    public Vertx vertx() {
        return vertx;
    }

    public PlatformConfig config() {
        return config;
    }

    public void deploy(Deployable verticle) {
        String unused = await(vertx.deployVerticle(verticle));
    }

    /** Stands in for a contract of another domain. */
    public <C> void fake(Class<C> contract, C implementation) {
        Object unused = await(BusServer.serve(vertx, contract, implementation));
    }

    /** A contract as this caller sees it. Use it inside {@link #as}. */
    public <C> C client(Class<C> contract, Transport transport) {
        return Rpc.of(contract).client(transport == Transport.BUS ? bus : grpc(contract));
    }

    /** A contract as another part of Beachdo sees it. Use it inside {@link #as}. */
    public <C> C serviceClient(Class<C> contract, Transport transport) {
        return Rpc.of(contract).serviceClient(transport == Transport.BUS ? bus : grpc(contract));
    }

    /** Makes a call as somebody and waits for its reply; failures come as {@link RpcException}. */
    public <T> T as(CallContext caller, Supplier<Future<T>> call) {
        return await(caller.run(vertx, call));
    }

    public static CallContext caller(@Nullable String subject, String... roles) {
        return CallContext.ANONYMOUS.withSubject(subject, Set.of(roles), subject == null ? null : "session-" + subject);
    }

    public static CallContext service() {
        return CallContext.ANONYMOUS.asService();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Void unused = await(vertx.close());
    }

    private Channel grpc(Class<?> contract) {
        GrpcServer server = grpcServer;
        Channel open = grpcChannel;
        if (server == null || open == null) {
            server = GrpcServer.server(vertx, GrpcFront.serverOptions());
            HttpServer http = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                    .requestHandler(server)
                    .listen(0));
            open = new GrpcChannel(
                    GrpcClient.client(vertx, GrpcChannel.clientOptions()),
                    SocketAddress.inetSocketAddress(http.actualPort(), "127.0.0.1"),
                    TIMEOUT_MILLIS,
                    TestSystem::putCaller);
            grpcServer = server;
            grpcChannel = open;
        }
        if (overGrpc.add(contract)) {
            server.addService(new GrpcFront(bus, (metadata, address) -> callerOf(metadata)).service(Rpc.of(contract)));
        }
        return open;
    }

    private static void putCaller(CallContext caller, MultiMap metadata) {
        if (caller.subject() != null) {
            metadata.set("x-test-subject", caller.subject());
        }
        metadata.set("x-test-roles", String.join(",", caller.roles()));
        if (caller.sessionId() != null) {
            metadata.set("x-test-session", caller.sessionId());
        }
    }

    private static Future<CallContext> callerOf(MultiMap metadata) {
        String roles = metadata.get("x-test-roles");
        CallContext caller = CallContext.ANONYMOUS.withSubject(
                metadata.get("x-test-subject"),
                roles == null || roles.isEmpty() ? Set.of() : Set.of(roles.split(",", -1)),
                metadata.get("x-test-session"));
        return Future.succeededFuture(caller);
    }
}
