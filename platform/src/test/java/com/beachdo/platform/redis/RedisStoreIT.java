package com.beachdo.platform.redis;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStoreIT {
    private final String url = TestServices.redis();
    private final TcpProxy wire = TcpProxy.to(url);
    private final Vertx vertx = Vertx.vertx();
    private RedisStore redis;

    @BeforeEach
    void open() {
        redis = new RedisStore(vertx, URI.create(wire.url(url)));
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
    void givesWhatWasSetOnce() {
        Void unused = await(redis.setForSeconds("ticket", "anna", 30));

        assertThat(await(redis.take("ticket"))).contains("anna");
        assertThat(await(redis.take("ticket"))).isEmpty();
        assertThat(await(redis.take("never set"))).isEmpty();
    }

    @Test
    void forgetsInTime() {
        Void unused = await(redis.setForSeconds("ticket", "anna", 30));

        long seconds = Long.parseLong(
                String.valueOf(await(redis.send(Request.cmd(Command.TTL).arg("ticket")))));
        assertThat(seconds).isBetween(1L, 30L);
    }

    @Test
    void givesATicketToOneOfAHundred() {
        Void unused = await(redis.setForSeconds("ticket", "anna", 30));

        List<Future<Optional<String>>> takers =
                IntStream.range(0, 100).mapToObj(i -> redis.take("ticket")).toList();

        assertThat(takers.stream().filter(taker -> await(taker).isPresent())).hasSize(1);
    }

    @Test
    void usesTheDatabaseOfItsUrlOnly() {
        Void unused = await(redis.setForSeconds("mine", "1", 30));
        RedisStore other = new RedisStore(vertx, URI.create(TestServices.redis()));

        assertThat(await(other.take("mine"))).isEmpty();
        other.close();
    }

    @Test
    void loadsAScriptThatRedisForgot() {
        for (int round = 0; round < 3; round++) {
            assertThat(Objects.requireNonNull(
                                    await(redis.script("return {KEYS[1], ARGV[1]}", List.of("k"), List.of("v"))))
                            .toString())
                    .isEqualTo("[k, v]");
            Object unused = await(redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
        }
    }

    @Test
    void passesOnWhatRedisRefuses() {
        assertThatThrownBy(() -> await(redis.script("return redis.error_reply('NO')", List.of(), List.of())))
                .hasMessageContaining("NO");
        Void unused = await(redis.ping());
    }

    @Test
    void comesBackAfterEveryConnectionBroke() {
        for (int round = 0; round < 3; round++) {
            wire.breakAll();
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
        }
    }

    @Test
    void failsSoonWhileRedisIsDownAndComesBack() {
        for (int round = 0; round < 3; round++) {
            wire.cut();
            assertFailsSoon();
            assertFailsSoon();
            wire.heal();
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
        }
    }

    @Test
    void failsSoonWhileRedisIsSilentAndComesBack() {
        for (int round = 0; round < 3; round++) {
            wire.silence();
            assertFailsSoon();
            for (int i = 0; i < 10; i++) {
                assertFailsSoon();
            }
            wire.heal();
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
        }
    }

    @Test
    void keepsNoConnectionThatFellSilent() {
        wire.silence();
        assertFailsSoon();
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(wire.connections()).isZero());
        wire.heal();

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
        assertThat(wire.connections()).isEqualTo(1);
    }

    @Test
    void survivesACommandThatIsTooSlow() {
        String slow = "local n = 0 for i = 1, 300000000 do n = n + i end return n";
        assertThatThrownBy(() -> await(redis.script(slow, List.of(), List.of())))
                .isNotNull();

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(await(redis.ping())).isNull());
        assertThat(wire.connections()).isEqualTo(1);
    }

    @Test
    void doesNothingOnceClosed() {
        redis.close();

        assertThatThrownBy(() -> await(redis.ping())).isNotNull();
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(wire.connections()).isZero());
    }

    private void assertFailsSoon() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> await(redis.ping())).isNotNull();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    }
}
