package com.beachdo.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection to Redis with a client of its own: closing the client is the one way to be rid of a connection that is
 * silent, be it made or in the making.
 */
final class RedisLink {
    private static final int CONNECT_MILLIS = 2_000;

    private final Redis client;
    private final Future<RedisConnection> connection;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long heardAt = System.nanoTime();
    private volatile Runnable end = () -> {};

    RedisLink(Vertx vertx, URI url) {
        NetClientOptions net = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS);
        if (url.getScheme().equals("rediss")) {
            NetClientOptions unused = net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
        }
        this.client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url.toString())
                        .setNetClientOptions(net)
                        // or it gets a new name, and the metrics a new series, with every connection
                        .setPoolName("redis")
                        .setMaxPoolSize(1)
                        // the pool never takes the connection back
                        .setPoolRecycleTimeout(-1)
                        .setMaxWaitingHandlers(4_096));
        this.connection = client.connect()
                .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(ignored -> heardAt = System.nanoTime());
    }

    /** What to do once when the connection could not be made, broke, or was closed. */
    void onEnd(Runnable action) {
        end = action;
        connection.onComplete(done -> {
            if (done.succeeded()) {
                done.result().exceptionHandler(ignored -> close()).endHandler(ignored -> close());
            } else {
                close();
            }
        });
    }

    Future<Response> send(Request request) {
        return connection.compose(open -> open.send(request)).onComplete(ignored -> heardAt = System.nanoTime());
    }

    /** Whether the connection is made and no answer came since then: slowness is no reason to give it up. */
    boolean wasSilentSince(long nanos) {
        return connection.succeeded() && heardAt - nanos < 0;
    }

    void close() {
        if (ended.compareAndSet(false, true)) {
            end.run();
            client.close();
        }
    }
}
