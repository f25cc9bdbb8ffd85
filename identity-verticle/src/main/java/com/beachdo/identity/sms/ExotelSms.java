package com.beachdo.identity.sms;

import com.beachdo.identity.provider.ProviderHttp;
import com.beachdo.platform.http.OutboundReply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Exotel's API: {@code POST /v1/Accounts/<sid>/Sms/send}, a form with the DLT registration, Basic authentication. */
final class ExotelSms implements SmsProvider {
    private static final int MAX_BYTES = 16 * 1024;

    private final URI url;
    private final String authorization;
    private final ProviderHttp http;

    ExotelSms(Vertx vertx, SmsConfig.Provider config, int timeoutMillis) {
        this.url = URI.create(config.url().toString().replaceAll("/+$", "") + "/v1/Accounts/"
                + URLEncoder.encode(config.account(), StandardCharsets.UTF_8) + "/Sms/send.json");
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((config.key() + ":" + config.token()).getBytes(StandardCharsets.UTF_8));
        this.http = new ProviderHttp(vertx, name(), config.url(), timeoutMillis, NotTakenException::new);
    }

    @Override
    public String name() {
        return "exotel";
    }

    @Override
    public Future<Void> send(Sms sms) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("From", sms.header());
        form.put("To", sms.to());
        form.put("Body", sms.text());
        form.put("DltEntityId", sms.entityId());
        form.put("DltTemplateId", sms.templateId());
        form.put("SmsType", "transactional");
        form.put("Priority", "high");
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.post(url, authorization, "application/x-www-form-urlencoded", body, MAX_BYTES)
                .map(reply -> {
                    requireTaken(reply);
                    return null;
                });
    }

    /** A message that failed at once is told with status 200 too. */
    private static void requireTaken(OutboundReply reply) {
        if (reply.status() / 100 != 2) {
            throw new NotTakenException("it answered " + reply.status());
        }
        try {
            JsonObject message = reply.body().toJsonObject().getJsonObject("SMSMessage");
            if (message != null && "failed".equals(message.getString("Status"))) {
                throw new NotTakenException("it answered that the message failed");
            }
        } catch (DecodeException | ClassCastException e) {
            throw new NotTakenException("its answer can't be read");
        }
    }

    @Override
    public Future<Void> close() {
        return http.close();
    }
}
