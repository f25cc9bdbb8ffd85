package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesIT {
    /** Names every service as the operator's own; tests take away those that they want started. */
    private static final List<String> ALL =
            Stream.of(Kind.values()).map(Kind::variable).collect(Collectors.toList());

    private final Path folder;

    EmbeddedServicesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRestartKeepsRowsKeysObjectsMessagesAndAddresses() throws Exception {
        Map<String, String> before;
        try (EmbeddedServices services = EmbeddedServices.start(folder, nothingSet(), line -> {})) {
            before = services.environment();
            try (Sql sql = new Sql(get(before, "BEACHDO_DATABASE_URL"))) {
                sql.run("CREATE TABLE kept (id int)");
                sql.run("INSERT INTO kept VALUES (7)");
            }
            assertThat(Resp.ask(get(before, "BEACHDO_REDIS_URL"), "SET", "kept", "7"))
                    .isEqualTo("+OK");
            try (Objects3 objects = new Objects3(before)) {
                objects.put("beachdo-staging", "a/b.jpg", "image/jpeg", "seven");
            }
            Smtp.send(get(before, "BEACHDO_SMTP_URL"), List.of("a@example.in"), "Subject: kept\r\n\r\nseven\r\n");
        }
        try (EmbeddedServices services = EmbeddedServices.start(folder, nothingSet(), line -> {})) {
            assertThat(services.environment()).isEqualTo(before);
            try (Sql sql = new Sql(get(before, "BEACHDO_DATABASE_URL"))) {
                assertThat(sql.text("SELECT id FROM kept")).isEqualTo("7");
                assertThat(sql.text("SHOW fsync")).isEqualTo("on");
            }
            assertThat(Resp.ask(get(before, "BEACHDO_REDIS_URL"), "GET", "kept"))
                    .isEqualTo("7");
            try (Objects3 objects = new Objects3(before)) {
                assertThat(objects.get("beachdo-staging", "a/b.jpg")).isEqualTo("seven");
            }
            assertThat(services.messages("a@example.in"))
                    .extracting(CaughtMessage::text)
                    .containsExactly("seven");
            assertThat(services.messages("other@example.in")).isEmpty();
        }
    }

    @Test
    void refusesASecondStartOnTheSameFolder() {
        try (EmbeddedServices services = EmbeddedServices.start(folder, allSetBut(List.of()), line -> {})) {
            assertThatThrownBy(() -> EmbeddedServices.start(folder, allSetBut(List.of()), line -> {}))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageStartingWith("Another Beachdo is running on the data folder " + folder);
            assertThat(services.environment()).containsKey("BEACHDO_SECRET_KEY");
            // the refused start did not let go of the lock: a third one is refused too
            assertThatThrownBy(() -> EmbeddedServices.start(folder, allSetBut(List.of()), line -> {}))
                    .isInstanceOf(EmbeddedException.class);
        }
        EmbeddedServices.start(folder, allSetBut(List.of()), line -> {}).close();
    }

    @Test
    void startsOnlyWhatTheEnvironmentDoesNotName() {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (EmbeddedServices services =
                EmbeddedServices.start(folder, allSetBut(List.of("BEACHDO_SMS_URL")), lines::add)) {
            assertThat(services.environment())
                    .containsOnlyKeys(
                            "BEACHDO_SMS_URL", "BEACHDO_SMS_TOKEN", "BEACHDO_SECRET_KEY", "BEACHDO_SERVICE_TOKEN");
        }
        assertThat(lines).singleElement().asString().matches("SMS stand-in ready \\([0-9]+\\.[0-9] s\\)");
    }

    @Test
    void leavesTheOperatorsKeysAlone() {
        try (EmbeddedServices services = EmbeddedServices.start(
                folder,
                name -> name.equals("BEACHDO_SERVICE_TOKEN") || ALL.contains(name) ? "set" : null,
                line -> {})) {
            assertThat(services.environment()).containsOnlyKeys("BEACHDO_SECRET_KEY");
        }
    }

    @Test
    void saysThatAFolderCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedServices.start(file.resolve("data"), nothingSet(), line -> {}))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("The data folder " + file.resolve("data")
                        + " cannot be written: choose another folder, or give this user the right to write there.");
    }

    @Test
    void saysThatAWantedPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThatThrownBy(() -> EmbeddedServices.start(
                            folder,
                            name -> name.equals("BEACHDO_EMBEDDED_SMTP_PORT")
                                    ? port
                                    : allSetBut(List.of("BEACHDO_SMTP_URL")).apply(name),
                            line -> {}))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("BEACHDO_EMBEDDED_SMTP_PORT=" + port + ": this port is taken by another process.");
        }
    }

    @Test
    void movesWhenAForeignProcessTookTheRememberedPort() throws Exception {
        String before;
        try (EmbeddedServices services = WriteRows.start(folder)) {
            before = get(services.environment(), "BEACHDO_REDIS_URL");
        }
        int port = java.net.URI.create(before).getPort();
        try (ServerSocket foreign = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedServices services = WriteRows.start(folder)) {
            assertThat(foreign.isBound()).isTrue();
            String after = get(services.environment(), "BEACHDO_REDIS_URL");
            assertThat(after).isNotEqualTo(before);
            assertThat(Resp.ask(after, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void closesItsSecretsToOtherUsersAndItsServersToStrangers() throws Exception {
        Path unmade = folder.resolve("unmade");
        try (EmbeddedServices services = WriteRows.start(unmade)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unmade)))
                    .isEqualTo("rwx------");
            for (String file : List.of("postgres.password", "redis.password", "redis.conf", "lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unmade.resolve(file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
            String url = get(services.environment(), "BEACHDO_DATABASE_URL");
            assertThatThrownBy(() -> new Sql(url.replaceFirst(":[^:@]+@", ":wrong@")))
                    .hasMessageContaining("password authentication failed");
            String redis = get(services.environment(), "BEACHDO_REDIS_URL");
            assertThatThrownBy(() -> Resp.ask(redis.replaceFirst(":[^:@]+@", ":wrong@"), "PING"))
                    .hasMessageContaining("WRONGPASS");
        }
    }

    private static java.util.function.Function<String, @Nullable String> nothingSet() {
        return name -> null;
    }

    private static java.util.function.Function<String, @Nullable String> allSetBut(List<String> started) {
        return name -> ALL.contains(name) && !started.contains(name) ? "set" : null;
    }

    private static String get(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
