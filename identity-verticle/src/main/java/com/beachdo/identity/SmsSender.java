package com.beachdo.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** Hands SMS to a provider over HTTP, with what Indian regulation wants to know of the sender. */
final class SmsSender {
    private static final long SEND_MILLIS = 2_000;

    private final IdentityConfig.Sms config;
    private final HttpClient client;

    SmsSender(Vertx vertx, IdentityConfig.Sms config) {
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) SEND_MILLIS));
    }

    /** Fails without naming the recipient. */
    Future<Void> send(String to, String text) {
        JsonObject message = new JsonObject()
                .put("to", to)
                .put("text", text)
                .put("entityId", config.entityId())
                .put("header", config.header())
                .put("templateId", config.templateId());
        return client.request(request())
                .compose(request -> post(request, message))
                .timeout(SEND_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        "the SMS provider failed: " + failure.getClass().getSimpleName()))
                .compose(status -> status / 100 == 2
                        ? Future.succeededFuture()
                        : Future.failedFuture("the SMS provider answered " + status));
    }

    Future<Void> close() {
        return client.close();
    }

    private RequestOptions request() {
        String url = config.url().toString();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI((url.endsWith("/") ? url : url + "/") + "v1/messages")
                .setTimeout(SEND_MILLIS)
                .setFollowRedirects(false)
                .putHeader("Authorization", "Bearer " + config.token())
                .putHeader("Content-Type", "application/json");
    }

    /** The status says it all; what else the provider says is not read. */
    private static Future<Integer> post(HttpClientRequest request, JsonObject message) {
        return request.send(Buffer.buffer(message.encode())).map(HttpClientResponse::statusCode);
    }
}
