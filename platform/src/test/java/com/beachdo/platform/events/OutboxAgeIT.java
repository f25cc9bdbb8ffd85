package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxAgeIT {
    private static final String[] DOMAINS = {"moderation", "catalog", "chat", "forum"};

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestSystem system =
            TestSystem.create(TestServices.postgres(), "redis://127.0.0.1", Carrier.BUS.config(), DOMAINS);

    @BeforeEach
    void begin() {
        Metrics.addRegistry(meters);
        for (String domain : DOMAINS) {
            Db db = Db.open(system.vertx(), system.config(), domain);
            Object unused = await(db.query("TRUNCATE outbox, inbox, idempotency"));
            Object unusedToo = await(db.query("DROP TABLE IF EXISTS taken"));
            Void closed = await(db.close());
        }
    }

    @AfterEach
    void end() {
        Metrics.removeRegistry(meters);
        system.close();
    }

    @Test
    void growsWhileAConsumerIsAwayAndIsNothingOnceAllIsTaken() {
        ProbeDomain source = ProbeDomain.source(system.config());
        system.deploy(source);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(age()).isZero());

        Void unused = await(source.emit("a", 1));

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(age()).isGreaterThan(6));
        for (String domain : DOMAINS) {
            if (!domain.equals("moderation")) {
                system.deploy(ProbeDomain.consumer(domain, system.config(), (tx, event) -> Future.succeededFuture()));
            }
        }
        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(age()).isZero());
    }

    private double age() {
        return meters.get("beachdo.outbox.age")
                .tag("domain", "moderation")
                .gauge()
                .value();
    }
}
