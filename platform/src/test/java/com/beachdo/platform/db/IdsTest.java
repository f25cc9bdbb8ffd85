package com.beachdo.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void makesVersionSevenOfTheVariantOfTheStandard() {
        for (int i = 0; i < 10_000; i++) {
            UUID id = Ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void saysWhenItWasMade() {
        long before = System.currentTimeMillis();
        long stamp = Ids.next().getMostSignificantBits() >>> 16;

        // other tests may have taken the counter a little ahead of the clock
        assertThat(stamp).isBetween(before, System.currentTimeMillis() + 1_000);
    }

    @Test
    void risesAsTextAndAsTheDatabaseComparesIt() {
        List<String> made =
                Stream.generate(Ids::next).limit(20_000).map(UUID::toString).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void makesNoIdTwiceOnManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<UUID>> make =
                    () -> Stream.generate(Ids::next).limit(25_000).toList();
            List<Future<List<UUID>>> making = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                making.add(threads.submit(make));
            }
            Set<UUID> all = new HashSet<>();
            Set<Long> stamps = new HashSet<>();
            for (Future<List<UUID>> one : making) {
                assertThat(one.get()).isSorted();
                all.addAll(one.get());
                one.get().forEach(id -> stamps.add(id.getMostSignificantBits()));
            }
            assertThat(all).hasSize(200_000);
            assertThat(stamps).as("times and counters").hasSize(200_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsTheIdOfARequest() {
        UUID id = Ids.next();

        assertThat(Ids.parse("listingId", id.toString())).isEqualTo(id);
        assertThat(Ids.parse("listingId", "0190B5A4-0000-7000-8000-00000000000A"))
                .isEqualTo(UUID.fromString("0190b5a4-0000-7000-8000-00000000000a"));
        for (String wrong :
                List.of("", "1-1-1-1-1", "x", id + " ", id.toString().replace("-", ""), "{" + id + "}")) {
            assertThatThrownBy(() -> Ids.parse("listingId", wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(RpcException.class, refusal -> assertThat(
                                    refusal.fields().get(0).pointer())
                            .isEqualTo("/listingId"));
        }
    }
}
