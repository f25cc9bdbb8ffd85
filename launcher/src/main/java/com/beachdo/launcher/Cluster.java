package com.beachdo.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Joins processes into one event bus: Hazelcast over TCP/IP, nothing found by itself, nothing sent home. */
final class Cluster {
    private Cluster() {}

    static Future<Vertx> join(VertxBuilder builder, VertxOptions options, LaunchConfig config) {
        options.getEventBusOptions().setHost(config.clusterHost()).setClusterPublicHost(config.clusterHost());
        return builder.with(options)
                .withClusterManager(new HazelcastClusterManager(hazelcast(config)))
                .buildClustered();
    }

    private static Config hazelcast(LaunchConfig config) {
        Config hazelcast = ConfigUtil.loadConfig();
        hazelcast.setClusterName("beachdo");
        hazelcast.setProperty("hazelcast.socket.bind.any", "false");
        hazelcast.setProperty("hazelcast.phone.home.enabled", "false");
        hazelcast.setProperty("hazelcast.logging.type", "slf4j");
        hazelcast.setProperty("hazelcast.shutdownhook.enabled", "false");
        hazelcast.setProperty("hazelcast.wait.seconds.before.join", "0");
        hazelcast.setProperty("hazelcast.max.no.heartbeat.seconds", "15");
        hazelcast.setProperty("hazelcast.heartbeat.interval.seconds", "2");
        NetworkConfig network = hazelcast.getNetworkConfig();
        network.setPort(config.clusterPort()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(config.clusterHost());
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setMembers(config.clusterMembers())
                .setConnectionTimeoutSeconds(1);
        return hazelcast;
    }
}
