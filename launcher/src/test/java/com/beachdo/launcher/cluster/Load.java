package com.beachdo.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests at a steady rate, whatever becomes of those before: reads of four domains, and a write in ten. */
final class Load {
    private static final long TICK_MILLIS = 10;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI target;
    private final String token;
    private final List<Step> steps;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong wellInARow = new AtomicLong();
    private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();
    private final double perTick;
    private double due;
    private long timer;

    /** A request that did not get the answer it must. */
    record Failed(long atNanos, HttpMethod method, String what) {}

    private record Step(HttpMethod method, String path, @Nullable Supplier<JsonObject> body) {}

    Load(Vertx vertx, URI target, String token, String boardId, String threadId, int perSecond) {
        this.vertx = vertx;
        this.target = target;
        this.token = token;
        this.perTick = perSecond * TICK_MILLIS / 1_000.0;
        this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(128));
        String thread = "/v1/forum/threads/" + threadId;
        // each another text: who posts the same again and again is refused
        Supplier<JsonObject> text = () -> new JsonObject()
                .put("boardId", boardId)
                .put("title", "A thread of the load")
                .put("body", "Nothing to see here: " + UUID.randomUUID());
        this.steps = List.of(
                new Step(HttpMethod.GET, "/v1/listings?limit=20", null),
                new Step(HttpMethod.GET, "/v1/me", null),
                new Step(HttpMethod.GET, thread, null),
                new Step(HttpMethod.GET, "/v1/categories", null),
                new Step(HttpMethod.GET, "/v1/chats", null),
                new Step(HttpMethod.GET, "/v1/listings?limit=20&category=bicycles", null),
                new Step(HttpMethod.PUT, thread + "/like", null),
                new Step(HttpMethod.GET, "/v1/forum/boards", null),
                new Step(HttpMethod.GET, "/v1/me/reports", null),
                new Step(HttpMethod.GET, "/v1/me", null),
                new Step(HttpMethod.GET, "/v1/me/sessions", null),
                new Step(HttpMethod.GET, "/v1/me/saved", null),
                new Step(HttpMethod.GET, thread, null),
                new Step(HttpMethod.GET, "/v1/listings?limit=20", null),
                new Step(HttpMethod.POST, "/v1/forum/threads", text));
    }

    void start() {
        timer = vertx.setPeriodic(TICK_MILLIS, ignored -> {
            due += perTick;
            for (; due >= 1; due--) {
                send(steps.get((int) (sent.getAndIncrement() % steps.size())));
            }
        });
    }

    /** Succeeds when all that was sent was answered or failed. */
    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        Promise<Void> done = Promise.promise();
        long unusedTimer = vertx.setPeriodic(20, id -> {
            if (answered.get() == sent.get()) {
                boolean cancelled = vertx.cancelTimer(id);
                boolean completed = done.tryComplete();
            }
        });
        return done.future();
    }

    long answered() {
        return answered.get();
    }

    /** Answered as they must since the last failure. */
    long wellInARow() {
        return wellInARow.get();
    }

    List<Failed> failed() {
        return List.copyOf(failed);
    }

    private void send(Step step) {
        RequestOptions options = new RequestOptions()
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setMethod(step.method())
                .setURI(step.path());
        client.request(options)
                .compose(request -> exchange(request, step))
                .timeout(20, TimeUnit.SECONDS)
                .onFailure(failure -> fail(step, failure.toString()))
                .onComplete(ignored -> {
                    long count = answered.incrementAndGet() + wellInARow.incrementAndGet();
                });
    }

    private Future<Void> exchange(HttpClientRequest request, Step step) {
        HttpClientRequest unused = request.putHeader("Authorization", "Bearer " + token);
        Supplier<JsonObject> body = step.body();
        return (body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json")
                                .send(body.get().toBuffer()))
                .compose(response -> response.body().map(answer -> {
                    if (response.statusCode() >= 300) {
                        fail(step, response.statusCode() + " " + cut(answer));
                    }
                    return null;
                }));
    }

    private void fail(Step step, String what) {
        wellInARow.set(0);
        boolean unused = failed.add(new Failed(System.nanoTime(), step.method(), step.path() + " " + what));
    }

    private static String cut(Buffer answer) {
        String text = answer.toString();
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
