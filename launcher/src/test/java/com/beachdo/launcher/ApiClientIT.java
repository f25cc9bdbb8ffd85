package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.clients.Tool;
import com.beachdo.launcher.clients.Tool.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TypeScript client compiles strictly into what the repository has, and walks the main path in Node. */
class ApiClientIT {
    private static final Path CLIENT = Path.of("../clients/api");

    @Test
    void compilesStrictlyIntoWhatTheRepositoryHas(@TempDir Path folder) throws IOException {
        Ended compiled = Tool.npm(
                CLIENT,
                "typescript@5.9.3",
                "tsc",
                "--outDir",
                folder.toAbsolutePath().toString());

        assertThat(compiled.status()).as(compiled.output()).isZero();
        try (Stream<Path> made = Files.list(folder)) {
            for (Path file : made.toList()) {
                assertThat(CLIENT.resolve("dist").resolve(file.getFileName().toString()))
                        .hasSameTextualContentAs(file);
            }
        }
    }

    @Test
    void walksTheMainPath() {
        Tool.requireHere("node", "--version");
        BeachdoProcess process = TestBeachdo.shared();

        Ended tour = Tool.run(
                CLIENT,
                Map.of(
                        "BEACHDO_API", "http://127.0.0.1:" + process.httpPort(),
                        "BEACHDO_MANAGEMENT", "http://127.0.0.1:" + process.managementPort()),
                "node",
                "test/tour.mjs");

        assertThat(tour.output()).contains("steps went as they must");
        assertThat(tour.status()).isZero();
    }
}
