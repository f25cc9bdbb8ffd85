package com.beachdo.launcher;

import com.beachdo.launcher.demo.Seeding;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.Rpc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import java.util.function.Supplier;

/** An internal tool: calls contracts of a running server over gRPC, with the service token. */
final class Tool implements AutoCloseable {
    private static final long CALL_TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final GrpcChannel channel;

    Tool(Env env) {
        String token = Seeding.serviceToken(env);
        channel = new GrpcChannel(
                GrpcClient.client(vertx),
                SocketAddress.inetSocketAddress(env.port("BEACHDO_GRPC_PORT", 9090), "127.0.0.1"),
                CALL_TIMEOUT_MILLIS,
                (caller, metadata) -> metadata.set("authorization", "Bearer " + token));
    }

    <C> C client(Class<C> contract) {
        return Rpc.of(contract).client(channel);
    }

    /** Waits for the reply. */
    <T> T call(Supplier<Future<T>> call) {
        return CallContext.ANONYMOUS
                .run(vertx, call)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        Object unused = vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
