package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Kafka broker of one test, that can be stopped and started again with what it had at the address it had. */
public final class TestKafka implements AutoCloseable {
    private final Path folder;
    private final DataFolder data;
    private BrokerSecurity security;
    private @Nullable KafkaBroker broker;

    private TestKafka(Path folder, BrokerSecurity security) {
        this.security = security;
        this.folder = folder;
        this.data = DataFolder.open(folder);
    }

    public static TestKafka started() {
        return started(BrokerSecurity.NONE);
    }

    public static TestKafka started(BrokerSecurity security) {
        try {
            TestKafka kafka = new TestKafka(Files.createTempDirectory("beachdo-test-"), security);
            kafka.start();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        broker = KafkaBroker.start(data, new Ports(data.resolve("ports"), name -> null), security);
    }

    /** The same broker with its data, after {@link #stop}, with another certificate for example. */
    public void start(BrokerSecurity other) {
        security = other;
        start();
    }

    public void stop() {
        KafkaBroker running = broker;
        broker = null;
        if (running != null) {
            running.close();
        }
    }

    /** Bootstrap servers. */
    public String servers() {
        return Objects.requireNonNull(
                Objects.requireNonNull(broker).environment().get(Kind.KAFKA.variable()));
    }

    @Override
    public void close() {
        stop();
        data.close();
        try {
            DataFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
