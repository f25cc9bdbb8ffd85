package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.clients.Tool;
import com.beachdo.launcher.clients.Tool.Ended;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-made Postman collections pass with newman. */
class PostmanIT {
    private static final Path FOLDER = Path.of("../clients/postman");

    @ParameterizedTest
    @ValueSource(strings = {"flow", "monitor"})
    void passes(String collection) {
        BeachdoProcess process = TestBeachdo.shared();

        Ended run = Tool.npm(
                FOLDER,
                "newman@6.2.2",
                "newman",
                "run",
                collection + ".postman_collection.json",
                "--bail",
                "--delay-request",
                "50",
                "--env-var",
                "baseUrl=http://127.0.0.1:" + process.httpPort(),
                "--env-var",
                "management=http://127.0.0.1:" + process.managementPort());

        assertThat(run.status()).as(run.output()).isZero();
    }
}
