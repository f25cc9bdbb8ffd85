package com.beachdo.forum.push;

import com.beachdo.forum.v1.PutPushDeviceRequest;
import com.beachdo.forum.v1.WebPushSubscription;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one device is pushed to.
 *
 * @param service {@link #FCM}, or the entry of {@link PushHosts} that lets the endpoint in
 * @param address a token, or an endpoint
 * @param keys of a browser; null for a token
 */
public record PushAddress(String service, String address, @Nullable Keys keys) {
    public static final String FCM = "fcm";

    private static final int LONGEST = 1_000;
    private static final int AUTH_BYTES = 16;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_:%.~+/=-]{20,1000}");

    /** What a browser encrypts with (RFC 8291). */
    public record Keys(Buffer p256dh, Buffer auth) {}

    /** Checks what somebody sent. */
    public static PushAddress of(PutPushDeviceRequest request, PushConfig config) {
        if (request.hasFcmToken() == request.hasWebPush()) {
            throw RpcException.invalid(
                    "request.invalid", "/fcmToken", "must be given, or else webPush, and not both of them");
        }
        if (request.hasWebPush()) {
            requireOffered(config.vapid() != null);
            return browser(request.getWebPush(), config.hosts());
        }
        requireOffered(config.fcm() != null);
        require(TOKEN.matcher(request.getFcmToken()).matches(), "/fcmToken", "must be a registration token");
        return new PushAddress(FCM, request.getFcmToken(), null);
    }

    private static PushAddress browser(WebPushSubscription subscription, PushHosts hosts) {
        String endpoint = subscription.getEndpoint();
        require(endpoint.length() <= LONGEST, "/webPush/endpoint", "must have at most " + LONGEST + " characters");
        String service = hosts.serviceOf(endpoint)
                .orElseThrow(() -> RpcException.invalid(
                        "request.invalid", "/webPush/endpoint", "must be an https URL of a known push service"));
        byte[] p256dh = P256.bytes(subscription.getKeys().getP256Dh());
        byte[] auth = P256.bytes(subscription.getKeys().getAuth());
        require(P256.isPoint(p256dh), "/webPush/keys/p256dh", "must be a point of P-256, 65 bytes, base64url");
        require(auth.length == AUTH_BYTES, "/webPush/keys/auth", "must be 16 bytes, base64url");
        return new PushAddress(service, endpoint, new Keys(Buffer.buffer(p256dh), Buffer.buffer(auth)));
    }

    private static void requireOffered(boolean offered) {
        if (!offered) {
            throw RpcException.conflict("push.not_offered", "This kind of push is not offered here.");
        }
    }

    private static void require(boolean right, String pointer, String detail) {
        if (!right) {
            throw RpcException.invalid("request.invalid", pointer, detail);
        }
    }

    /** What it is found again by. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
