package com.beachdo.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {
    private final Map<String, String> environment = new HashMap<>(Map.of("BEACHDO_KAFKA_URL", "a:9092, b:9093"));

    @Test
    void thereIsNoneWithoutAUrl() {
        assertThat(KafkaConfig.from(new Env(new Settings(Map.of())))).isNull();
    }

    @Test
    void hasDefaultsForWhatNeedNotBeSaid() {
        KafkaConfig config = read();

        assertThat(config.servers()).isEqualTo("a:9092,b:9093");
        assertThat(config.prefix()).isEqualTo("beachdo");
        assertThat(config.partitions()).isEqualTo(6);
        assertThat(config.replicationFactor()).as("what the brokers say").isEqualTo(-1);
        assertThat(config.security()).isEqualTo(Map.of("security.protocol", "PLAINTEXT"));
    }

    @Test
    void passesOnWhatTlsAndSaslNeed() {
        environment.putAll(Map.of(
                "BEACHDO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "BEACHDO_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "BEACHDO_KAFKA_USERNAME", "beach",
                "BEACHDO_KAFKA_PASSWORD", "a\"b\\c",
                "BEACHDO_KAFKA_CA_FILE", "/etc/ca.pem",
                "BEACHDO_KAFKA_CERTIFICATE_FILE", "/etc/me.pem"));

        KafkaConfig config = read();

        assertThat(config.security())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"beach\""
                                + " password=\"a\\\"b\\\\c\";",
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        "/etc/ca.pem",
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.location",
                        "/etc/me.pem"));
        assertThat(config.toString()).contains("a:9092").doesNotContain("beach\"", "a\"b");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses("BEACHDO_KAFKA_URL", "kafka://user:secret@a:9092");
        refuses("BEACHDO_KAFKA_URL", "a");
        refuses("BEACHDO_KAFKA_PREFIX", "be ach");
        refuses("BEACHDO_KAFKA_PARTITIONS", "0");
        refuses("BEACHDO_KAFKA_REPLICATION_FACTOR", "0");
        refuses("BEACHDO_KAFKA_SECURITY_PROTOCOL", "TLS");
        environment.put("BEACHDO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        refuses("BEACHDO_KAFKA_SASL_MECHANISM", "GSSAPI");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigException.class)
                .hasMessage("BEACHDO_KAFKA_USERNAME is not set");
    }

    private void refuses(String variable, String value) {
        Map<String, String> bad = new HashMap<>(environment);
        bad.put(variable, value);
        assertThatThrownBy(() -> KafkaConfig.from(new Env(new Settings(bad))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(variable)
                .hasMessageNotContaining("secret");
    }

    private KafkaConfig read() {
        return Objects.requireNonNull(KafkaConfig.from(new Env(new Settings(environment))));
    }
}
