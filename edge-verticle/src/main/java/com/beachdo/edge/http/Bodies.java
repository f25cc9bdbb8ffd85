package com.beachdo.edge.http;

import com.beachdo.edge.json.Json;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads JSON bodies: no larger, no slower and of no other type than allowed. */
final class Bodies {
    private final Vertx vertx;
    private final HttpLimits limits;

    Bodies(Vertx vertx, HttpLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    static boolean has(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The tree of a body, nothing when it is empty; the request must be paused until this is called. */
    Future<Optional<JsonNode>> read(HttpServerRequest request) {
        requireJson(request);
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > limits.maxBodyBytes())) {
            throw tooLarge();
        }
        expect(request);
        Promise<Buffer> whole = Promise.promise();
        collect(request, whole);
        return whole.future()
                .map(bytes -> bytes.length() == 0 ? Optional.empty() : Optional.of(Json.parse(bytes.getBytes())));
    }

    private void collect(HttpServerRequest request, Promise<Buffer> whole) {
        Buffer bytes = Buffer.buffer();
        HttpServerRequest unused = request.handler(chunk -> {
                    if (bytes.length() + chunk.length() > limits.maxBodyBytes()) {
                        boolean first = whole.tryFail(tooLarge());
                    } else if (!whole.future().isComplete()) {
                        Buffer more = bytes.appendBuffer(chunk);
                    }
                })
                .exceptionHandler(failure ->
                        whole.tryFail(new ProblemException(400, "request.framing", "The body did not come whole.")))
                .endHandler(ignored -> whole.tryComplete(bytes))
                .resume();
        if (!whole.future().isComplete()) {
            long deadline = vertx.setTimer(
                    limits.requestSeconds() * 1000L,
                    ignored -> whole.tryFail(
                            new ProblemException(408, "request.timeout", "The body did not come in time.")));
            Future<Buffer> ended = whole.future().onComplete(ignored -> vertx.cancelTimer(deadline));
        }
    }

    private static void requireJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (!isJson(type) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(
                    415, "request.media_type", "The body must be application/json in UTF-8, not encoded further.");
        }
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        int semicolon = type.indexOf(';');
        if (semicolon < 0) {
            return type.equalsIgnoreCase("application/json");
        }
        String parameter = type.substring(semicolon + 1).trim().toLowerCase(Locale.ROOT);
        return type.substring(0, semicolon).trim().equalsIgnoreCase("application/json")
                && (parameter.equals("charset=utf-8") || parameter.equals("charset=\"utf-8\""));
    }

    private static void expect(HttpServerRequest request) {
        String expectation = request.getHeader("expect");
        if (expectation == null) {
            return;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            throw new ProblemException(417, "request.expectation", "The server can't meet this expectation.");
        }
        Future<Void> unused = request.response().writeContinue();
    }

    private static ProblemException tooLarge() {
        return new ProblemException(413, "request.too_large", "The body is too large.");
    }
}
