package com.beachdo.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Kafka broker of a test wants of its clients.
 *
 * @param protocol PLAINTEXT, SSL or SASL_SSL
 * @param settings of the broker for it
 * @param scramUsers who may sign in, as Kafka's own formatter reads them
 */
public record BrokerSecurity(String protocol, Map<String, String> settings, List<String> scramUsers) {
    static final BrokerSecurity NONE = new BrokerSecurity("PLAINTEXT", Map.of(), List.of());
    private static final String MECHANISM = "SCRAM-SHA-512";

    /**
     * TLS, to clients with a certificate of the authority alone.
     *
     * @param keyAndCertificate a PEM file of both
     * @param authority a PEM file
     */
    public static BrokerSecurity clientCertificates(String keyAndCertificate, String authority) {
        return new BrokerSecurity("SSL", tls(keyAndCertificate, authority, "required"), List.of());
    }

    /** TLS, to clients that sign in by SCRAM-SHA-512; the names and passwords hold no quotes. */
    public static BrokerSecurity password(
            String keyAndCertificate, String authority, String username, String password) {
        Map<String, String> settings = new HashMap<>(tls(keyAndCertificate, authority, "none"));
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.put(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + username
                        + "\" password=\"" + password + "\";");
        return new BrokerSecurity(
                "SASL_SSL", settings, List.of(MECHANISM + "=[name=" + username + ",password=" + password + "]"));
    }

    private static Map<String, String> tls(String keyAndCertificate, String authority, String clients) {
        return Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", keyAndCertificate,
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", authority,
                "ssl.client.auth", clients);
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "BrokerSecurity[" + protocol + "]";
    }
}
