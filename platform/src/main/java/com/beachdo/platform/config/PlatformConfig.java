package com.beachdo.platform.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What every part of Beachdo is told.
 *
 * @param database PostgreSQL with the right to create roles and schemas: {@code postgresql://user:password@host/db}
 * @param pooler where domains send their statements instead, a pooler of transactions: {@code
 *     postgresql://[suffix@]host/db}, where the suffix stands behind the name of each role; null sends them to {@code
 *     database}
 * @param redis {@code redis://[:password@]host:port}
 * @param secretKey 32 bytes from which all keys of the process are derived
 * @param publicUrl where clients reach the API
 * @param callTimeoutMillis how long a call between parts may take
 * @param poolSize connections for transactions of one domain instance
 * @param kafka carries events between domains; null leaves them to the event bus
 */
public record PlatformConfig(
        URI database,
        @Nullable URI pooler,
        URI redis,
        SecretKey secretKey,
        URI publicUrl,
        int callTimeoutMillis,
        int poolSize,
        @Nullable KafkaConfig kafka) {

    public static PlatformConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source);
        return new PlatformConfig(
                env.uri("BEACHDO_DATABASE_URL", "postgresql", "postgres"),
                env.optionalUri("BEACHDO_DATABASE_POOLER_URL", "postgresql", "postgres"),
                env.uri("BEACHDO_REDIS_URL", "redis", "rediss"),
                new SecretKey(env.key("BEACHDO_SECRET_KEY", 32)),
                env.uri("BEACHDO_PUBLIC_URL", URI.create("http://127.0.0.1:8080"), "http", "https"),
                env.integer("BEACHDO_CALL_TIMEOUT_MS", 2500, 100, 60_000),
                env.integer("BEACHDO_DATABASE_POOL_SIZE", 8, 1, 100),
                KafkaConfig.from(env));
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "PlatformConfig[database=" + bare(database) + ", pooler=" + (pooler == null ? null : bare(pooler))
                + ", redis=" + bare(redis) + ", publicUrl=" + publicUrl + ", callTimeoutMillis=" + callTimeoutMillis
                + ", poolSize=" + poolSize + ", kafka=" + kafka + "]";
    }

    private static String bare(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    }

    /** The one secret of an installation. Never printed; only keys derived from it are used. */
    public static final class SecretKey {
        private final byte[] bytes;

        public SecretKey(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A 32-byte key for one purpose (HMAC-SHA-256 of the purpose). */
        public byte[] derive(String purpose) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
                return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return "SecretKey[hidden]";
        }
    }
}
