package com.beachdo.identity.tokens;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.v1.JsonWebKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final UUID SUBJECT = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final byte[] KEY = new byte[32];

    @Test
    void accessTokenSaysWhoMayDoWhatForHowLong() {
        SigningKey key = SigningKey.generate();
        UUID session = UUID.randomUUID();

        String[] parts = new AccessTokens(key, "https://api.example", 60)
                .sign(SUBJECT, session, List.of("BUYER", "SELLER"))
                .split("\\.", -1);

        assertThat(json(parts[0]))
                .isEqualTo(new JsonObject()
                        .put("alg", "ES256")
                        .put("typ", "at+jwt")
                        .put("kid", key.kid()));
        JsonObject claims = json(parts[1]);
        assertThat(claims.fieldNames()).isEqualTo(Set.of("iss", "aud", "sub", "sid", "jti", "iat", "exp", "roles"));
        assertThat(claims.getString("iss")).isEqualTo("https://api.example");
        assertThat(claims.getString("aud")).isEqualTo("beachdo");
        assertThat(claims.getString("sub")).isEqualTo(SUBJECT.toString());
        assertThat(claims.getString("sid")).isEqualTo(session.toString());
        assertThat(claims.getJsonArray("roles"))
                .isEqualTo(new JsonArray().add("BUYER").add("SELLER"));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(60);
        assertThat(claims.getLong("iat"))
                .isBetween(Instant.now().getEpochSecond() - 5, Instant.now().getEpochSecond());
    }

    @Test
    void accessTokensHoldForAnotherImplementation() {
        Vertx vertx = Vertx.vertx();
        assertThatCode(() -> await(new AccessTokens(SigningKey.generate(), "https://api.example", 60).check(vertx)))
                .doesNotThrowAnyException();
        await(vertx.close());
    }

    @Test
    void signingKeySurvivesItsEncoding() {
        for (int i = 0; i < 20; i++) {
            SigningKey key = SigningKey.generate();
            SigningKey read =
                    SigningKey.of(key.publicKey().getEncoded(), key.privateKey().getEncoded());
            JsonWebKey jwk = SigningKey.toJwk(read.publicKey());

            assertThat(jwk).isEqualTo(SigningKey.toJwk(key.publicKey()));
            assertThat(jwk.getKid()).isEqualTo(key.kid()).hasSize(43);
            assertThat(Base64.getUrlDecoder().decode(jwk.getX())).hasSize(32);
            assertThat(Base64.getUrlDecoder().decode(jwk.getY())).hasSize(32);
        }
    }

    @Test
    void signingKeyIsNotPrinted() {
        SigningKey key = SigningKey.generate();

        assertThat(key.toString()).isEqualTo("SigningKey[" + key.kid() + "]");
        assertThat(RefreshToken.random().toString()).isEqualTo("RefreshToken[hidden]");
    }

    @Test
    void refreshTokenHas256BitsAndAHashThatFollows() {
        RefreshToken token = RefreshToken.random();

        assertThat(Base64.getUrlDecoder().decode(token.text())).hasSize(32);
        assertThat(token.hash().length()).isEqualTo(32);
        assertThat(RefreshToken.parse(token.text()))
                .hasValueSatisfying(read -> assertThat(read.hash()).isEqualTo(token.hash()));
        assertThat(RefreshToken.random().text()).isNotEqualTo(token.text());
    }

    @Test
    void refreshTokenHasOneSuccessorForAKey() {
        RefreshToken token = RefreshToken.random();
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;

        String next = RefreshToken.successorOf(token.hash(), KEY).text();

        assertThat(RefreshToken.successorOf(token.hash(), KEY).text()).isEqualTo(next);
        assertThat(RefreshToken.successorOf(token.hash(), otherKey).text()).isNotEqualTo(next);
        assertThat(next).isNotEqualTo(token.text());
    }

    @Test
    void refusesWhatIsNoRefreshToken() {
        assertThat(RefreshToken.parse("")).isEmpty();
        assertThat(RefreshToken.parse("short")).isEmpty();
        assertThat(RefreshToken.parse("*".repeat(43))).isEmpty();
        assertThat(RefreshToken.parse("A".repeat(44))).isEmpty();
    }

    @Test
    void verificationTokenIsReadAgain() {
        LinkToken tokens = new LinkToken(KEY);
        UUID id = UUID.randomUUID();

        assertThat(tokens.read(tokens.of(id))).contains(id);
        assertThat(tokens.of(id)).hasSize(64).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesALinkTokenOfAnotherKeyOrId() {
        LinkToken tokens = new LinkToken(KEY);
        byte[] otherKey = new byte[32];
        otherKey[5] = 1;
        UUID id = UUID.randomUUID();
        String token = tokens.of(id);
        String ofOther = tokens.of(UUID.randomUUID());

        assertThat(new LinkToken(otherKey).read(token)).isEmpty();
        assertThat(tokens.read(ofOther.substring(0, 22) + token.substring(22))).isEmpty();
        assertThat(tokens.read(token.substring(0, 22))).isEmpty();
        assertThat(tokens.read(token + "AAAA")).isEmpty();
        assertThat(tokens.read("?")).isEmpty();
        assertThat(tokens.read("")).isEmpty();
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
