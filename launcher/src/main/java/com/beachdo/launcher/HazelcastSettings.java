package com.beachdo.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.util.Map;

/** Hazelcast as Beachdo wants it: members named or found by DNS, nothing else found, opened or sent home. */
final class HazelcastSettings {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.heartbeat.interval.seconds", "2"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "15"),
            // parts of a split cluster look for each other; by default only after five minutes
            Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
            // a thread that asks a member who is not there is not to wait for a minute
            Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "10"));

    private HazelcastSettings() {}

    static Config of(ClusterConfig config) {
        Config hazelcast = ConfigUtil.loadConfig();
        hazelcast.setClusterName("beachdo");
        PROPERTIES.forEach(hazelcast::setProperty);
        NetworkConfig network = hazelcast.getNetworkConfig();
        network.setPort(config.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(config.host());
        network.getRestApiConfig().setEnabled(false);
        network.getMemcacheProtocolConfig().setEnabled(false);
        join(network.getJoin(), config);
        return hazelcast;
    }

    private static void join(JoinConfig join, ClusterConfig config) {
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        String dns = config.kubernetesDns();
        if (dns != null) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", dns)
                    .setProperty("service-port", Integer.toString(config.port()));
        } else {
            join.getTcpIpConfig().setEnabled(true).setMembers(config.members()).setConnectionTimeoutSeconds(1);
        }
    }
}
