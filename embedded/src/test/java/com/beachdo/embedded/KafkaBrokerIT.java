package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker as it is for people. */
class KafkaBrokerIT {
    private final Path folder;

    KafkaBrokerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilledAndComesBackAtItsAddress() throws Exception {
        Process ours = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteEvents.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (BufferedReader output = ours.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                if (line.startsWith("wrote ")) {
                    acknowledged = Integer.parseInt(line.substring("wrote ".length()));
                }
                if (acknowledged == 200) {
                    boolean unused = ours.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            int status = ours.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(200);

        try (EmbeddedServices services = WriteEvents.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", WriteEvents.servers(services)))) {
            TopicPartition partition = new TopicPartition(WriteEvents.TOPIC, 0);
            long kept = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get(30, TimeUnit.SECONDS)
                    .offset();
            // one more may have been written in the moment before it was acknowledged
            assertThat(kept).isBetween((long) acknowledged, acknowledged + 1L);
            assertThatOnlyThisMachineReaches(WriteEvents.servers(services));
        }
    }

    private static void assertThatOnlyThisMachineReaches(String servers) throws Exception {
        int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
        List<InetAddress> reached = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), 500);
                    reached.add(address);
                } catch (java.io.IOException refused) {
                    // as it should be
                }
            }
        }
        assertThat(reached).containsExactly(InetAddress.getByName("127.0.0.1"));
    }
}
