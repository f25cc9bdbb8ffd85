package com.beachdo.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.LoggerFactory;

/** A Kafka broker in this process, its own controller (KRaft), that this machine alone reaches. */
final class KafkaBroker implements Part {
    private final KafkaRaftServer server;
    private final String address;

    private KafkaBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    static KafkaBroker start(DataFolder folder, Ports ports) {
        return start(folder, ports, BrokerSecurity.NONE);
    }

    static KafkaBroker start(DataFolder folder, Ports ports, BrokerSecurity security) {
        Path logs = folder.resolve("kafka");
        String cluster = folder.secret("kafka.cluster", () -> Uuid.randomUuid().toString());
        return ports.listen(
                "kafka_controller",
                controller -> ports.listen("kafka", port -> start(logs, cluster, port, controller, security)));
    }

    private static KafkaBroker start(Path logs, String cluster, int port, int controller, BrokerSecurity security) {
        surviveItsFaults();
        try {
            KafkaRaftServer server = new KafkaRaftServer(
                    config(format(logs, cluster, security), port, controller, security), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
            return new KafkaBroker(server, "127.0.0.1:" + port);
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new PortTakenException("Port " + port + " or " + controller + " is taken");
                }
            }
            throw new EmbeddedException("The Kafka broker does not start: " + e.getMessage(), e);
        }
    }

    private static Path format(Path logs, String cluster, BrokerSecurity security) throws Exception {
        Files.createDirectories(logs);
        try (PrintStream said = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(said)
                    .setNodeId(1)
                    .setClusterId(cluster)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .setScramArguments(security.scramUsers())
                    .run();
        }
        return logs;
    }

    private static KafkaConfig config(Path logs, int port, int controller, BrokerSecurity security) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "log.dir",
                logs.toString(),
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "BROKER",
                "listener.security.protocol.map",
                "BROKER:" + security.protocol() + ",CONTROLLER:PLAINTEXT",
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners",
                "BROKER://127.0.0.1:" + port,
                "auto.create.topics.enable",
                "false"));
        settings.putAll(FOR_ONE_MACHINE);
        settings.putAll(QUICK_RESTART);
        settings.putAll(security.settings());
        return KafkaConfig.fromProps(settings, false);
    }

    private static final Map<String, String> FOR_ONE_MACHINE = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "5",
            "group.initial.rebalance.delay.ms", "0",
            "num.network.threads", "1",
            "num.io.threads", "2",
            "background.threads", "2",
            "log.segment.bytes", "16777216",
            "log.index.size.max.bytes", "1048576",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "log.cleaner.io.buffer.size", "65536");

    /** After a kill the controller takes the broker's old session to be alive until it runs out. */
    private static final Map<String, String> QUICK_RESTART = Map.of(
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500",
            "controller.quorum.election.timeout.ms", "500",
            "controller.quorum.fetch.timeout.ms", "1000");

    /** Kafka ends the process when its log folder fails; the application outlives its broker. */
    private static void surviveItsFaults() {
        Exit.Procedure say = (status, message) -> LoggerFactory.getLogger(KafkaBroker.class)
                .error("the Kafka broker gave up: {}", message == null ? "status " + status : message);
        Exit.setExitProcedure(say);
        Exit.setHaltProcedure(say);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Kind.KAFKA.variable(), address);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
