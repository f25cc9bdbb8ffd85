package com.beachdo.launcher;

import com.beachdo.edge.EdgeConfig;
import com.beachdo.edge.contract.Contract;
import com.beachdo.platform.auth.Es256;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What needs no backing service and takes time: made ready while those start. */
record Prepared(
        @Nullable EdgeConfig edge, CompletableFuture<Contract> contract, CompletableFuture<ProcessVertx> vertx) {
    static Prepared of(LaunchConfig launch, Function<String, @Nullable String> source) {
        CompletableFuture<Es256> unused = CompletableFuture.supplyAsync(Es256::fastest);
        CompletableFuture<ProcessVertx> vertx = CompletableFuture.supplyAsync(() -> ProcessVertx.create(launch));
        if (!launch.roles().contains(Role.EDGE)) {
            return new Prepared(null, new CompletableFuture<>(), vertx);
        }
        EdgeConfig edge = EdgeConfig.from(source::apply);
        URI publicUrl =
                new Env(source::apply).uri("BEACHDO_PUBLIC_URL", URI.create("http://127.0.0.1:8080"), "http", "https");
        return new Prepared(
                edge, CompletableFuture.supplyAsync(() -> Contract.load(publicUrl, edge.rateLimitScale())), vertx);
    }
}
