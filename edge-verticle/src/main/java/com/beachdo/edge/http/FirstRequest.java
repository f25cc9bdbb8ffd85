package com.beachdo.edge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/** Closes connections that send no whole request soon after they open. Lives on one event loop. */
final class FirstRequest {
    private final Vertx vertx;
    private final long millis;
    private final Map<HttpConnection, Long> waiting = new HashMap<>();

    FirstRequest(Vertx vertx, int seconds) {
        this.vertx = vertx;
        this.millis = seconds * 1000L;
    }

    void opened(HttpConnection connection) {
        Long unused = waiting.put(connection, vertx.setTimer(millis, ignored -> {
            if (waiting.remove(connection) != null) {
                Future<Void> closing = connection.close();
            }
        }));
        HttpConnection unusedToo = connection.closeHandler(ignored -> arrived(connection));
    }

    void arrived(HttpConnection connection) {
        if (!waiting.isEmpty()) {
            Long timer = waiting.remove(connection);
            if (timer != null) {
                boolean unused = vertx.cancelTimer(timer);
            }
        }
    }
}
