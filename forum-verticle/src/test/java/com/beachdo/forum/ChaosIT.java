package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.Kind;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Counters equal their rows whatever is cut off in the middle. */
class ChaosIT {
    private static final int ROUNDS = 6;
    private static final String CUT =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()";

    @Test
    void connectionsAndADatabaseThatAreKilledLeaveCountersThatEqualTheirRows() {
        try (ForumSystem forum = new ForumSystem(Duration.ofMinutes(1))) {
            Commotion commotion = new Commotion(forum);
            int done = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Boolean>> running = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    running.add(commotion.something());
                    if (i == 20 && round % 3 != 2) {
                        Future<?> unused = forum.db.query(CUT);
                    }
                }
                if (round % 3 == 2) {
                    TestServices.shared().crash(Kind.POSTGRES);
                }
                List<Boolean> ended = TestSystem.await(Future.join(running)).list();
                done += (int) ended.stream().filter(Boolean::booleanValue).count();
                Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                                forum.sql("SELECT 1").size())
                        .isEqualTo(1));
            }

            assertThat(done).as("something was done at all").isPositive();
            Eventually.within(30, TimeUnit.SECONDS, () -> PostModerationIT.assertCountersEqualRows(forum));
        }
    }
}
