package com.beachdo.edge;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.identity.v1.ListEndedSessionsReply;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysReply;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.LogoutRequest;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.SessionsService;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Stands in for identity: its keys, and the tokens it would give. */
final class Tokens extends SessionsService {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final KeyPair keys;

    Tokens(String issuer) {
        this.issuer = issuer;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String token(String subject, String... roles) {
        return token(subject, "session-" + subject, 600, roles);
    }

    String token(String subject, String session, long secondsToLive, String... roles) {
        long now = System.currentTimeMillis() / 1000;
        JsonObject header =
                new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", "k1");
        JsonObject payload = new JsonObject()
                .put("sub", subject)
                .put("sid", session)
                .put("iat", now)
                .put("exp", now + secondsToLive)
                .put("iss", issuer)
                .put("aud", TokenVerifier.AUDIENCE)
                .put("jti", UUID.randomUUID().toString())
                .put("roles", new JsonArray(List.of(roles)));
        String signed = text(header) + "." + text(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Future<ListKeysReply> listKeys(ListKeysRequest request) {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return Future.succeededFuture(ListKeysReply.newBuilder()
                .addKeys(JsonWebKey.newBuilder()
                        .setKty("EC")
                        .setCrv("P-256")
                        .setX(coordinate(key.getW().getAffineX()))
                        .setY(coordinate(key.getW().getAffineY()))
                        .setKid("k1")
                        .setAlg("ES256")
                        .setUse("sig"))
                .build());
    }

    @Override
    public Future<ListEndedSessionsReply> listEndedSessions(ListEndedSessionsRequest request) {
        return Future.succeededFuture(ListEndedSessionsReply.getDefaultInstance());
    }

    /** Knows one refresh token. */
    @Override
    public Future<RefreshReply> refresh(RefreshRequest request) {
        return request.getRefreshToken().equals("rt_one")
                ? Future.succeededFuture(RefreshReply.newBuilder()
                        .setTokens(com.beachdo.identity.v1.Tokens.newBuilder()
                                .setAccessToken("at")
                                .setRefreshToken("rt_two")
                                .setExpiresIn(900)
                                .setTokenType("Bearer"))
                        .build())
                : Future.failedFuture(
                        new RpcException(GrpcStatus.UNAUTHENTICATED, "auth.refresh_invalid", "Sign in again."));
    }

    @Override
    public Future<Empty> logout(LogoutRequest request) {
        return Future.succeededFuture(Empty.getDefaultInstance());
    }

    private static String text(JsonObject json) {
        return URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return URL.encodeToString(fixed);
    }
}
