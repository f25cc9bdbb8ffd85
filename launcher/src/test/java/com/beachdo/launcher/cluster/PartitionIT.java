package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.tour.Tour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * One node of three that the others can't reach any more leaves by itself, the others go on, and after it was started
 * again everything is delivered. Where network namespaces are not permitted, the node is stopped instead of cut off.
 */
class PartitionIT {
    /** Longer than Hazelcast waits for a member that is silent. */
    private static final long STOPPED_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final Vertx VERTX = Vertx.vertx();
    /** Kept: a client that nobody refers to any more closes its connections. */
    private static final NetClient CLIENT = VERTX.createNetClient();

    @AfterAll
    static void stop() {
        Void unused = VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aNodeThatIsCutOffLeavesAndComesBack() {
        if (!Network.isPermitted()) {
            System.err.println("###### No network namespaces here: a node is STOPPED instead of CUT OFF. ######");
            stoppedAndContinued();
            return;
        }
        try (Network network = Network.make();
                TestCluster cluster = new TestCluster(3, Map.of())) {
            TestNode edge = besides(cluster, network, "edge", "edge,identity,moderation");
            TestNode twin = besides(cluster, network, "twin", "catalog,forum");
            TestNode away = inside(cluster, network, "away", "chat");
            cluster.start();
            tour(edge, cluster);

            network.cut();

            assertThat(away.awaitExit()).as("exit status of who was cut off").isEqualTo(3);
            assertThat(away.said()).contains("must be started again");
            seesNodes(edge, 2);
            assertThat(edge.isReady()).isTrue();
            assertThat(twin.isReady()).isTrue();
            TestClient client = new TestClient(edge.api());
            assertThat(client.json("GET", "/v1/categories", null, null).getJsonArray("items"))
                    .isNotEmpty();

            network.heal();
            away.start();
            away.awaitReady();
            seesNodes(edge, 3);
            tour(edge, cluster);
        }
    }

    private static void stoppedAndContinued() {
        try (TestCluster cluster = new TestCluster(3, Map.of())) {
            TestNode edge = cluster.add("edge", "edge,identity,moderation");
            TestNode twin = cluster.add("twin", "catalog,forum");
            TestNode away = cluster.add("away", "chat");
            cluster.start();

            away.signal("STOP");
            LockSupport.parkNanos(STOPPED_NANOS);
            away.signal("CONT");

            assertThat(away.awaitExit()).as("exit status of who was away").isEqualTo(3);
            assertThat(twin.isReady()).isTrue();
            seesNodes(edge, 2);
            away.start();
            away.awaitReady();
            seesNodes(edge, 3);
            tour(edge, cluster);
        }
    }

    /** On this machine, with the cluster's ports at its end of the cable. */
    private static TestNode besides(TestCluster cluster, Network network, String name, String roles) {
        Map<String, String> settings = cluster.settings(roles);
        settings.put("BEACHDO_CLUSTER_HOST", network.clusterHere());
        settings.put("BEACHDO_CLUSTER_MEMBERS", members(cluster, network));
        return cluster.add(name, settings, "127.0.0.1", List.of());
    }

    /** In the namespace, with this machine's services at the other cable. */
    private static TestNode inside(TestCluster cluster, Network network, String name, String roles) {
        Map<String, String> settings = new HashMap<>(cluster.settings(roles));
        settings.replaceAll((variable, value) -> forwarded(variable, value, network));
        settings.put("BEACHDO_BIND", "0.0.0.0");
        settings.put("BEACHDO_CLUSTER_HOST", network.clusterThere());
        settings.put("BEACHDO_CLUSTER_MEMBERS", members(cluster, network));
        return cluster.add(name, settings, network.serviceThere(), network.prefix());
    }

    private static String members(TestCluster cluster, Network network) {
        List<String> ports = cluster.ports("BEACHDO_CLUSTER_PORT");
        return network.clusterHere() + ":" + ports.get(0) + "," + network.clusterHere() + ":" + ports.get(1) + ","
                + network.clusterThere() + ":" + ports.get(2);
    }

    /** The URL of a service of this machine as the namespace reaches it. */
    private static String forwarded(String variable, String value, Network network) {
        if (!variable.endsWith("_URL") && !variable.endsWith("_ENDPOINT") || variable.equals("BEACHDO_PUBLIC_URL")) {
            return value;
        }
        URI service = URI.create(value);
        if (service.getPort() < 0) {
            return value;
        }
        forward(network.serviceHere(), service.getPort());
        return value.replace(service.getHost() + ":", network.serviceHere() + ":");
    }

    /** From an address of this machine to its loopback, same port; again is no error. */
    private static void forward(String host, int port) {
        Future<?> listening = VERTX.createNetServer()
                .connectHandler(near -> {
                    NetSocket paused = near.pause();
                    CLIENT.connect(port, "127.0.0.1").onSuccess(far -> {
                        Future<Void> there = paused.pipeTo(far);
                        Future<Void> back = far.pipeTo(paused);
                    });
                })
                .listen(port, host);
        listening
                .toCompletionStage()
                .toCompletableFuture()
                .exceptionally(taken -> null)
                .join();
    }

    private static void seesNodes(TestNode node, int count) {
        TestNode.eventually(() -> {
            JsonObject cluster = node.info().getJsonObject("cluster");
            return cluster.getJsonArray("nodes").size() == count
                    && cluster.getJsonArray("nodes").stream().allMatch(one -> ((JsonObject) one).getBoolean("answers"));
        });
    }

    private static void tour(TestNode edge, TestCluster cluster) {
        new Tour(
                        edge.api(),
                        cluster.mails(),
                        TestCluster.ADMIN,
                        TestCluster.ADMIN_PASSWORD,
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }
}
