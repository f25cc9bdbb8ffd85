package com.beachdo.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls to servers of others that end in time whatever those do: bounded in time, size and number, and led nowhere else. */
public final class OutboundHttp {
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final int SHORT_BYTES = 16 * 1024;

    private final HttpClient client;
    private final int timeoutMillis;

    /** @param pool how many calls at once, and how many wait */
    public OutboundHttp(Vertx vertx, int timeoutMillis, PoolOptions pool) {
        this.timeoutMillis = timeoutMillis;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(timeoutMillis)
                        .setVerifyHost(true)
                        .setMaxHeaderSize(MOST_HEADER_BYTES)
                        .setDecompressionSupported(false),
                pool);
    }

    /** What a call begins with. */
    public RequestOptions to(HttpMethod method, String url) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setConnectTimeout(timeoutMillis)
                .setTimeout(timeoutMillis)
                .setFollowRedirects(false);
    }

    /** A call whose answer is short: more than 16 KiB of one is none. */
    public Future<OutboundReply> post(URI url, Map<String, String> headers, Buffer body) {
        RequestOptions options = to(HttpMethod.POST, url.toString());
        headers.forEach(options::putHeader);
        return call(options, body, SHORT_BYTES);
    }

    /** Fails when there is no answer in time, or more of one than that. */
    public Future<OutboundReply> call(RequestOptions options, Buffer body, int maxBytes) {
        return client.request(options)
                .compose(request -> (body.length() == 0 ? request.send() : request.send(body))
                        .compose(response -> read(request, response, maxBytes)))
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private static Future<OutboundReply> read(HttpClientRequest request, HttpClientResponse response, int maxBytes) {
        Promise<OutboundReply> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                boolean unused = read.tryFail("the answer is too large");
                Future<Void> unusedReset = request.reset().mapEmpty();
            } else {
                Buffer unused = body.appendBuffer(chunk);
            }
        });
        response.endHandler(ended -> {
            boolean unused = read.tryComplete(new OutboundReply(response.statusCode(), response.headers(), body));
        });
        return read.future();
    }

    public Future<Void> close() {
        return client.close();
    }
}
