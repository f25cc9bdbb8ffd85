package com.beachdo.identity.tokens;

import com.beachdo.identity.v1.JsonWebKey;
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
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Signs access tokens (RFC 9068): ES256, type at+jwt, which the signer of vertx-auth-jwt can't write. */
public final class AccessTokens {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private volatile SigningKey key;
    private final String issuer;
    private final int lifeSeconds;

    public AccessTokens(SigningKey key, String issuer, int lifeSeconds) {
        this.key = key;
        this.issuer = issuer;
        this.lifeSeconds = lifeSeconds;
    }

    void signWith(SigningKey key) {
        this.key = key;
    }

    public int lifeSeconds() {
        return lifeSeconds;
    }

    public String sign(UUID accountId, UUID sessionId, List<String> roles) {
        SigningKey with = key;
        long now = Instant.now().getEpochSecond();
        JsonObject header =
                new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", with.kid());
        JsonObject claims = new JsonObject()
                .put("iss", issuer)
                .put("aud", TokenVerifier.AUDIENCE)
                .put("sub", accountId.toString())
                .put("sid", sessionId.toString())
                .put("jti", Ids.next().toString())
                .put("iat", now)
                .put("exp", now + lifeSeconds)
                .put("roles", new JsonArray(roles));
        String signed = part(header) + "." + part(claims);
        return signed + "." + BASE64URL.encodeToString(signature(with, signed));
    }

    private static String part(JsonObject json) {
        return BASE64URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(SigningKey key, String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Proves with another implementation that our tokens hold and that ones nobody signed do not. */
    public Future<Void> check(Vertx vertx) {
        JsonWebKey jwk = SigningKey.toJwk(key.publicKey());
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
