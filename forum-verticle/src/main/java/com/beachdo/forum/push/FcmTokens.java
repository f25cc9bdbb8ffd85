package com.beachdo.forum.push;

import com.beachdo.platform.http.OutboundHttp;
import com.beachdo.platform.http.OutboundReply;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access tokens of a service account (RFC 7523), each used until shortly before it expires. */
final class FcmTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final OutboundHttp http;
    private final PushConfig.Fcm fcm;
    private @Nullable Future<Token> last;

    private record Token(String value, Instant until) {
        boolean isOver() {
            return !Instant.now().isBefore(until);
        }
    }

    FcmTokens(OutboundHttp http, PushConfig.Fcm fcm) {
        this.http = http;
        this.fcm = fcm;
    }

    /** One call however many ask at once; one that failed is forgotten. */
    synchronized Future<String> token() {
        Future<Token> known = last;
        if (known == null
                || known.failed()
                || (known.succeeded() && known.result().isOver())) {
            known = fetch();
            last = known;
        }
        return known.map(Token::value);
    }

    /** It was refused: the next call gets another one. */
    synchronized void forget() {
        last = null;
    }

    private Future<Token> fetch() {
        String form = "grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + assertion(Instant.now());
        return http.post(fcm.tokens(), Map.of("Content-Type", "application/x-www-form-urlencoded"), Buffer.buffer(form))
                .map(FcmTokens::token);
    }

    private String assertion(Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(fcm.account())
                .audience(fcm.tokens().toString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            jwt.sign(new RSASSASigner(fcm.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("the service account's key does not sign");
        }
        return jwt.serialize();
    }

    private static Token token(OutboundReply reply) {
        String value = reply.json().getString("access_token", "");
        if (!reply.isTaken() || value.isEmpty()) {
            throw new IllegalStateException("no access token: HTTP " + reply.status());
        }
        long seconds = reply.json().getLong("expires_in", LIFE.toSeconds());
        return new Token(value, Instant.now().plusSeconds(seconds).minus(MARGIN));
    }
}
