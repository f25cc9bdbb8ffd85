package com.beachdo.moderation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a service outside of decisions: signed, one after another, again while it is not taken. */
final class HookSender {
    private static final Logger LOG = LoggerFactory.getLogger(HookSender.class);
    private static final int AT_ONCE = 20;
    private static final long TIMEOUT_MILLIS = 5_000;

    private final HookStore store;
    private final ModerationConfig.Hook hook;
    private final HttpClient client;
    private boolean busy;

    HookSender(Vertx vertx, HookStore store, ModerationConfig.Hook hook) {
        this.store = store;
        this.hook = hook;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) TIMEOUT_MILLIS).setMaxRedirects(0));
    }

    /** Sends what is due; while that goes on, not again. */
    void look() {
        if (busy) {
            return;
        }
        busy = true;
        Object unused = sendAll()
                .onFailure(failure -> LOG.warn("hooks: {}", failure.toString()))
                .onComplete(done -> busy = false);
    }

    private Future<Void> sendAll() {
        return store.claim(AT_ONCE).compose(due -> {
            Future<Void> sent = Future.succeededFuture();
            for (HookStore.Due one : due) {
                sent = sent.compose(before -> send(one));
            }
            return due.isEmpty() ? sent : sent.compose(done -> sendAll());
        });
    }

    private Future<Void> send(HookStore.Due due) {
        return post(due)
                .transform((status, failure) -> failure == null && status >= 200 && status < 300
                        ? store.taken(due.id())
                        : store.failed(
                                due.id(),
                                failure == null
                                        ? "HTTP " + status
                                        : failure.getClass().getSimpleName(),
                                hook.firstRetrySeconds()));
    }

    private Future<Integer> post(HookStore.Due due) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(hook.url().toString())
                .setFollowRedirects(false)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Content-Type", "application/json")
                .putHeader("Beachdo-Delivery", due.id().toString())
                .putHeader("Beachdo-Timestamp", timestamp)
                .putHeader("Beachdo-Signature", "v1=" + signature(timestamp, due.payload()));
        return client.request(options)
                .compose(request -> status(request, due.payload()))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What it says beyond that is not read. */
    private static Future<Integer> status(HttpClientRequest request, String payload) {
        return request.send(Buffer.buffer(payload)).map(response -> {
            int status = response.statusCode();
            Future<Void> unused = request.reset();
            return status;
        });
    }

    /** HMAC-SHA-256 over timestamp, a dot and the body. */
    String signature(String timestamp, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hook.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + payload).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Future<Void> close() {
        return client.close();
    }
}
