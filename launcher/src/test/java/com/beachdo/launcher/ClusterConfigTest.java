package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings make a process a node, and what they make of Hazelcast. */
class ClusterConfigTest {
    private static final String MEMBERS = "BEACHDO_CLUSTER_MEMBERS";
    private static final String DNS = "BEACHDO_CLUSTER_KUBERNETES_DNS";

    @Test
    void isAloneUnlessToldOfOthers() {
        LaunchConfig alone = launch(Map.of());
        LaunchConfig node = launch(Map.of(MEMBERS, "127.0.0.1:5701, 127.0.0.1:5711"));

        assertThat(alone.cluster()).isNull();
        assertThat(alone.drainSeconds()).isZero();
        assertThat(cluster(node).members()).containsExactly("127.0.0.1:5701", "127.0.0.1:5711");
        assertThat(node.drainSeconds()).isEqualTo(10);
    }

    @Test
    void refusesTwoWaysToFindTheOthers() {
        refuses(Map.of(MEMBERS, "127.0.0.1:5701", DNS, "nodes.local"), DNS);
    }

    @Test
    void refusesHalfOfACertificate(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("some.pem"), "").toString();
        String tls = "BEACHDO_CLUSTER_TLS_";

        refuses(Map.of(MEMBERS, "h:1", tls + "CERT", file, tls + "KEY", file), tls + "CA");
        refuses(Map.of(MEMBERS, "h:1", tls + "CA", file, tls + "KEY", file), tls + "CERT");
        refuses(Map.of(MEMBERS, "h:1", tls + "CA", file, tls + "CERT", file), tls + "KEY");
        refuses(Map.of(MEMBERS, "h:1", tls + "CA", folder.resolve("none").toString()), tls + "CA");
        refuses(Map.of("BEACHDO_GRPC_TLS_CA", file), "BEACHDO_GRPC_TLS_CERT");
    }

    @Test
    void findsNamedMembersAndNothingElse() {
        Config hazelcast = HazelcastSettings.of(cluster(launch(
                Map.of(MEMBERS, "10.0.0.1:5701", "BEACHDO_CLUSTER_HOST", "10.0.0.1", "BEACHDO_CLUSTER_PORT", "5777"))));
        JoinConfig join = hazelcast.getNetworkConfig().getJoin();

        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("10.0.0.1:5701");
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
        isClosed(hazelcast);
        assertThat(hazelcast.getNetworkConfig().getPort()).isEqualTo(5777);
        assertThat(hazelcast.getNetworkConfig().isPortAutoIncrement()).isFalse();
        assertThat(hazelcast.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("10.0.0.1");
        assertThat(hazelcast.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("15");
        assertThat(hazelcast.getMultiMapConfig("__vertx.subs").getBackupCount()).isEqualTo(1);
    }

    @Test
    void findsPodsByTheNameOfAService() {
        Config hazelcast = HazelcastSettings.of(cluster(launch(Map.of(DNS, "nodes.beachdo.svc.cluster.local"))));
        JoinConfig join = hazelcast.getNetworkConfig().getJoin();

        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        assertThat(join.getKubernetesConfig().getProperties())
                .containsEntry("service-dns", "nodes.beachdo.svc.cluster.local")
                .containsEntry("service-port", "5701");
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        isClosed(hazelcast);
    }

    private static void isClosed(Config hazelcast) {
        JoinConfig join = hazelcast.getNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(hazelcast.getNetworkConfig().getRestApiConfig().isEnabled()).isFalse();
        assertThat(hazelcast.getNetworkConfig().getMemcacheProtocolConfig().isEnabled())
                .isFalse();
        assertThat(hazelcast.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(hazelcast.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    private static void refuses(Map<String, String> settings, String variable) {
        assertThatThrownBy(() -> launch(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(variable + " ");
    }

    private static ClusterConfig cluster(LaunchConfig config) {
        return Objects.requireNonNull(config.cluster());
    }

    @SuppressWarnings("NullAway") // Map.get of the JDK is not annotated as a Function that may return null
    private static LaunchConfig launch(Map<String, String> settings) {
        return LaunchConfig.from(new HashMap<>(settings)::get);
    }
}
