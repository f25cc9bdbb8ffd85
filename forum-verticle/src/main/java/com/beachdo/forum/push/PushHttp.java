package com.beachdo.forum.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls that end in time, read little, and follow nobody elsewhere. */
final class PushHttp {
    private static final int MOST_BYTES = 16 * 1024;

    private final HttpClient client;
    private final int timeoutMillis;

    PushHttp(Vertx vertx, int timeoutMillis, int calls) {
        this.timeoutMillis = timeoutMillis;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(timeoutMillis)
                        .setVerifyHost(true)
                        .setMaxHeaderSize(MOST_BYTES)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(calls));
    }

    /**
     * What was answered.
     *
     * @param retryAfter seconds; 0 when it does not say
     */
    record Reply(int status, int retryAfter, Buffer body) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        boolean isTrouble() {
            return status == 429 || status >= 500;
        }

        /** Empty when it is none. */
        JsonObject json() {
            try {
                return body.toJsonObject();
            } catch (DecodeException | ClassCastException e) {
                return new JsonObject();
            }
        }
    }

    Future<Reply> post(URI url, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setConnectTimeout(timeoutMillis)
                .setTimeout(timeoutMillis)
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(body).compose(response -> read(request, response)))
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private static Future<Reply> read(HttpClientRequest request, HttpClientResponse response) {
        Promise<Reply> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MOST_BYTES) {
                boolean unused = read.tryFail("the answer is too large");
                Future<Void> unusedReset = request.reset().mapEmpty();
            } else {
                Buffer unused = body.appendBuffer(chunk);
            }
        });
        response.endHandler(ended -> {
            boolean unused = read.tryComplete(new Reply(response.statusCode(), retryAfter(response), body));
        });
        return read.future();
    }

    /** A date instead of seconds counts as none. */
    private static int retryAfter(HttpClientResponse response) {
        String seconds = response.getHeader(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Integer.parseInt(seconds) : 0;
    }

    Future<Void> close() {
        return client.close();
    }
}
