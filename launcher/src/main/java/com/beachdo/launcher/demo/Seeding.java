package com.beachdo.launcher.demo;

import com.beachdo.catalog.v1.Seller;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.rpc.GrpcChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads many listings into a running server over gRPC, as an internal tool does. */
public final class Seeding {
    private static final long CALL_TIMEOUT_MILLIS = 60_000;
    private static final int BAR = 40;

    private Seeding() {}

    public static void run(Function<String, @Nullable String> environment, int listings, PrintStream out) {
        Env env = new Env(environment::apply);
        String token = serviceToken(env);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            GrpcChannel channel = new GrpcChannel(
                    GrpcClient.client(vertx),
                    SocketAddress.inetSocketAddress(env.port("BEACHDO_GRPC_PORT", 9090), "127.0.0.1"),
                    CALL_TIMEOUT_MILLIS,
                    (caller, metadata) -> metadata.set("authorization", "Bearer " + token));
            DemoLoader loader = new DemoLoader(vertx, channel);
            long started = System.nanoTime();
            List<Seller> sellers = loader.loadPeople();
            Map<String, String> pictures = loader.loadPictures();
            loader.loadListings(DemoData.LISTINGS, listings, sellers, pictures, done -> bar(out, done, listings));
            out.printf("%n%d listings in %.0f s%n", listings, (System.nanoTime() - started) / 1e9);
        } finally {
            Object unused =
                    vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void bar(PrintStream out, int done, int all) {
        int filled = (int) ((long) BAR * done / all);
        out.printf("\r[%s%s] %d / %d", "=".repeat(filled), " ".repeat(BAR - filled), done, all);
        out.flush();
    }

    /** From the environment, or from the data folder of a server that runs embedded on this machine. */
    public static String serviceToken(Env env) {
        String token = env.optional("BEACHDO_SERVICE_TOKEN");
        if (token != null) {
            return token;
        }
        Path file = Path.of(env.string("BEACHDO_DATA_DIR", "data")).resolve("beachdo_service_token");
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new ConfigException(
                    "BEACHDO_SERVICE_TOKEN", "is not set, and there is no running embedded server's data folder here");
        }
    }
}
