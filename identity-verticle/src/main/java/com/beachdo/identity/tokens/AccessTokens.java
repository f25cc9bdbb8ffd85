package com.beachdo.identity.tokens;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.platform.auth.Es256;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Signs access tokens (RFC 9068): ES256, type at+jwt, which the signer of vertx-auth-jwt can't write. */
public final class AccessTokens {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private static final Es256 ES256 = Es256.fastest();

    private volatile Signer signer;
    private final String issuer;
    private final int lifeSeconds;

    public AccessTokens(SigningKey key, String issuer, int lifeSeconds) {
        this.signer = Signer.of(key);
        this.issuer = issuer;
        this.lifeSeconds = lifeSeconds;
    }

    /** What one key needs for many tokens. */
    private record Signer(SigningKey key, PrivateKey own, String header) {
        static Signer of(SigningKey key) {
            JsonObject header =
                    new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", key.kid());
            try {
                return new Signer(key, ES256.own(key.privateKey()), part(header) + ".");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        String sign(JsonObject claims) {
            String signed = header + part(claims);
            byte[] signature = ES256.sign(own, signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature);
        }

        @Override
        public String toString() {
            return "Signer[" + key + "]";
        }
    }

    void signWith(SigningKey key) {
        signer = Signer.of(key);
    }

    public int lifeSeconds() {
        return lifeSeconds;
    }

    public String sign(UUID accountId, UUID sessionId, List<String> roles) {
        long now = Instant.now().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", issuer)
                .put("aud", TokenVerifier.AUDIENCE)
                .put("sub", accountId.toString())
                .put("sid", sessionId.toString())
                .put("jti", Ids.next().toString())
                .put("iat", now)
                .put("exp", now + lifeSeconds)
                .put("roles", new JsonArray(roles));
        return signer.sign(claims);
    }

    private static String part(JsonObject json) {
        return BASE64URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    /** Proves with another implementation that our tokens hold and that ones nobody signed do not. */
    public Future<Void> check(Vertx vertx) {
        JsonWebKey jwk = SigningKey.toJwk(signer.key().publicKey());
        JWTAuth verifier = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(new JsonObject()
                                .put("kty", jwk.getKty())
                                .put("crv", jwk.getCrv())
                                .put("x", jwk.getX())
                                .put("y", jwk.getY())
                                .put("kid", jwk.getKid())
                                .put("alg", jwk.getAlg())
                                .put("use", jwk.getUse())));
        String token = sign(Ids.next(), Ids.next(), List.of());
        String unsigned =
                part(new JsonObject().put("alg", "none").put("typ", "at+jwt")) + "." + token.split("\\.", -1)[1];
        return verifier.authenticate(new TokenCredentials(token))
                .compose(ignored -> verifier.authenticate(new TokenCredentials(unsigned))
                        .transform(done -> done.failed()
                                ? Future.succeededFuture()
                                : Future.failedFuture("a forged token was accepted: refusing to start")));
    }
}
