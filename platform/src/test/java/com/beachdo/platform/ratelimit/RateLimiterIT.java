package com.beachdo.platform.ratelimit;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimiterIT {
    private static final Policy HOURLY = new Policy("hourly", 100, Duration.ofHours(1), true);

    private final String url = TestServices.redis();
    private final TcpProxy wire = TcpProxy.to(url);
    private final Vertx vertx = Vertx.vertx();
    private final RedisStore redis = new RedisStore(vertx, URI.create(wire.url(url)));
    private final RateLimiter limiter = new RateLimiter(redis);

    @BeforeEach
    void connect() {
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
    }

    @AfterEach
    void close() {
        redis.close();
        Void unused = await(vertx.close());
        wire.close();
    }

    @Test
    void acceptsExactlyTheLimitHoweverManyAskWhereverTheyAre() {
        Vertx elsewhere = Vertx.vertx();
        RedisStore otherRedis = new RedisStore(elsewhere, URI.create(url));
        RateLimiter other = new RateLimiter(otherRedis);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(await(otherRedis.ping())).isNull());
        for (Policy policy : List.of(
                HOURLY,
                new Policy("one", 1, Duration.ofHours(1), true),
                new Policy("odd", 7, Duration.ofHours(1), true),
                new Policy("many", 950, Duration.ofDays(1), true))) {
            List<Future<Decision>> decisions = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                for (int client = 0; client < 50; client++) {
                    decisions.add((client % 2 == 0 ? limiter : other).acquire("203.0.113.7", policy));
                }
            }

            assertThat(decisions.stream().filter(one -> await(one).allowed()))
                    .as(policy.name())
                    .hasSize(policy.limit());
        }
        otherRedis.close();
        Void unused = await(elsewhere.close());
    }

    @Test
    void whatIsGivenBackMayBeTakenAgainAndNoMore() {
        Policy policy = new Policy("back", 3, Duration.ofHours(1), true);
        Void unused = await(limiter.giveBack("k", policy));
        for (int i = 0; i < 10; i++) {
            assertThat(await(limiter.acquire("k", policy)).allowed()).isTrue();
            unused = await(limiter.giveBack("k", policy));
        }

        for (int i = 0; i < 3; i++) {
            assertThat(await(limiter.acquire("k", policy)).remaining()).isEqualTo(2 - i);
        }
        assertThat(await(limiter.acquire("k", policy)).allowed()).isFalse();
        unused = await(limiter.giveBack("k", policy));
        assertThat(await(limiter.acquire("k", policy)).allowed()).isTrue();
    }

    @Test
    void saysHowManyRemainAndWhenToTryAgain() {
        Policy policy = new Policy("p", 3, Duration.ofSeconds(30), true);

        assertThat(await(limiter.acquire("k", policy))).isEqualTo(new Decision(true, 2, 10, 0));
        assertThat(await(limiter.acquire("k", policy)).remaining()).isEqualTo(1);
        assertThat(await(limiter.acquire("k", policy)).remaining()).isZero();
        Decision refused = await(limiter.acquire("k", policy));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfterSeconds()).isBetween(1L, 10L);
        assertThat(refused.resetSeconds()).isBetween(11L, 30L);
        assertThat(await(limiter.acquire("other", policy)).allowed()).isTrue();
    }

    @Test
    void allowsAgainAsTimePasses() {
        Policy policy = new Policy("p", 2, Duration.ofSeconds(2), true);
        assertThat(await(limiter.acquire("k", policy)).allowed()).isTrue();
        assertThat(await(limiter.acquire("k", policy)).allowed()).isTrue();
        assertThat(await(limiter.acquire("k", policy)).allowed()).isFalse();

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        await(limiter.acquire("k", policy)).allowed())
                .isTrue());
    }

    @Test
    void leavesNoKeyWithoutAnEnd() {
        for (int i = 0; i < 20; i++) {
            Decision unused = await(limiter.acquire("key " + i, HOURLY));
            Decision unusedToo =
                    await(limiter.acquire("key " + i, new Policy("burst", 1000, Duration.ofSeconds(1), true)));
        }
        Response keys = Objects.requireNonNull(
                await(redis.send(Request.cmd(Command.KEYS).arg("rl:*"))));

        assertThat(keys.size()).isGreaterThanOrEqualTo(20);
        for (Response key : keys) {
            long millis = Long.parseLong(
                    String.valueOf(await(redis.send(Request.cmd(Command.PTTL).arg(key.toString())))));
            assertThat(millis).as(key.toString()).isNotEqualTo(-1).isLessThanOrEqualTo(3_600_002);
        }
    }

    @Test
    void countsHereWhileRedisIsDownAndIsNeverOpen() {
        Decision first = await(limiter.acquire("k", HOURLY));
        assertThat(first.remaining()).isEqualTo(99);

        wire.cut();
        int allowed = 0;
        for (int i = 0; i < 300; i++) {
            allowed += await(limiter.acquire("k", HOURLY)).allowed() ? 1 : 0;
        }
        assertThat(allowed).as("a quarter of the limit").isEqualTo(25);

        wire.heal();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        await(limiter.acquire("k", HOURLY)).remaining())
                .isGreaterThan(80));
    }

    @Test
    void allowsAtLeastOneHere() {
        wire.cut();
        Policy two = new Policy("p", 2, Duration.ofHours(1), true);

        assertThat(await(limiter.acquire("k", two)).allowed()).isTrue();
        assertThat(await(limiter.acquire("k", two)).allowed()).isFalse();
    }

    @Test
    void decidesSoonWhileRedisIsSilent() {
        assertThat(await(limiter.acquire("k", HOURLY)).allowed()).isTrue();
        wire.silence();
        long slowest = 0;
        int allowed = 0;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            allowed += await(limiter.acquire("k", HOURLY)).allowed() ? 1 : 0;
            slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }

        assertThat(slowest).isLessThan(1_500);
        assertThat(allowed).isEqualTo(25);

        wire.heal();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        await(limiter.acquire("k", HOURLY)).remaining())
                .isGreaterThan(80));
    }

    @Test
    void staysWithinTheLimitsWhenRedisGoesMidway() {
        List<Future<Decision>> decisions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            decisions.add(limiter.acquire("k", HOURLY));
            if (i == 150) {
                wire.cut();
            }
        }

        assertThat(decisions.stream().filter(one -> await(one).allowed()).count())
                .isBetween(25L, 125L);
    }
}
