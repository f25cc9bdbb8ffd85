package com.beachdo.identity.sms;

import com.beachdo.identity.provider.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** A provider with the plain API that the stand-in has: {@code POST /v1/messages} with a bearer token. */
final class HttpSms implements SmsProvider {
    private static final int MAX_BYTES = 16 * 1024;

    private final SmsConfig.Provider config;
    private final ProviderHttp http;

    HttpSms(Vertx vertx, SmsConfig.Provider config, int timeoutMillis) {
        this.config = config;
        this.http = new ProviderHttp(vertx, name(), config.url(), timeoutMillis, NotTakenException::new);
    }

    @Override
    public String name() {
        return "sms-http";
    }

    @Override
    public Future<Void> send(Sms sms) {
        JsonObject body = new JsonObject()
                .put("to", sms.to())
                .put("text", sms.text())
                .put("entityId", sms.entityId())
                .put("header", sms.header())
                .put("templateId", sms.templateId());
        URI url = URI.create(config.url().toString().replaceAll("/+$", "") + "/v1/messages");
        return http.post(url, "Bearer " + config.token(), "application/json", body.encode(), MAX_BYTES)
                .map(reply -> {
                    if (reply.status() / 100 != 2) {
                        throw new NotTakenException("it answered " + reply.status());
                    }
                    return null;
                });
    }

    @Override
    public Future<Void> close() {
        return http.close();
    }
}
