package com.beachdo.launcher;

import com.beachdo.identity.v1.RotateKeysRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.launcher.demo.Seeding;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.Rpc;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a running server make a new signing key, over gRPC as an internal tool. */
final class KeysCommand {
    private static final long CALL_TIMEOUT_MILLIS = 10_000;

    private KeysCommand() {}

    static void rotate(Function<String, @Nullable String> environment, PrintStream out) {
        Env env = new Env(environment::apply);
        String token = Seeding.serviceToken(env);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            GrpcChannel channel = new GrpcChannel(
                    GrpcClient.client(vertx),
                    SocketAddress.inetSocketAddress(env.port("BEACHDO_GRPC_PORT", 9090), "127.0.0.1"),
                    CALL_TIMEOUT_MILLIS,
                    (caller, metadata) -> metadata.set("authorization", "Bearer " + token));
            Sessions sessions = Rpc.of(Sessions.class).client(channel);
            CallContext.ANONYMOUS
                    .run(vertx, () -> sessions.rotateKeys(RotateKeysRequest.getDefaultInstance()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .getKeysList()
                    .forEach(key -> out.println(key.getKid()));
            out.println("The first of these signs in a minute and a half; the others verify until an hour after that.");
        } finally {
            Object unused =
                    vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
