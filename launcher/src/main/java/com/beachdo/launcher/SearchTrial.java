package com.beachdo.launcher;

import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.TestServices;
import com.beachdo.launcher.demo.Seeding;
import com.beachdo.launcher.search.SearchCheck;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.rpc.GrpcChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server of its own on a throw-away folder, for the check of the search. */
final class SearchTrial {
    /** What the mean has to reach. */
    static final double GOAL = 0.85;

    private static final long CALL_TIMEOUT_MILLIS = 30_000;

    private SearchTrial() {}

    /** The mean nDCG@10. */
    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    static double run(PrintStream out) {
        Path folder = temporary();
        Map<String, String> settings = Map.of(
                "BEACHDO_DATA_DIR", folder.toString(),
                "BEACHDO_HTTP_PORT", Integer.toString(TestServices.freePort()),
                "BEACHDO_MANAGEMENT_PORT", "0",
                "BEACHDO_GRPC_PORT", "0",
                "BEACHDO_RATE_LIMIT_SCALE", "1000");
        Function<String, @Nullable String> environment = settings::get;
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (BeachdoProcess process = BeachdoProcess.start(environment::apply, line -> {})) {
            String token = Seeding.serviceToken(new Env(environment::apply));
            GrpcChannel channel = new GrpcChannel(
                    GrpcClient.client(vertx),
                    SocketAddress.inetSocketAddress(process.grpcPort(), "127.0.0.1"),
                    CALL_TIMEOUT_MILLIS,
                    (caller, metadata) -> metadata.set("authorization", "Bearer " + token));
            return SearchCheck.run(vertx, channel, out);
        } finally {
            Object unused =
                    vertx.close().toCompletionStage().toCompletableFuture().join();
            EmbeddedServices.forget(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("beachdo-check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
