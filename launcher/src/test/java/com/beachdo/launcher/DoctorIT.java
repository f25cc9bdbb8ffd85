package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.BrokerSecurity;
import com.beachdo.embedded.TestKafka;
import com.beachdo.embedded.TestServices;
import com.beachdo.launcher.doctor.Finding;
import com.beachdo.launcher.doctor.Finding.Grade;
import com.beachdo.launcher.doctor.Findings;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a sound installation the doctor has nothing to say; each of these mistakes it names, with the variable to look at. */
@NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
class DoctorIT {
    private static final Map<String, String> SOUND = new HashMap<>();
    private static final String NOWHERE = "127.0.0.1:" + TestServices.freePort();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void aSoundInstallation() {
        SOUND.putAll(TestServices.environment());
        SOUND.putAll(Map.of(
                "BEACHDO_EMBEDDED", "false",
                "BEACHDO_PUBLIC_URL", "https://api.beachdo.example",
                "BEACHDO_CORS_ORIGINS", "https://beachdo.example",
                "BEACHDO_HTTP_PORT", "0",
                "BEACHDO_MANAGEMENT_PORT", Integer.toString(TestServices.freePort()),
                "BEACHDO_GRPC_PORT", "0"));
    }

    @Test
    void nothingIsWrongWithASoundInstallation() {
        assertThat(problems(examine(SOUND, Clock.systemUTC()))).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("BEACHDO_HTTP_PORTS", "8080", "BEACHDO_HTTP_PORTS", "there is no such setting"),
                mistake("BEACHDO_HTTP_PORT", "80a", "BEACHDO_HTTP_PORT", "must be a whole number"),
                mistake("BEACHDO_SECRET_KEY", "c2hvcnQ=", "BEACHDO_SECRET_KEY", "must be base64 of 32 random bytes"),
                mistake(
                        "BEACHDO_SECRET_KEY",
                        "ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1pbi11c2UtMzI=",
                        "BEACHDO_SECRET_KEY",
                        "not random"),
                mistake("BEACHDO_SERVICE_TOKEN", "secret", "BEACHDO_SERVICE_TOKEN", "shorter than"),
                mistake("BEACHDO_PUBLIC_URL", "http://api.beachdo.example", "BEACHDO_PUBLIC_URL", "in the clear"),
                mistake("BEACHDO_MEDIA_URL", "http://media.beachdo.invalid", "BEACHDO_MEDIA_URL", "in the clear"),
                mistake("BEACHDO_CORS_ORIGINS", "*", "BEACHDO_CORS_ORIGINS", "every origin"),
                mistake("BEACHDO_STAFF_SECOND_FACTOR", "off", "BEACHDO_STAFF_SECOND_FACTOR", "is off"),
                mistake("BEACHDO_TRUSTED_PROXIES", "0.0.0.0/0", "BEACHDO_TRUSTED_PROXIES", "believes everybody"),
                mistake("BEACHDO_BCRYPT_COST", "4", "BEACHDO_BCRYPT_COST", "quickly guessed"),
                mistake("BEACHDO_CLUSTER_MEMBERS", "10.0.0.7:5701", "BEACHDO_CLUSTER_HOST", "can't reach"),
                mistake("BEACHDO_GRPC_TLS_CERT", "/nowhere/cert.pem", "BEACHDO_GRPC_TLS_CERT", "can't be read"),
                mistake("BEACHDO_KAFKA_CA_FILE", "/nowhere/ca.pem", "BEACHDO_KAFKA_CA_FILE", "can't be read"),
                mistake(
                        "BEACHDO_DATABASE_URL",
                        "postgresql://u:p@" + NOWHERE + "/d",
                        "BEACHDO_DATABASE_URL",
                        "nothing"),
                mistake("BEACHDO_MIGRATE", "false", "BEACHDO_MIGRATE", "there is no schema"),
                mistake("BEACHDO_REDIS_URL", "redis://" + NOWHERE, "BEACHDO_REDIS_URL", "nothing answers"),
                mistake("BEACHDO_KAFKA_URL", NOWHERE, "BEACHDO_KAFKA_URL", "no broker answers"),
                mistake("BEACHDO_S3_ENDPOINT", "http://" + NOWHERE, "BEACHDO_S3_ENDPOINT", "no object store"),
                mistake("BEACHDO_S3_SECRET_KEY", "wrong", "BEACHDO_S3_ACCESS_KEY", "nothing may be written"),
                mistake("BEACHDO_S3_MEDIA_BUCKET", "not-there", "BEACHDO_S3_MEDIA_BUCKET", "there is no bucket"),
                mistake("BEACHDO_SMTP_URL", "smtp://" + NOWHERE, "BEACHDO_SMTP_URL", "nothing answers"),
                mistake("BEACHDO_SMS_URL", "http://" + NOWHERE, "BEACHDO_SMS_URL", "nothing answers"));
    }

    private static Arguments mistake(String variable, String value, String subject, String what) {
        return Arguments.of(variable, value, subject, what);
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("mistakes")
    void namesTheMistake(String variable, String value, String subject, String what) {
        requireNamed(Map.of(variable, value), subject, what);
    }

    @Test
    void namesATakenPort() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = Integer.toString(other.getLocalPort());
            requireNamed(Map.of("BEACHDO_HTTP_PORT", port), "ports", "set BEACHDO_HTTP_PORT to another one");
        }
    }

    @Test
    void namesAWrongPasswordAndAMissingDatabase() {
        String url = database();
        String password = URI.create(url).getUserInfo().split(":", 2)[1];

        requireNamed(
                Map.of("BEACHDO_DATABASE_URL", url.replace(password, "wrong")),
                "BEACHDO_DATABASE_URL",
                "refuses this user or password");
        requireNamed(Map.of("BEACHDO_DATABASE_URL", url + "_no"), "BEACHDO_DATABASE_URL", "no such database");
    }

    @Test
    void namesAUserWhoMayNotMakeRoles() throws SQLException {
        URI url = URI.create(database());
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection owner = DriverManager.getConnection(jdbc, user[0], user[1]);
                Statement statement = owner.createStatement()) {
            boolean unused =
                    statement.execute("DROP ROLE IF EXISTS doctor_test; CREATE ROLE doctor_test LOGIN PASSWORD 'x'");
        }

        requireNamed(
                Map.of("BEACHDO_DATABASE_URL", url.toString().replace(url.getUserInfo(), "doctor_test:x")),
                "BEACHDO_DATABASE_URL",
                "may not create roles");
    }

    @Test
    void namesAPoolerInFront() {
        try (PoolerStandIn pooler = PoolerStandIn.before(database())) {
            requireNamed(Map.of("BEACHDO_DATABASE_URL", pooler.url()), "BEACHDO_DATABASE_URL", "a pooler answers");
        }
    }

    @Test
    void namesAPoolerThatIsNotThereOrLeadsElsewhere() {
        String fresh = TestServices.postgres();
        URI server = URI.create(fresh);
        String there = "postgresql://" + server.getHost() + ":" + server.getPort();
        String pooler = "BEACHDO_DATABASE_POOLER_URL";
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.put("BEACHDO_DATABASE_URL", fresh);
        Schemas.migrate(settings::get, line -> {});

        settings.put(pooler, there + server.getPath());
        assertThat(problems(examine(settings, Clock.systemUTC()))).isEmpty();
        Map<String, String> at = Map.of(
                "postgresql://" + NOWHERE + "/d",
                "nothing answers as a pooler",
                there + "/postgres",
                "leads to another database",
                there.replace("//", "//.project@") + server.getPath(),
                "does not let the role of",
                fresh,
                "names no user and no password");
        at.forEach((url, what) -> requireNamed(Map.of("BEACHDO_DATABASE_URL", fresh, pooler, url), pooler, what));
    }

    @Test
    void namesASecretKeyOfAnotherInstallation() {
        Schemas.migrate(SOUND::get, line -> {});
        String other = Base64.getEncoder().encodeToString(new byte[32]);

        requireNamed(
                Map.of("BEACHDO_MIGRATE", "false", "BEACHDO_SECRET_KEY", other),
                "BEACHDO_SECRET_KEY",
                "derived from it");
    }

    @Test
    void namesAClockThatIsOff() {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-60));

        assertThat(examine(SOUND, late)).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("clock");
            assertThat(finding.what()).contains("s apart");
        });
    }

    @Test
    void namesAWrongPasswordOfRedis() {
        String url = Objects.requireNonNull(SOUND.get("BEACHDO_REDIS_URL"));
        requireNamed(
                Map.of("BEACHDO_REDIS_URL", url.replaceAll(":[^:@/]+@", ":wrong@")),
                "BEACHDO_REDIS_URL",
                "the password");
    }

    @Test
    void namesHowRedisMakesRoom() {
        Vertx vertx = Vertx.vertx();
        RedisStore redis = new RedisStore(vertx, URI.create(Objects.requireNonNull(SOUND.get("BEACHDO_REDIS_URL"))));
        try {
            configure(redis, "SET", "maxmemory-policy", "allkeys-lru");
            requireNamed(Map.of(), "Redis", "drops limits on guesses");
        } finally {
            configure(redis, "SET", "maxmemory-policy", "volatile-ttl");
            redis.close();
            assertThat(vertx.close().toCompletionStage().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static void configure(RedisStore redis, String... words) {
        Request request = Request.cmd(Command.CONFIG);
        for (String word : words) {
            request.arg(word);
        }
        Response unused =
                redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void namesACertificateThatEnded() throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Path certificate = folder.resolve("old.pem");
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=old", "-startdate", "-40d", "-validity", "10");
        keytool("-exportcert", store, "-rfc", "-file", certificate.toString());

        requireNamed(
                Map.of("BEACHDO_KAFKA_CA_FILE", certificate.toString()), "BEACHDO_KAFKA_CA_FILE", "of CN=old ended on");
    }

    @Test
    void namesBrokersOfAnotherAuthority() {
        TestCertificates theirs = TestCertificates.make("theirs");
        try (TestKafka kafka = TestKafka.started(BrokerSecurity.clientCertificates(theirs.keyAndCert(), theirs.ca()))) {
            requireNamed(
                    Map.of(
                            "BEACHDO_KAFKA_URL", kafka.servers(),
                            "BEACHDO_KAFKA_SECURITY_PROTOCOL", "SSL",
                            "BEACHDO_KAFKA_CA_FILE",
                                    TestCertificates.make("ours").ca()),
                    "BEACHDO_KAFKA_CA_FILE",
                    "don't trust each other");
        }
    }

    private static void keytool(String command, Path store, String... options)
            throws IOException, InterruptedException {
        List<String> all = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                command,
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "only-for-tests",
                                "-alias",
                                "one"),
                        Stream.of(options))
                .toList();
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void namesADataFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        Map<String, String> settings = Map.of(
                "BEACHDO_EMBEDDED",
                "true",
                "BEACHDO_DATA_DIR",
                file.resolve("data").toString());

        requireNamed(settings, "BEACHDO_DATA_DIR", "can't be written");
    }

    private static String database() {
        return Objects.requireNonNull(SOUND.get("BEACHDO_DATABASE_URL"));
    }

    private static void requireNamed(Map<String, String> changed, String subject, String what) {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.putAll(changed);

        assertThat(problems(examine(settings, Clock.systemUTC()))).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.what()).contains(what);
            assertThat(finding.remedy()).isNotEmpty();
        });
    }

    private static List<Finding> examine(Map<String, String> settings, Clock clock) {
        Findings findings = new Findings(finding -> {});
        DoctorCommand.examine(settings::get, settings.keySet(), clock, findings);
        return findings.all();
    }

    private static List<Finding> problems(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.grade() == Grade.PROBLEM)
                .toList();
    }
}
