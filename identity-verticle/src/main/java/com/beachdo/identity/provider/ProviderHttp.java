package com.beachdo.identity.provider;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
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
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Calls to the provider that end in time whatever it does: bounded in time, size and number, without redirects, and not
 * made at all for a while after several failed.
 */
public final class ProviderHttp {
    private static final int MAX_CALLS = 20;
    private static final int MAX_WAITING = 50;
    private static final int FAILURES_TO_OPEN = 5;
    private static final long OPEN_MILLIS = 10_000;

    private final HttpClient client;
    private final CircuitBreaker breaker;
    private final String base;
    private final int timeoutMillis;
    private final Function<String, RuntimeException> away;

    /**
     * @param name of the provider, for what watches it
     * @param base of the paths of calls
     * @param away makes the failure of a call without an answer
     */
    public ProviderHttp(
            Vertx vertx, String name, URI base, int timeoutMillis, Function<String, RuntimeException> away) {
        this.away = away;
        this.base = base.toString().replaceAll("/+$", "");
        this.timeoutMillis = timeoutMillis;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(timeoutMillis)
                        .setSsl(base.getScheme().equals("https"))
                        .setVerifyHost(true)
                        .setMaxHeaderSize(16 * 1024)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(MAX_CALLS).setMaxWaitQueueSize(MAX_WAITING));
        this.breaker = CircuitBreaker.create(
                name,
                vertx,
                new CircuitBreakerOptions()
                        .setMaxFailures(FAILURES_TO_OPEN)
                        .setTimeout(timeoutMillis)
                        .setResetTimeout(OPEN_MILLIS));
    }

    /** Whether calls are refused at present because too many failed. */
    public boolean isOpen() {
        return breaker.state() == CircuitBreakerState.OPEN;
    }

    public Future<ProviderReply> get(String path, String accessToken, int maxBytes) {
        return call(
                options(HttpMethod.GET, path).putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken),
                Buffer.buffer(),
                maxBytes);
    }

    /** What anybody may read. */
    public Future<ProviderReply> get(URI url, int maxBytes) {
        return call(options(HttpMethod.GET, "").setAbsoluteURI(url.toString()), Buffer.buffer(), maxBytes);
    }

    public Future<ProviderReply> post(URI url, String form, int maxBytes) {
        return call(posting(url, "application/x-www-form-urlencoded"), Buffer.buffer(form), maxBytes);
    }

    public Future<ProviderReply> post(URI url, String authorization, String contentType, String body, int maxBytes) {
        return call(
                posting(url, contentType).putHeader(HttpHeaders.AUTHORIZATION, authorization),
                Buffer.buffer(body),
                maxBytes);
    }

    private RequestOptions posting(URI url, String contentType) {
        return options(HttpMethod.POST, "")
                .setAbsoluteURI(url.toString())
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    }

    public Future<ProviderReply> post(String path, String form, int maxBytes) {
        return call(
                options(HttpMethod.POST, path).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"),
                Buffer.buffer(form),
                maxBytes);
    }

    public Future<Void> close() {
        return client.close().onComplete(ignored -> breaker.close());
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .setConnectTimeout(timeoutMillis)
                .setTimeout(timeoutMillis)
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.ACCEPT, "application/json, application/xml");
    }

    /** Counts as failed when there is no answer, too much of one, or one of a provider in trouble. */
    private Future<ProviderReply> call(RequestOptions options, Buffer body, int maxBytes) {
        return breaker.<ProviderReply>execute(attempt -> send(options, body, maxBytes)
                        .compose(reply -> reply.isRetryable()
                                ? Future.failedFuture("status " + reply.status())
                                : Future.succeededFuture(reply))
                        .onComplete(attempt))
                // what it says could hold what was sent
                .recover(failure -> Future.failedFuture(
                        away.apply("no answer: " + failure.getClass().getSimpleName())));
    }

    private Future<ProviderReply> send(RequestOptions options, Buffer body, int maxBytes) {
        return client.request(options)
                .compose(request -> (body.length() == 0 ? request.send() : request.send(body))
                        .compose(response -> read(request, response, maxBytes)))
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private static Future<ProviderReply> read(HttpClientRequest request, HttpClientResponse response, int maxBytes) {
        Promise<ProviderReply> read = Promise.promise();
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
            boolean unused =
                    read.tryComplete(new ProviderReply(response.statusCode(), body, response.getHeader("hmac")));
        });
        return read.future();
    }
}
