package com.beachdo.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalLimiterTest {
    private final AtomicLong micros = new AtomicLong(-5_000_000_000_000L);
    private final LocalLimiter limiter = new LocalLimiter(micros::get, 1_000);

    @Test
    void acceptsExactlyTheLimitAtOnce() {
        for (int limit : new int[] {1, 2, 3, 7, 60, 997, 300_000, 1_000_000}) {
            Policy policy = new Policy("limit " + limit, limit, Duration.ofSeconds(1), false);

            int allowed = 0;
            for (int i = 0; i < limit + 10; i++) {
                allowed += limiter.acquire(policy.name(), policy).allowed() ? 1 : 0;
            }

            assertThat(allowed).isEqualTo(limit);
        }
    }

    @Test
    void acceptsNoMoreThanTheLimitInTheLongRun() {
        Policy policy = new Policy("p", 7, Duration.ofSeconds(1), false);
        int allowed = 0;
        for (int milli = 0; milli < 100_000; milli++) {
            long unused = micros.addAndGet(1_000);
            allowed += limiter.acquire("k", policy).allowed() ? 1 : 0;
        }

        assertThat(allowed).isBetween(700, 707);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        Policy policy = new Policy("p", 2, Duration.ofSeconds(60), false);
        limiter.giveBack("nobody", Pace.of(policy));
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.acquire("k", policy).allowed()).isTrue();
            limiter.giveBack("k", Pace.of(policy));
        }

        assertThat(limiter.acquire("k", policy).allowed()).isTrue();
        assertThat(limiter.acquire("k", policy).allowed()).isTrue();
        assertThat(limiter.acquire("k", policy).allowed()).isFalse();
    }

    @Test
    void saysWhenToTryAgainAndThenAllowsIt() {
        Policy policy = new Policy("p", 4, Duration.ofSeconds(60), false);
        for (int i = 0; i < 4; i++) {
            assertThat(limiter.acquire("k", policy)).isEqualTo(new Decision(true, 3 - i, 15L * (i + 1), 0));
        }
        Decision refused = limiter.acquire("k", policy);
        assertThat(refused).isEqualTo(new Decision(false, 0, 60, 15));

        long unused =
                micros.addAndGet(Duration.ofSeconds(refused.retryAfterSeconds()).toNanos() / 1000);

        assertThat(limiter.acquire("k", policy).allowed()).isTrue();
        assertThat(limiter.acquire("k", policy).allowed()).isFalse();
    }

    @Test
    void isExactOnManyThreads() throws Exception {
        Policy policy = new Policy("p", 500, Duration.ofHours(1), false);
        AtomicInteger allowed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        int unused = limiter.acquire("k", policy).allowed() ? allowed.incrementAndGet() : 0;
                    }
                }));
            }
            for (Future<?> one : running) {
                assertThat(one.get()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(allowed).hasValue(500);
    }

    @Test
    void boundsItsMemoryAndIsNotOpenWhenItIsFull() {
        Policy policy = new Policy("p", 5, Duration.ofHours(1), false);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.acquire("key " + i, policy).allowed()).isTrue();
        }
        int allowed = 0;
        for (int i = 1_000; i < 5_000; i++) {
            allowed += limiter.acquire("key " + i, policy).allowed() ? 1 : 0;
        }

        assertThat(allowed).as("all newcomers together").isEqualTo(5);
        assertThat(limiter.keys()).isLessThanOrEqualTo(1_001);
        assertThat(limiter.acquire("key 3", policy).remaining())
                .as("who was there keeps its place")
                .isEqualTo(3);
    }

    @Test
    void makesRoomWhenTimeHasPassed() {
        Policy policy = new Policy("p", 5, Duration.ofSeconds(10), false);
        for (int i = 0; i < 1_000; i++) {
            Decision unused = limiter.acquire("key " + i, policy);
        }
        long unused = micros.addAndGet(Duration.ofSeconds(11).toNanos() / 1000);

        assertThat(limiter.acquire("newcomer", policy).remaining()).isEqualTo(4);
        assertThat(limiter.keys()).isEqualTo(1);
    }

    @Test
    void refusesAPolicyThatAllowsNothing() {
        assertThatThrownBy(() -> new Policy("p", 0, Duration.ofSeconds(1), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy("p", 1, Duration.ZERO, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalesALimitAndKeepsAtLeastOne() {
        Policy policy = new Policy("p", 10, Duration.ofSeconds(1), true);

        assertThat(policy.scaled(100).limit()).isEqualTo(1_000);
        assertThat(policy.scaled(0.001).limit()).isEqualTo(1);
        assertThat(policy.scaled(1e12).limit()).isEqualTo(Integer.MAX_VALUE);
    }
}
