package com.beachdo.platform.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka, and the shape of its topics.
 *
 * @param servers where to begin: {@code host:port,host:port}
 * @param prefix what the names of topics and groups begin with
 * @param partitions of a topic that is made
 * @param replicationFactor of a topic that is made; -1 is what the brokers say
 * @param security client settings of Kafka for TLS and SASL
 */
public record KafkaConfig(
        String servers, String prefix, int partitions, int replicationFactor, Map<String, String> security) {
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    /** Null without BEACHDO_KAFKA_URL: then events go over the event bus. */
    static @Nullable KafkaConfig from(Env env) {
        List<String> servers = env.list("BEACHDO_KAFKA_URL");
        if (servers.isEmpty()) {
            return null;
        }
        if (!servers.stream().allMatch(server -> server.matches("[^:/@]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}"))) {
            throw new ConfigException("BEACHDO_KAFKA_URL", "must be host:port,host:port");
        }
        String prefix = env.string("BEACHDO_KAFKA_PREFIX", "beachdo");
        if (!prefix.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new ConfigException("BEACHDO_KAFKA_PREFIX", "must be up to 100 letters, digits, dots, - and _");
        }
        return new KafkaConfig(
                String.join(",", servers),
                prefix,
                env.integer("BEACHDO_KAFKA_PARTITIONS", 6, 1, 1_000),
                env.integer("BEACHDO_KAFKA_REPLICATION_FACTOR", -1, 1, 10),
                security(env));
    }

    private static Map<String, String> security(Env env) {
        String protocol = oneOf(env, "BEACHDO_KAFKA_SECURITY_PROTOCOL", PROTOCOLS);
        Map<String, String> settings = new HashMap<>(Map.of("security.protocol", protocol));
        if (protocol.startsWith("SASL")) {
            settings.putAll(sasl(env));
        }
        if (protocol.endsWith("SSL")) {
            store(settings, "ssl.truststore", env.optional("BEACHDO_KAFKA_CA_FILE"));
            store(settings, "ssl.keystore", env.optional("BEACHDO_KAFKA_CERTIFICATE_FILE"));
        }
        return Map.copyOf(settings);
    }

    private static Map<String, String> sasl(Env env) {
        String mechanism = oneOf(env, "BEACHDO_KAFKA_SASL_MECHANISM", MECHANISMS);
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return Map.of(
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                module + " required username=" + quoted(env.required("BEACHDO_KAFKA_USERNAME")) + " password="
                        + quoted(env.required("BEACHDO_KAFKA_PASSWORD")) + ";");
    }

    private static void store(Map<String, String> settings, String store, @Nullable String file) {
        if (file != null) {
            settings.put(store + ".type", "PEM");
            settings.put(store + ".location", file);
        }
    }

    private static String oneOf(Env env, String variable, List<String> values) {
        String value = env.string(variable, values.get(0));
        if (!values.contains(value)) {
            throw new ConfigException(variable, "must be one of " + String.join(", ", values));
        }
        return value;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "KafkaConfig[servers=" + servers + ", prefix=" + prefix + ", partitions=" + partitions
                + ", replicationFactor=" + replicationFactor + "]";
    }
}
