package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The management port as operators and developers use it. */
class ManagementIT {
    private static final TestHttp HTTP = new TestHttp(TestBeachdo.shared());

    @Test
    void readinessNamesEachDependency() {
        JsonObject ready = new JsonObject(HTTP.management("/health/ready").body());
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(ready.getJsonObject("checks").fieldNames())
                .contains("postgres.identity", "postgres.catalog", "postgres.chat", "redis");
    }

    @Test
    void theProcessLives() {
        assertThat(HTTP.management("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreThere() {
        assertThat(HTTP.management("/metrics").body()).contains("process_cpu_time_ns_total");
    }

    @Test
    void infoTellsTheRoles() {
        assertThat(new JsonObject(HTTP.management("/info").body()).getJsonArray("roles"))
                .contains("edge", "catalog");
    }

    @Test
    void theCaughtMailOfARegistrationIsThere() {
        String email = "mail-" + UUID.randomUUID() + "@example.com";
        JsonObject unused = HTTP.register(email);
        JsonArray found = new JsonArray();
        for (int tries = 0; tries < 200 && found.isEmpty(); tries++) {
            java.util.concurrent.locks.LockSupport.parkNanos(25_000_000);
            found = new JsonArray(HTTP.management("/dev/messages?to=" + email.replace("@", "%40"))
                    .body());
        }
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getString("channel")).isEqualTo("mail");
        assertThat(found.getJsonObject(0).getString("text")).contains("token=");
    }
}
