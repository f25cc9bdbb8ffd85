package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first page tells people to type does what it says, in the order in which it stands there. */
class GettingStartedIT {
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```");

    @Test
    void everyCommandWorksAsItStands(@TempDir Path folder) throws IOException, InterruptedException {
        if (!isThere("bash") || !isThere("curl")) {
            System.err.println("SKIPPED: docs/getting-started.md was not tried, for want of bash and curl");
            assumeTrue(false, "no bash or no curl");
        }
        BeachdoProcess server = TestBeachdo.shared();
        StringBuilder script = new StringBuilder("set -eu\n");
        Matcher block = SHELL.matcher(Files.readString(Path.of("../docs/getting-started.md")));
        while (block.find()) {
            script.append(block.group(1)).append('\n');
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-x", "-c", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        String unused = shell.environment().put("API", "http://127.0.0.1:" + server.httpPort());
        String unusedToo = shell.environment().put("MANAGEMENT", "http://127.0.0.1:" + server.managementPort());

        Process process = shell.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroy();

        String said = Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("/v1/chats", "wrong.json");
    }

    private static boolean isThere(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
