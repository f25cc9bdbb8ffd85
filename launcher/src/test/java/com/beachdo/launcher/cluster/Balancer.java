package com.beachdo.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer as small as can be: in turn over the nodes that say they are ready, to the next one when a connection is
 * refused, and nothing else is tried again.
 */
final class Balancer {
    private static final long CHECK_MILLIS = 200;

    /** A node that says nothing is busy, or gone; one that is gone refuses connections. */
    private static final int SILENT_CHECKS = 10;

    private final Vertx vertx;
    private final List<TestNode> nodes;
    private final Set<TestNode> ready = ConcurrentHashMap.newKeySet();
    private final Map<TestNode, Integer> silent = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient client;
    private int port;

    Balancer(Vertx vertx, List<TestNode> nodes) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(1_000), new PoolOptions().setHttp1MaxSize(64));
    }

    Future<Balancer> listen() {
        long unused = vertx.setPeriodic(0, CHECK_MILLIS, ignored -> nodes.forEach(this::check));
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> pass(request, body, nodes.size())))
                .listen(0, "127.0.0.1")
                .map(listening -> {
                    HttpServer server = listening;
                    port = server.actualPort();
                    return this;
                });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void check(TestNode node) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(node.management().resolve("/health/ready").toString())
                .setTimeout(1_000);
        Future<HttpClientResponse> unused = client.request(options)
                .compose(HttpClientRequest::send)
                .onComplete(done -> {
                    boolean up = done.succeeded() && done.result().statusCode() == 200;
                    int missed = done.succeeded() ? 0 : silent.getOrDefault(node, 0) + 1;
                    Integer unusedBefore = silent.put(node, missed);
                    if (up) {
                        boolean changed = ready.add(node);
                    } else if (done.succeeded() || missed == SILENT_CHECKS) {
                        boolean changed = ready.remove(node);
                    }
                });
    }

    boolean isReady(TestNode node) {
        return ready.contains(node);
    }

    private void pass(HttpServerRequest request, Buffer body, int tries) {
        List<TestNode> up = nodes.stream().filter(ready::contains).toList();
        if (up.isEmpty() || tries == 0) {
            answer(request, 599, Buffer.buffer("balancer: no node"));
            return;
        }
        TestNode node = up.get(Math.floorMod(turn.getAndIncrement(), up.size()));
        RequestOptions options = new RequestOptions()
                .setHost(node.host())
                .setPort(node.port("BEACHDO_HTTP_PORT"))
                .setMethod(request.method())
                .setURI(request.uri());
        client.request(options).onComplete(connected -> {
            if (connected.failed()) {
                boolean unused = ready.remove(node);
                pass(request, body, tries - 1);
            } else {
                exchange(request, body, connected.result(), node);
            }
        });
    }

    private void exchange(HttpServerRequest request, Buffer body, HttpClientRequest onward, TestNode node) {
        for (CharSequence name : List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE)) {
            String value = request.getHeader(name);
            if (value != null) {
                HttpClientRequest unused = onward.putHeader(name, value);
            }
        }
        Future<HttpClientResponse> answered =
                request.method() == HttpMethod.GET || body.length() == 0 ? onward.send() : onward.send(body);
        answered.compose(response -> response.body().onSuccess(reply -> answer(request, response.statusCode(), reply)))
                .timeout(10, TimeUnit.SECONDS)
                .onFailure(failure -> answer(request, 598, Buffer.buffer("balancer: " + node + " " + failure)));
    }

    private static void answer(HttpServerRequest request, int status, Buffer body) {
        if (!request.response().ended()) {
            Future<Void> unused = request.response().setStatusCode(status).end(body);
        }
    }
}
