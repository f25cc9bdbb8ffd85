package com.beachdo.platform.health;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Vertx vertx = Vertx.vertx();
    private final Health health = new Health(vertx);

    @AfterEach
    void close() {
        Void unused = await(vertx.close());
    }

    @Test
    void isReadyWhenEverythingRequiredAnswers() {
        health.require("database", Future::succeededFuture);

        assertThat(isReady()).isTrue();
    }

    @Test
    void isNotReadyWhenSomethingRequiredFails() {
        health.require("database", () -> Future.failedFuture("down"));

        assertThat(isReady()).isFalse();
    }

    @Test
    void isNotReadyWhenAProbeThrows() {
        health.require("database", () -> {
            throw new IllegalStateException("broken probe");
        });

        assertThat(isReady()).isFalse();
    }

    @Test
    void isNotReadySoonWhenSomethingRequiredHangs() {
        health.require("database", () -> Promise.promise().future());
        long start = System.nanoTime();

        assertThat(isReady()).isFalse();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    }

    @Test
    void staysReadyWithoutWhatItOnlyWatches() {
        health.watch("redis", () -> Future.failedFuture("down"));
        health.watch("mail", () -> {
            throw new IllegalStateException("broken probe");
        });
        health.watch("sms", () -> Promise.promise().future());

        assertThat(isReady()).isTrue();
        assertThat(await(health.checks().checkStatus()).toJson().encode()).contains("\"available\":false");
    }

    @Test
    void isNotReadyOnceItDrains() {
        assertThat(isReady()).isTrue();
        health.drain();

        assertThat(isReady()).isFalse();
    }

    private boolean isReady() {
        return await(health.checks().checkStatus()).getUp();
    }
}
