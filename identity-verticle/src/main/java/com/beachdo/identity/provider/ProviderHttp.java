package com.beachdo.identity.provider;

import com.beachdo.platform.http.OutboundHttp;
import com.beachdo.platform.http.OutboundReply;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
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

    private final OutboundHttp http;
    private final CircuitBreaker breaker;
    private final String base;
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
        this.http = new OutboundHttp(
                vertx,
                timeoutMillis,
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

    public Future<OutboundReply> get(String path, String accessToken, int maxBytes) {
        return call(
                options(HttpMethod.GET, path).putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken),
                Buffer.buffer(),
                maxBytes);
    }

    /** What anybody may read. */
    public Future<OutboundReply> get(URI url, int maxBytes) {
        return call(options(HttpMethod.GET, "").setAbsoluteURI(url.toString()), Buffer.buffer(), maxBytes);
    }

    public Future<OutboundReply> post(URI url, String form, int maxBytes) {
        return call(posting(url, "application/x-www-form-urlencoded"), Buffer.buffer(form), maxBytes);
    }

    public Future<OutboundReply> post(URI url, String authorization, String contentType, String body, int maxBytes) {
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

    public Future<OutboundReply> post(String path, String form, int maxBytes) {
        return call(
                options(HttpMethod.POST, path).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"),
                Buffer.buffer(form),
                maxBytes);
    }

    public Future<Void> close() {
        return http.close().onComplete(ignored -> breaker.close());
    }

    private RequestOptions options(HttpMethod method, String path) {
        return http.to(method, base + path).putHeader(HttpHeaders.ACCEPT, "application/json, application/xml");
    }

    /** Counts as failed when there is no answer, too much of one, or one of a provider in trouble. */
    private Future<OutboundReply> call(RequestOptions options, Buffer body, int maxBytes) {
        return breaker.<OutboundReply>execute(attempt -> http.call(options, body, maxBytes)
                        .compose(reply -> reply.isTrouble()
                                ? Future.failedFuture("status " + reply.status())
                                : Future.succeededFuture(reply))
                        .onComplete(attempt))
                // what it says could hold what was sent
                .recover(failure -> Future.failedFuture(
                        away.apply("no answer: " + failure.getClass().getSimpleName())));
    }
}
