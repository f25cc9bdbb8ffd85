package com.beachdo.forum.push;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.interaso.webpush.VapidKeys;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How pushes go out.
 *
 * @param fcm null when apps are pushed nothing
 * @param vapid null when browsers are pushed nothing
 * @param hosts push services that browsers may name
 */
public record PushConfig(@Nullable Fcm fcm, @Nullable Vapid vapid, PushHosts hosts) {
    private static final String CREDENTIALS = "BEACHDO_FCM_CREDENTIALS";
    private static final String PUBLIC_KEY = "BEACHDO_VAPID_PUBLIC_KEY";
    private static final String PRIVATE_KEY = "BEACHDO_VAPID_PRIVATE_KEY";
    private static final String SUBJECT = "BEACHDO_VAPID_SUBJECT";
    private static final String HOSTS = "BEACHDO_PUSH_HOSTS";
    private static final URI FCM = URI.create("https://fcm.googleapis.com");

    /** Nothing is pushed. */
    public static final PushConfig OFF = new PushConfig(null, null, PushHosts.USUAL);

    /** A service account of Google's, and where it is used. */
    public record Fcm(URI url, String project, String account, RSAPrivateKey key, URI tokens) {
        @Override
        public String toString() {
            return "Fcm[hidden]";
        }
    }

    /** Who we are to push services (RFC 8292). */
    public record Vapid(VapidKeys keys, String subject) {
        /** As browsers want it. */
        public String publicKey() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.getApplicationServerKey());
        }

        @Override
        public String toString() {
            return "Vapid[hidden]";
        }
    }

    public static PushConfig from(Env env) {
        return new PushConfig(fcm(env), vapid(env), PushHosts.of(HOSTS, env.list(HOSTS)));
    }

    private static @Nullable Fcm fcm(Env env) {
        String credentials = env.optional(CREDENTIALS);
        if (credentials == null) {
            return null;
        }
        URI url = env.uri("BEACHDO_FCM_URL", FCM, "http", "https");
        try {
            JsonObject account =
                    new JsonObject(credentials.startsWith("{") ? credentials : Files.readString(Path.of(credentials)));
            return new Fcm(
                    url,
                    text(account, "project_id"),
                    text(account, "client_email"),
                    key(text(account, "private_key")),
                    URI.create(text(account, "token_uri")));
        } catch (IOException | DecodeException | GeneralSecurityException | IllegalArgumentException e) {
            // without the reason: it could hold the key
            throw new ConfigException(CREDENTIALS, "must be the JSON of a service account, or the file that holds it");
        }
    }

    private static String text(JsonObject account, String name) {
        if (account.getValue(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }

    private static RSAPrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        return (RSAPrivateKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static @Nullable Vapid vapid(Env env) {
        String publicKey = env.optional(PUBLIC_KEY);
        String privateKey = env.optional(PRIVATE_KEY);
        if (publicKey == null && privateKey == null) {
            return null;
        }
        String subject = env.required(SUBJECT);
        if (!subject.matches("(mailto:[^@\\s]+@|https://)\\S+")) {
            throw new ConfigException(SUBJECT, "must be a mailto: or https: URL");
        }
        String shown = publicKey == null ? "" : publicKey;
        if (!P256.isPoint(P256.bytes(shown))) {
            throw new ConfigException(PUBLIC_KEY, "must be a point of P-256, 65 bytes, base64url");
        }
        VapidKeys keys = keys(shown, privateKey == null ? "" : privateKey);
        if (!P256.isPair(keys)) {
            throw new ConfigException(PRIVATE_KEY, "must belong to " + PUBLIC_KEY);
        }
        return new Vapid(keys, subject);
    }

    private static VapidKeys keys(String publicKey, String privateKey) {
        if (P256.bytes(privateKey).length != P256.COORDINATE_BYTES) {
            throw new ConfigException(PRIVATE_KEY, "must be 32 bytes, base64url");
        }
        return VapidKeys.fromUncompressedBytes(publicKey, privateKey);
    }
}
