package com.beachdo.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.beachdo.embedded.TestServices;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real pooler of that name in front of a database, one server session a transaction. Skips the test loudly where there is none. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /** @param sessions how many of the server it may take for each user */
    public static PgBouncer before(URI server, Map<String, String> passwords, int sessions, Path folder) {
        String program = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (program.isEmpty()) {
            System.err.println("SKIPPED: no pooler was tried, for want of pgbouncer");
        }
        assumeTrue(!program.isEmpty(), "no pgbouncer");
        int port = TestServices.freePort();
        String database = server.getPath().substring(1);
        try {
            Path users = Files.writeString(
                    folder.resolve("users.txt"),
                    passwords.entrySet().stream()
                            .map(user -> "\"" + user.getKey() + "\" \"" + user.getValue() + "\"\n")
                            .collect(Collectors.joining()));
            Path settings = Files.writeString(
                    folder.resolve("pgbouncer.ini"),
                    """
                    [databases]
                    %s = host=%s port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = %d
                    max_client_conn = 500
                    """
                            .formatted(database, server.getHost(), server.getPort(), port, users, sessions));
            return new PgBouncer(start(program, settings, folder), port, database).awaited();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("postgresql://127.0.0.1:" + port + "/" + database);
    }

    private static Process start(String program, Path settings, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // which it refuses to be
            Path unused = Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("-u", "nobody"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
    }

    private PgBouncer awaited() {
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            assertThat(process.isAlive()).isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return this;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
