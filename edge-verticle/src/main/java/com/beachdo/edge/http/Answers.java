package com.beachdo.edge.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends bodies: to HEAD their length only. */
final class Answers {
    private Answers() {}

    static Future<Void> end(HttpServerRequest request, CharSequence contentType, Buffer body) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        return request.method() == HttpMethod.HEAD
                ? response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                        .end()
                : response.end(body);
    }
}
