package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The management port as operators and developers use it. */
class ManagementIT {
    private static final TestHttp HTTP = new TestHttp(TestBeachdo.shared());

    @Test
    @EnabledOnOs(OS.LINUX) // where 127.0.0.2 is this machine too, and no alias of 127.0.0.1
    void embeddedModeListensOnLoopbackAlone() throws IOException {
        BeachdoProcess process = TestBeachdo.shared();
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        for (int port : new int[] {process.httpPort(), process.managementPort(), process.grpcPort()}) {
            assertThatThrownBy(() -> new Socket(other, port)).isInstanceOf(ConnectException.class);
        }
    }

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
