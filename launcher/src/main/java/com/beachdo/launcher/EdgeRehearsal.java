package com.beachdo.launcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The requests an edge among others makes to itself before it says that it is ready, as its first ones are slow. */
final class EdgeRehearsal {
    private static final int ROUNDS = 50;
    private static final int AT_ONCE = 4;
    private static final long SECONDS = 2;
    private static final List<String> PATHS =
            List.of("/v1/categories", "/v1/listings?limit=20", "/v1/forum/boards", "/v1/me", "/openapi.json");

    private final HttpClientAgent client;
    private final String host;
    private final int port;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

    private EdgeRehearsal(HttpClientAgent client, String host, int port) {
        this.client = client;
        this.host = host;
        this.port = port;
    }

    /** Succeeds, whatever the answers are, after two seconds at most. */
    static Future<Void> play(Vertx vertx, String bind, int port) {
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(1_000), new PoolOptions().setHttp1MaxSize(AT_ONCE));
        String host = bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
        return new EdgeRehearsal(client, host, port)
                .round(ROUNDS)
                .timeout(SECONDS, TimeUnit.SECONDS)
                .transform(ignored -> client.close());
    }

    private Future<Void> round(int left) {
        if (left == 0 || System.nanoTime() > end) {
            return Future.succeededFuture();
        }
        return Future.join(PATHS.stream().map(this::get).toList()).transform(ignored -> round(left - 1));
    }

    private Future<?> get(String path) {
        return client.request(HttpMethod.GET, port, host, path)
                .compose(request -> request.send().compose(response -> response.body()));
    }
}
