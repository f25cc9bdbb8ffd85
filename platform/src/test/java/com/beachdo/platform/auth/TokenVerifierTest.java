package com.beachdo.platform.auth;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.identity.v1.Sessions;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.BusServer;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private static final String ISSUER = "https://beachdo.example";

    private final TestKey key = new TestKey("key-1");
    private final FakeSessions identity = new FakeSessions();
    private final AtomicLong now = new AtomicLong(1_790_000_000L);
    private TestSystem system;
    private TokenVerifier verifier;

    @BeforeEach
    void start() {
        system = TestSystem.withoutDatabase();
        system.fake(Sessions.class, identity);
        identity.keys.add(key.jwk());
        verifier = verifier();
        Void unused = await(verifier.start());
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void acceptsAGoodToken() {
        Claims claims = await(verifier.verify(key.sign(payload())));

        assertThat(claims).isEqualTo(new Claims("user-1", "session-1", Set.of("BUYER", "SELLER"), now.get() + 900));
        CallContext call = claims.on(CallContext.ANONYMOUS.withIdempotencyKey("k"));
        assertThat(call.subject()).isEqualTo("user-1");
        assertThat(call.sessionId()).isEqualTo("session-1");
        assertThat(call.hasRole("SELLER")).isTrue();
        assertThat(call.idempotencyKey()).isEqualTo("k");
    }

    @Test
    void refusesEveryTokenOfTheCorpus() throws GeneralSecurityException {
        Map<String, String> corpus = new TokenCorpus(key, payload()).tokens();

        corpus.forEach((name, token) -> assertInvalid(name, token));
        assertThat(corpus).hasSizeGreaterThan(60);
        assertThat(await(verifier.verify(key.sign(payload()))).subject()).isEqualTo("user-1");
    }

    @Test
    void allowsForClocksThatDifferALittle() {
        long at = now.get();
        assertThat(await(verifier.verify(key.sign(payload().put("iat", at + 4).put("exp", at + 60)))))
                .isNotNull();
        assertThat(await(verifier.verify(key.sign(payload().put("iat", at - 800).put("exp", at - 4)))))
                .isNotNull();
        assertThat(await(verifier.verify(key.sign(payload().put("aud", new JsonArray().add("beachdo"))))))
                .isNotNull();
    }

    @Test
    void remembersATokenUntilItExpires() {
        String token = key.sign(payload());
        assertThat(verifier.cached(token)).isNull();
        Claims claims = await(verifier.verify(token));
        assertThat(verifier.cached(token)).isSameAs(claims);

        long unused = now.addAndGet(904);
        assertThat(verifier.cached(token)).isSameAs(claims);
        long unusedToo = now.addAndGet(1);

        assertThat(verifier.cached(token)).isNull();
        assertInvalid("expired since", token);
    }

    @Test
    void refusesAnEndedSessionAtOnce() {
        String token = key.sign(payload());
        String other = key.sign(payload().put("sid", "session-2"));
        assertThat(await(verifier.verify(token))).isNotNull();
        assertThat(await(verifier.verify(other))).isNotNull();

        new LiveEvents(system.vertx()).sessionEnded("user-1", "session-1", "logout");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(verifier.hasEnded("session-1"))
                .isTrue());
        assertThat(verifier.cached(token)).isNull();
        assertInvalid("of an ended session", token);
        assertThat(verifier.cached(other)).isNotNull();
    }

    @Test
    void knowsEndedSessionsAfterARestart() {
        identity.ended.add("session-1");
        TokenVerifier restarted = verifier();
        Void unused = await(restarted.start());

        assertThat(restarted.hasEnded("session-1")).isTrue();
        verifier = restarted;
        assertInvalid("of a session that ended before the start", key.sign(payload()));
    }

    @Test
    void learnsOfEndedSessionsItWasNotTold() {
        identity.ended.add("session-1");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(verifier.hasEnded("session-1"))
                .isTrue());
    }

    @Test
    void isUnavailableWhileIdentityIsAwayAndRecovers() {
        for (RuntimeException broken : List.of(
                RpcException.unavailable("database.unavailable", "Down."),
                new IllegalStateException("a mistake of identity"))) {
            identity.failure = broken;
            TokenVerifier early = verifier();
            Void unused = await(early.start());
            String token = key.sign(payload());

            List<Future<Claims>> asked =
                    IntStream.range(0, 20).mapToObj(i -> early.verify(token)).toList();
            for (Future<Claims> one : asked) {
                RpcException failure = failureOf(one);
                assertThat(failure.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
                assertThat(failure.code()).isEqualTo("auth.unavailable");
                assertThat(failure.retryAfterSeconds()).isPositive();
            }

            identity.failure = null;
            assertThat(await(early.verify(token)).subject()).isEqualTo("user-1");
        }
    }

    @Test
    void isUnavailableWhereNobodyServesIdentity() {
        try (TestSystem alone = TestSystem.withoutDatabase()) {
            TokenVerifier early = new TokenVerifier(alone.vertx(), ISSUER, 500, this::instant, this::nanos);
            Void unused = await(early.start());
            assertThat(failureOf(early.verify(key.sign(payload()))).status()).isEqualTo(GrpcStatus.UNAVAILABLE);
            assertThat(failureOf(early.verify("nonsense")).status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);

            MessageConsumer<Message> unusedToo = await(BusServer.serve(alone.vertx(), Sessions.class, identity));
            assertThat(await(early.verify(key.sign(payload())))).isNotNull();
        }
    }

    @Test
    void judgesWithTheKeysItHasWhileIdentityIsAway() {
        identity.failure = RpcException.unavailable("database.unavailable", "Down.");

        assertThat(await(verifier.verify(key.sign(payload())))).isNotNull();
    }

    @Test
    void asksOnceForManyTokensAtTheStart() {
        TokenVerifier early = verifier();
        int before = identity.keyCalls.get();
        List<Future<Claims>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(early.verify(key.sign(payload().put("jti", "jti-" + i))));
        }

        asked.forEach(one -> assertThat(await(one)).isNotNull());
        assertThat(identity.keyCalls.get() - before).isEqualTo(1);
    }

    @Test
    void asksForAnUnknownKeyButNotTooOften() {
        TestKey next = new TestKey("key-2");
        long unused = now.addAndGet(11);
        int before = identity.keyCalls.get();

        for (int i = 0; i < 30; i++) {
            assertInvalid("of an unknown key", next.sign(payload().put("jti", "jti-" + i)));
        }
        assertThat(identity.keyCalls.get() - before).isEqualTo(1);

        identity.keys.add(next.jwk());
        long unusedToo = now.addAndGet(11);
        assertThat(await(verifier.verify(next.sign(payload())))).isNotNull();
        assertThat(identity.keyCalls.get() - before).isEqualTo(2);
        assertThat(await(verifier.verify(key.sign(payload())))).isNotNull();
    }

    @Test
    void trustsAKeyNoLongerThatIdentityWithdrew() {
        String token = key.sign(payload());
        assertThat(await(verifier.verify(token))).isNotNull();
        TestKey next = new TestKey("key-2");
        identity.keys.clear();
        identity.keys.add(next.jwk());
        long unused = now.addAndGet(11);

        assertThat(await(verifier.verify(next.sign(payload())))).isNotNull();

        assertThat(verifier.cached(token)).isNull();
        assertInvalid("of a withdrawn key", token);
    }

    @Test
    void keepsItsKeysWhenIdentityHasNoneOfUse() {
        identity.keys.set(0, key.jwk().toBuilder().setCrv("P-384").build());
        identity.keys.add(key.jwk().toBuilder().setX("AAAA").build());
        identity.keys.add(key.jwk().toBuilder().setKty("oct").setAlg("HS256").build());
        long unused = now.addAndGet(11);
        assertInvalid("of an unknown key", new TestKey("key-9").sign(payload()));

        assertThat(await(verifier.verify(key.sign(payload())))).isNotNull();
    }

    @Test
    void refusesForgeriesOfEveryKind() {
        assertThat(await(verifier.refuseForged())).isNull();
    }

    private TokenVerifier verifier() {
        return new TokenVerifier(system.vertx(), ISSUER, 2_000, this::instant, this::nanos);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(now.get());
    }

    private long nanos() {
        return TimeUnit.SECONDS.toNanos(now.get());
    }

    private JsonObject payload() {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", "beachdo")
                .put("sub", "user-1")
                .put("sid", "session-1")
                .put("jti", "jti-1")
                .put("roles", new JsonArray().add("BUYER").add("SELLER"))
                .put("iat", now.get())
                .put("exp", now.get() + 900);
    }

    private void assertInvalid(String name, String token) {
        RpcException failure = failureOf(verifier.verify(token));
        assertThat(failure.status()).as(name).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(failure.code()).as(name).isEqualTo("auth.token_invalid");
        if (token.length() > 20) {
            assertThat(failure.message()).as(name).doesNotContain(token);
        }
        assertThat(verifier.cached(token)).as(name).isNull();
    }

    private static RpcException failureOf(Future<?> future) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, () -> await(future)), "it was accepted");
    }
}
