package com.beachdo.forum.push;

import com.beachdo.platform.http.OutboundHttp;
import com.beachdo.platform.http.OutboundReply;
import com.interaso.webpush.WebPush;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Browsers: encrypted for the one that subscribed, so that its push service can't read it (RFC 8030, 8291, 8292). */
final class WebPushProvider implements PushProvider {
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Vertx vertx;
    private final OutboundHttp http;
    private final WebPush encryption;

    WebPushProvider(Vertx vertx, OutboundHttp http, PushConfig.Vapid vapid) {
        this.vertx = vertx;
        this.http = http;
        this.encryption = new WebPush(vapid.subject(), vapid.keys());
    }

    /** What goes over the wire. */
    private record Wire(Map<String, String> headers, Buffer body) {}

    @Override
    public Future<PushOutcome> send(Push push) {
        return vertx.executeBlocking(() -> encrypt(push), false)
                .compose(wire -> http.post(URI.create(push.to().address()), wire.headers(), wire.body()))
                .map(WebPushProvider::outcome);
    }

    private Wire encrypt(Push push) {
        PushAddress.Keys keys = Objects.requireNonNull(push.to().keys());
        JsonObject payload = push.data().copy().put("heading", push.title()).put("text", push.text());
        byte[] body = encryption.getBody(
                payload.toBuffer().getBytes(),
                keys.p256dh().getBytes(),
                keys.auth().getBytes());
        Map<String, String> headers =
                encryption.getHeaders(push.to().address(), push.seconds(), push.topic(), WebPush.Urgency.High);
        return new Wire(headers, Buffer.buffer(body));
    }

    private static PushOutcome outcome(OutboundReply reply) {
        int status = reply.status();
        if (reply.isTaken()) {
            return new PushOutcome.Taken();
        }
        if (status == NOT_FOUND || status == GONE) {
            return new PushOutcome.Gone();
        }
        // 401 and 403 are about our own key, which an operator may put right
        return reply.isTrouble() || status == 401 || status == 403
                ? new PushOutcome.Later("HTTP " + status, reply.retryAfter())
                : new PushOutcome.Refused("HTTP " + status);
    }
}
