package com.beachdo.platform.db;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that speaks TLS, with a certificate for 127.0.0.1 that an authority of ours signed: itself. */
class TlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final String url = TestServices.postgres();
    private final Vertx vertx = Vertx.vertx();

    private final Path folder;

    TlsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws Exception {
        Path certificate = makeKey("server", "ip:127.0.0.1");
        Path unused = makeKey("stranger", "ip:127.0.0.1");
        ask(
                "ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + folder.resolve("server.key") + "'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
    }

    @AfterEach
    void stop() throws SQLException {
        ask(
                "ALTER SYSTEM RESET ssl",
                "ALTER SYSTEM RESET ssl_cert_file",
                "ALTER SYSTEM RESET ssl_key_file",
                "SELECT pg_reload_conf()");
        Void unused = await(vertx.close());
    }

    @Test
    void isEncryptedToTheServerOfTheCertificate() {
        PlatformConfig config =
                ProbeDb.config(url + "?sslmode=verify-full&sslrootcert=" + folder.resolve("server.pem"), 2);
        Eventually.within(30, TimeUnit.SECONDS, () -> Migrations.migrate(config, List.of("probe")));
        Db db = Db.open(vertx, config, "probe");

        Boolean encrypted = await(db.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                .iterator()
                .next()
                .getBoolean("ssl");
        assertThat(encrypted).isTrue();
        assertThat(await(db.transaction(tx -> tx.query("SELECT 1"))).size()).isEqualTo(1);
    }

    @Test
    void refusesAServerWithAnotherCertificate() {
        PlatformConfig config =
                ProbeDb.config(url + "?sslmode=verify-full&sslrootcert=" + folder.resolve("stranger.pem"), 2);
        Db db = Db.open(vertx, config, "probe");

        assertThatThrownBy(() -> await(db.query("SELECT 1"))).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> Migrations.migrate(config, List.of("probe")))
                .hasMessageContaining("BEACHDO_DATABASE_URL");
    }

    @Test
    void refusesModesThatOnlyLookSafe() {
        for (String mode : List.of("require", "prefer", "allow", "verify-ca", "verify-full", "nonsense")) {
            assertThatThrownBy(() -> Db.open(vertx, ProbeDb.config(url + "?sslmode=" + mode, 2), "probe"))
                    .as(mode)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("BEACHDO_DATABASE_URL");
        }
    }

    /** A key that {@code keytool} makes, as the two files that PostgreSQL reads. */
    private Path makeKey(String name, String subject)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subject,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Path key = Files.createFile(
                folder.resolve(name + ".key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        pem(key, "PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded());
        Path certificate = folder.resolve(name + ".pem");
        pem(certificate, "CERTIFICATE", keys.getCertificate("key").getEncoded());
        return certificate;
    }

    private static void pem(Path file, String what, byte[] bytes) throws IOException {
        Path unused = Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }

    private void ask(String... statements) throws SQLException {
        URI server = URI.create(url);
        try (Connection connection = DriverManager.getConnection(
                        DbUrls.jdbc(server), DbUrls.user(server), DbUrls.ownerPassword(server));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
