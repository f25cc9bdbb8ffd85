package com.beachdo.launcher;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** This process among the others: joined to them into one event bus by Hazelcast. */
final class Cluster {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int PING_MILLIS = 5_000;

    private final HazelcastClusterManager manager;

    private Cluster(HazelcastClusterManager manager) {
        this.manager = manager;
    }

    /** A Vert.x and its cluster. */
    record Joined(Vertx vertx, Cluster cluster) {}

    static Future<Joined> join(VertxBuilder builder, VertxOptions options, ClusterConfig config) {
        bus(options.getEventBusOptions(), config);
        HazelcastClusterManager manager = new HazelcastClusterManager(HazelcastSettings.of(config));
        return builder.with(options)
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> {
                    // what other nodes send is protobuf and JSON, never objects of Java
                    vertx.eventBus().serializableChecker(name -> false).clusterSerializableChecker(name -> false);
                    return new Joined(vertx, new Cluster(manager));
                });
    }

    /** Names of hosts are not verified, Vert.x can't on this port: whoever the authority signed is a node. */
    private static void bus(EventBusOptions bus, ClusterConfig config) {
        bus.setHost(config.host())
                .setClusterPublicHost(config.host())
                .setPort(config.busPort())
                .setConnectTimeout(CONNECT_MILLIS)
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS)
                .setTrustAll(false);
        TlsFiles tls = config.tls();
        if (tls != null) {
            bus.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(tls.identity())
                    .setTrustOptions(tls.trust())
                    .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS);
        }
    }

    String nodeId() {
        return manager.getNodeId();
    }

    /** This node's among them. */
    List<String> nodeIds() {
        return manager.getNodes();
    }

    /** Whether messages to an address find this node. */
    Future<Boolean> isRegistered(String address) {
        return registrations(address).map(own -> !own.isEmpty());
    }

    /**
     * From now on messages to these addresses go to other nodes; those that come here all the same are still taken.
     * Unregistering a consumer does both at once, and what is on its way is lost.
     */
    Future<Void> withdraw(Collection<String> addresses) {
        List<Future<Void>> withdrawn = new ArrayList<>();
        for (String address : addresses) {
            withdrawn.add(registrations(address).compose(own -> Future.join(own.stream()
                            .map(registration -> remove(address, registration))
                            .toList())
                    .mapEmpty()));
        }
        return Future.join(withdrawn).mapEmpty();
    }

    /** Tells when the node came back from a part of the cluster that had split off, or dropped out for good. */
    void onBreak(Runnable broken) {
        HazelcastInstance hazelcast = manager.getHazelcastInstance();
        UUID unused = hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED || event.getState() == LifecycleState.MERGE_FAILED) {
                broken.run();
            }
        });
    }

    private Future<List<RegistrationInfo>> registrations(String address) {
        Promise<List<RegistrationInfo>> all = Promise.promise();
        manager.getRegistrations(address, all);
        return all.future().map(found -> found.stream()
                .filter(one -> one.nodeId().equals(nodeId()) && !one.localOnly())
                .toList());
    }

    private Future<Void> remove(String address, RegistrationInfo registration) {
        Promise<Void> removed = Promise.promise();
        manager.removeRegistration(address, registration, removed);
        return removed.future();
    }
}
