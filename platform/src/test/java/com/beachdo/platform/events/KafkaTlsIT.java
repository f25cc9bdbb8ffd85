package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.BrokerSecurity;
import com.beachdo.embedded.TestKafka;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.config.Settings;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestCertificates;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events over TLS, by the settings that people set, to real brokers that want a certificate or a password. */
class KafkaTlsIT {
    private static final String[] DOMAINS = {"moderation", "catalog", "chat", "forum"};
    private static final String URL = TestServices.postgres();
    private static final TestCertificates OURS = TestCertificates.make("kafka");
    private static final TestCertificates STRANGER = TestCertificates.make("stranger");
    private static final TestCertificates ELSEWHERE = TestCertificates.make("elsewhere", "dns:elsewhere.example");
    private static final int EVENTS = 20;

    private final List<TestSystem> systems = new ArrayList<>();
    private final String prefix = "test-" + UUID.randomUUID();

    @BeforeEach
    void empty() {
        TestSystem system = system(Map.of());
        for (String domain : DOMAINS) {
            Db db = Db.open(system.vertx(), system.config(), domain);
            Object unused = await(db.query("TRUNCATE outbox, inbox, idempotency"));
            Object unusedToo = await(db.query("DROP TABLE IF EXISTS taken"));
            Void closed = await(db.close());
        }
    }

    @AfterEach
    void stop() {
        systems.forEach(TestSystem::close);
    }

    @Test
    void eventsArriveInOrderOverTlsWithClientCertificates() {
        try (TestKafka kafka = TestKafka.started(clientCertificates(OURS))) {
            assertArrives(system(certificate(kafka, OURS, OURS)));
        }
    }

    @Test
    void eventsArriveInOrderOverTlsWithAPassword() {
        try (TestKafka kafka = TestKafka.started(password())) {
            assertArrives(system(password(kafka, "right")));
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityGetsNothingUntilItShowsTheRightCertificate() {
        try (TestKafka kafka = TestKafka.started(clientCertificates(OURS))) {
            Map<String, String> settings = certificate(kafka, OURS, OURS);
            kafka.stop();
            kafka.start(clientCertificates(STRANGER));
            TestSystem system = system(settings);
            assertRefuses(system, SslAuthenticationException.class);
            ProbeDomain source = ProbeDomain.source(system.config());
            system.deploy(source);
            ProbeDomain catalog = consumer(system);
            emit(source);
            KafkaOutlet outlet = new KafkaOutlet(system.vertx(), topics(system), "moderation");
            assertThatThrownBy(() -> await(outlet.send(EventEnvelope.getDefaultInstance())))
                    .isInstanceOf(SslAuthenticationException.class);
            Void closed = await(outlet.close());
            assertThat(source.count("outbox")).isEqualTo(EVENTS);

            kafka.stop();
            kafka.start(clientCertificates(OURS));
            assertTaken(catalog);
        }
    }

    @Test
    void aBrokerWhoseCertificateIsForAnotherNameIsRefused() {
        try (TestKafka kafka = TestKafka.started(clientCertificates(ELSEWHERE))) {
            assertRefuses(system(certificate(kafka, ELSEWHERE, ELSEWHERE)), SslAuthenticationException.class);
        }
    }

    @Test
    void theBrokerRefusesWhoHasNoCertificateOrAStrangersOrAWrongPassword() {
        try (TestKafka kafka = TestKafka.started(clientCertificates(OURS))) {
            Map<String, String> bare = new HashMap<>(certificate(kafka, OURS, OURS));
            bare.remove("BEACHDO_KAFKA_CERTIFICATE_FILE");
            assertRefuses(system(bare), SslAuthenticationException.class);
            assertRefuses(system(certificate(kafka, OURS, STRANGER)), SslAuthenticationException.class);
        }
        try (TestKafka kafka = TestKafka.started(password())) {
            assertRefuses(system(password(kafka, "wrong")), SaslAuthenticationException.class);
        }
    }

    private void assertArrives(TestSystem system) {
        ProbeDomain source = ProbeDomain.source(system.config());
        system.deploy(source);
        ProbeDomain catalog = consumer(system);
        emit(source);
        assertTaken(catalog);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(source.count("outbox")).isZero());
    }

    private static void assertTaken(ProbeDomain catalog) {
        List<Integer> all = IntStream.range(0, EVENTS).boxed().toList();
        Eventually.within(
                60, TimeUnit.SECONDS, () -> assertThat(catalog.taken("t")).isEqualTo(all));
    }

    private static void assertRefuses(TestSystem system, Class<? extends Throwable> reason) {
        assertThatThrownBy(topics(system)::probe).isInstanceOf(reason);
    }

    private static KafkaTopics topics(TestSystem system) {
        return new KafkaTopics(Objects.requireNonNull(system.config().kafka()));
    }

    private static void emit(ProbeDomain source) {
        for (int nth = 0; nth < EVENTS; nth++) {
            Void unused = await(source.emit("t", nth));
        }
    }

    private static ProbeDomain consumer(TestSystem system) {
        ProbeDomain consumer =
                ProbeDomain.consumer("catalog", system.config(), (tx, event) -> Future.succeededFuture());
        system.deploy(consumer);
        return consumer;
    }

    private TestSystem system(Map<String, String> kafka) {
        Map<String, String> environment = new HashMap<>(kafka);
        environment.putAll(Map.of(
                "BEACHDO_DATABASE_URL",
                URL,
                "BEACHDO_REDIS_URL",
                "redis://127.0.0.1",
                "BEACHDO_SECRET_KEY",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "BEACHDO_KAFKA_PREFIX",
                prefix));
        KafkaConfig config = PlatformConfig.from(new Settings(environment)).kafka();
        TestSystem system = TestSystem.create(URL, "redis://127.0.0.1", config, DOMAINS);
        systems.add(system);
        return system;
    }

    private static BrokerSecurity clientCertificates(TestCertificates broker) {
        return BrokerSecurity.clientCertificates(broker.keyAndCert(), broker.ca());
    }

    private static BrokerSecurity password() {
        return BrokerSecurity.password(OURS.keyAndCert(), OURS.ca(), "beachdo", "right");
    }

    private static Map<String, String> certificate(TestKafka kafka, TestCertificates trusted, TestCertificates own) {
        return Map.of(
                "BEACHDO_KAFKA_URL", kafka.servers(),
                "BEACHDO_KAFKA_SECURITY_PROTOCOL", "SSL",
                "BEACHDO_KAFKA_CA_FILE", trusted.ca(),
                "BEACHDO_KAFKA_CERTIFICATE_FILE", own.keyAndCert());
    }

    private static Map<String, String> password(TestKafka kafka, String password) {
        return Map.of(
                "BEACHDO_KAFKA_URL",
                kafka.servers(),
                "BEACHDO_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "BEACHDO_KAFKA_SASL_MECHANISM",
                "SCRAM-SHA-512",
                "BEACHDO_KAFKA_USERNAME",
                "beachdo",
                "BEACHDO_KAFKA_PASSWORD",
                password,
                "BEACHDO_KAFKA_CA_FILE",
                OURS.ca());
    }
}
