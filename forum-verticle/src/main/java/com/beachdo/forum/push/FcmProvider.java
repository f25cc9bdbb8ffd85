package com.beachdo.forum.push;

import com.beachdo.platform.http.OutboundHttp;
import com.beachdo.platform.http.OutboundReply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;

/** Apps, by the HTTP v1 interface of Firebase Cloud Messaging. */
final class FcmProvider implements PushProvider {
    private static final int UNAUTHORIZED = 401;

    private final OutboundHttp http;
    private final FcmTokens tokens;
    private final URI messages;

    FcmProvider(OutboundHttp http, PushConfig.Fcm fcm) {
        this.http = http;
        this.tokens = new FcmTokens(http, fcm);
        this.messages = URI.create(
                fcm.url().toString().replaceAll("/+$", "") + "/v1/projects/" + fcm.project() + "/messages:send");
    }

    @Override
    public Future<PushOutcome> send(Push push) {
        return tokens.token()
                .compose(token -> http.post(
                        messages,
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                        new JsonObject().put("message", message(push)).toBuffer()))
                .map(this::outcome);
    }

    /** Data are texts there. */
    static JsonObject message(Push push) {
        JsonObject data = new JsonObject();
        push.data().forEach(entry -> data.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new JsonObject()
                .put("token", push.to().address())
                .put("notification", new JsonObject().put("title", push.title()).put("body", push.text()))
                .put("data", data)
                .put(
                        "android",
                        new JsonObject()
                                .put("collapse_key", push.topic())
                                .put("priority", "HIGH")
                                .put("ttl", push.seconds() + "s")
                                .put("notification", new JsonObject().put("tag", push.topic())))
                .put("apns", new JsonObject().put("headers", new JsonObject().put("apns-collapse-id", push.topic())));
    }

    private PushOutcome outcome(OutboundReply reply) {
        if (reply.isTaken()) {
            return new PushOutcome.Taken();
        }
        String code = code(reply.json());
        if (code.equals("UNREGISTERED") || code.equals("SENDER_ID_MISMATCH")) {
            return new PushOutcome.Gone();
        }
        if (reply.status() == UNAUTHORIZED) {
            tokens.forget();
        }
        return reply.isTrouble() || reply.status() == UNAUTHORIZED || reply.status() == 403
                ? new PushOutcome.Later("HTTP " + reply.status() + " " + code, reply.retryAfter())
                : new PushOutcome.Refused("HTTP " + reply.status() + " " + code);
    }

    /** FCM's own word for what is wrong; without one the general one; empty for none. */
    private static String code(JsonObject answer) {
        if (!(answer.getValue("error") instanceof JsonObject error)) {
            return "";
        }
        if (error.getValue("details") instanceof JsonArray details) {
            for (Object detail : details) {
                if (detail instanceof JsonObject one && one.getValue("errorCode") instanceof String code) {
                    return word(code);
                }
            }
        }
        return error.getValue("status") instanceof String status ? word(status) : "";
    }

    private static String word(String code) {
        return code.matches("[A-Z_]{1,40}") ? code : "";
    }
}
