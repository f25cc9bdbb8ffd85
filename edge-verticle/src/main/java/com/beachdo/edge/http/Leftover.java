package com.beachdo.edge.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a client still sends of a body that nobody wants: it is thrown away so that the client can read why; when it is
 * much or late the connection closes.
 */
final class Leftover {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final long MAX_MILLIS = 2_000;

    private final HttpServerRequest request;
    private int thrownAway;

    private Leftover(HttpServerRequest request) {
        this.request = request;
    }

    /** To be called before the answer is sent. */
    static void of(Vertx vertx, HttpServerRequest request) {
        if (!request.isEnded()) {
            new Leftover(request).discard(vertx);
        }
    }

    private void discard(Vertx vertx) {
        HttpServerRequest unused = request.handler(chunk -> {
                    thrownAway += chunk.length();
                    if (thrownAway > MAX_BYTES) {
                        close();
                    }
                })
                .endHandler(ignored -> {})
                .exceptionHandler(ignored -> {})
                .resume();
        if (request.isEnded()) {
            return;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() > 5) {
            Object unusedHeader = request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        long unusedTimer = vertx.setTimer(MAX_MILLIS, ignored -> {
            if (!request.isEnded()) {
                close();
            }
        });
    }

    private void close() {
        Connections.abort(request.connection());
    }
}
