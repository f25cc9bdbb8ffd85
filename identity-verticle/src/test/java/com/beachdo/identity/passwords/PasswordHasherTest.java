package com.beachdo.identity.passwords;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private final Vertx vertx = Vertx.vertx();
    private final PasswordHasher hasher = new PasswordHasher(vertx, new byte[32], 4);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void knowsThePasswordAgain() {
        String hash = await(hasher.hash("correct horse battery"));

        assertThat(hash).startsWith("$2a$04$").doesNotContain("correct");
        assertThat(await(hasher.matches("correct horse battery", hash))).isTrue();
        assertThat(await(hasher.matches("correct horse batterz", hash))).isFalse();
    }

    @Test
    void tellsPasswordsApartThatDifferAtByte73() {
        String hash = await(hasher.hash("x".repeat(72) + "a"));

        assertThat(await(hasher.matches("x".repeat(72) + "a", hash))).isTrue();
        assertThat(await(hasher.matches("x".repeat(72) + "b", hash))).isFalse();
    }

    @Test
    void takesTheSameTextFromAnyKeyboard() {
        String hash = await(hasher.hash("caf\u00e9 au lait"));

        assertThat(await(hasher.matches("cafe\u0301 au lait", hash))).isTrue();
    }

    @Test
    void countsWhatHashingCosts() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            String hash = await(hasher.hash("correct horse battery"));
            Counter spent = registry.get("beachdo.hashing.cpu").counter();
            double hashing = spent.count();
            boolean unused = await(hasher.matches("correct horse battery", hash));

            assertThat(hashing).isPositive();
            assertThat(spent.count()).isGreaterThan(hashing);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void needsTheKey() {
        String hash = await(hasher.hash("correct horse battery"));
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;

        assertThat(await(new PasswordHasher(vertx, otherKey, 4).matches("correct horse battery", hash)))
                .isFalse();
    }

    @Test
    void worksAsLongForNobody() {
        assertThat(await(hasher.matches("correct horse battery", null))).isFalse();

        PasswordHasher slow = new PasswordHasher(vertx, new byte[32], 10);
        String hash = await(slow.hash("correct horse battery"));
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            known = Math.min(known, nanos(() -> slow.matches("wrong horse battery", hash)));
            unknown = Math.min(unknown, nanos(() -> slow.matches("wrong horse battery", null)));
        }

        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    @Test
    void refusesWhatDoesNotFitAndDropsWhatNobodyWaitsFor() {
        PasswordHasher slow = new PasswordHasher(vertx, new byte[32], 13);
        CallContext caller = CallContext.ANONYMOUS.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
        List<Future<String>> hashes = new ArrayList<>();

        await(caller.run(vertx, () -> {
            for (int i = 0; i < 70; i++) {
                hashes.add(slow.hash("correct horse battery"));
            }
            return Future.join(hashes).otherwiseEmpty();
        }));

        assertThat(hashes)
                .filteredOn(Future::failed)
                .hasSizeGreaterThanOrEqualTo(68)
                .allSatisfy(refused -> {
                    assertThat(refused.cause()).isInstanceOf(RpcException.class);
                    RpcException cause = (RpcException) refused.cause();
                    assertThat(cause.code()).isEqualTo("auth.busy");
                    assertThat(cause.retryAfterSeconds()).isPositive();
                });
        assertThat(hashes.subList(66, 70)).allMatch(Future::failed);
    }

    private static long nanos(java.util.function.Supplier<Future<Boolean>> work) {
        long begin = System.nanoTime();
        await(work.get());
        return System.nanoTime() - begin;
    }
}
