package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill -9 leaves behind must not need a person at the next start. */
class KilledIT {
    private static final int ROUNDS = 3;
    private static final int ROWS = 20;

    private final Path folder;

    KilledIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void startsAfterItAloneWasKilled() throws Exception {
        killAndStartAgain((ours, servers) -> ours.destroyForcibly());
    }

    @Test
    void startsAfterItWasKilledWithAllItsServers() throws Exception {
        killAndStartAgain((ours, servers) -> {
            ours.destroyForcibly();
            servers.forEach(ProcessHandle::destroyForcibly);
        });
    }

    @Test
    void startsAfterThePostmasterWasKilled() throws Exception {
        killAndStartAgain((ours, servers) -> {
            servers.stream().filter(KilledIT::isPostmaster).forEach(ProcessHandle::destroyForcibly);
            ours.destroyForcibly();
        });
    }

    @Test
    void redoesAClusterWhoseMakingWasKilled() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("postgres.new")).resolve("PG_VERSION"), "1");
        try (EmbeddedServices services = WriteRows.start(folder);
                Sql sql = new Sql(Objects.requireNonNull(services.environment().get("BEACHDO_DATABASE_URL")))) {
            assertThat(sql.text("SELECT current_database()")).isEqualTo("beachdo");
        }
        assertThat(folder.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void saysThatThePasswordOfTheDataIsLost() throws Exception {
        WriteRows.start(folder).close();
        Files.delete(folder.resolve("postgres.password"));
        assertThatThrownBy(() -> WriteRows.start(folder))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(folder.toRealPath().resolve("postgres.password")
                        + " no longer holds the password of the data beside it.");
        assertThat(ChildProcess.workingIn(folder.toRealPath().resolve("postgres"), "postgres"))
                .isEmpty();
    }

    @Test
    void forgetsAFolderWhoseServersStillRun() throws Exception {
        Process ours = start();
        try (BufferedReader output = ours.inputReader()) {
            assertThat(number(output, "found ")).isZero();
            assertThat(number(output, "wrote ")).isOne();
            assertThatThrownBy(() -> EmbeddedServices.forget(folder))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageStartingWith("Another Beachdo is running");
        } finally {
            ours.destroyForcibly().waitFor();
        }
        EmbeddedServices.forget(folder);
        assertThat(ChildProcess.workingIn(folder.toRealPath().resolve("postgres"), "postgres"))
                .isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("lock");
        }
    }

    @Test
    void doesNotForgetAFolderThatIsNotItsOwn() throws Exception {
        Path other = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> EmbeddedServices.forget(folder))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageEndingWith("is not a data folder that Beachdo made.");
        assertThat(other).exists();
    }

    private static boolean isPostmaster(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres")
                && process.parent()
                        .map(parent -> parent.info().command().orElse("").endsWith("/java"))
                        .orElse(false);
    }

    private void killAndStartAgain(BiConsumer<ProcessHandle, List<ProcessHandle>> kill) throws Exception {
        int acknowledged = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Process ours = start();
            try (BufferedReader output = ours.inputReader()) {
                int found = number(output, "found ");
                // one more may have been committed in the moment before it was acknowledged
                assertThat(found).isBetween(acknowledged, acknowledged + 1);
                acknowledged = found;
                for (int row = 0; row < ROWS; row++) {
                    acknowledged = number(output, "wrote ");
                }
                List<ProcessHandle> servers = ours.toHandle().descendants().collect(Collectors.toList());
                assertThat(servers).anyMatch(KilledIT::isPostmaster);
                kill.accept(ours.toHandle(), servers);
                acknowledged = Math.max(acknowledged, lastNumber(output, acknowledged));
            } finally {
                ours.destroyForcibly().waitFor();
            }
        }
        try (EmbeddedServices services = WriteRows.start(folder);
                Sql sql = new Sql(Objects.requireNonNull(services.environment().get("BEACHDO_DATABASE_URL")))) {
            int found = Integer.parseInt(Objects.requireNonNull(sql.text("SELECT count(*) FROM row")));
            assertThat(found).isBetween(acknowledged, acknowledged + 1);
            String redis = Objects.requireNonNull(services.environment().get("BEACHDO_REDIS_URL"));
            assertThat(Resp.ask(redis, "PING")).isEqualTo("+PONG");
        }
        assertThat(ChildProcess.workingIn(folder.toRealPath().resolve("postgres"), "postgres"))
                .isEmpty();
        assertThat(ChildProcess.workingIn(folder.toRealPath().resolve("redis"), "redis-server"))
                .isEmpty();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteRows.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int number(BufferedReader output, String prefix) throws IOException {
        String line = output.readLine();
        assertThat(line).startsWith(prefix);
        return Integer.parseInt(line.substring(prefix.length()));
    }

    private static int lastNumber(BufferedReader output, int before) throws IOException {
        int last = before;
        String line;
        while ((line = output.readLine()) != null) {
            if (line.matches("wrote [0-9]+")) {
                last = Integer.parseInt(line.substring("wrote ".length()));
            }
        }
        return last;
    }
}
