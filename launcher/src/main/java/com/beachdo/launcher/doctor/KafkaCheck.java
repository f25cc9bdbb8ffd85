package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Whether the brokers are there, let us in, and are as many as topics are to have copies. */
final class KafkaCheck {
    private static final String URL = "BEACHDO_KAFKA_URL";
    private static final int PATIENCE_MILLIS = 5_000;

    private final KafkaConfig config;
    private final Findings findings;

    KafkaCheck(KafkaConfig config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    void run() {
        Map<String, Object> settings = new HashMap<>(config.security());
        settings.put("bootstrap.servers", config.servers());
        settings.put("request.timeout.ms", PATIENCE_MILLIS);
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        try (Closing admin = new Closing(Admin.create(settings))) {
            int brokers = admin.client
                    .describeCluster()
                    .nodes()
                    .get(PATIENCE_MILLIS * 2L, TimeUnit.MILLISECONDS)
                    .size();
            findings.ok("Kafka", brokers + (brokers == 1 ? " broker" : " brokers"));
            if (config.replicationFactor() > brokers) {
                findings.problem(
                        "BEACHDO_KAFKA_REPLICATION_FACTOR",
                        "is more than there are brokers (" + brokers + ")",
                        "make it " + brokers + " at most, or leave it unset");
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void refused(Exception failure) {
        if (failure.getCause() instanceof SslAuthenticationException) {
            findings.problem(
                    "BEACHDO_KAFKA_CA_FILE",
                    "the brokers and this process don't trust each other's certificates",
                    "check that it holds the authority of the brokers, that their certificates are for the hosts of "
                            + URL + ", and BEACHDO_KAFKA_CERTIFICATE_FILE where they want one of clients");
        } else if (failure.getCause() instanceof AuthenticationException) {
            findings.problem(
                    URL,
                    "the brokers refuse who we say we are",
                    "check BEACHDO_KAFKA_SECURITY_PROTOCOL, _SASL_MECHANISM, _USERNAME and _PASSWORD");
        } else {
            findings.problem(
                    URL,
                    "no broker answers at " + config.servers(),
                    "check host and port, that the brokers advertise an address this machine reaches, and "
                            + "BEACHDO_KAFKA_SECURITY_PROTOCOL");
        }
    }

    /** A client that is not waited for. */
    private record Closing(Admin client) implements AutoCloseable {
        @Override
        public void close() {
            client.close(Duration.ZERO);
        }
    }
}
