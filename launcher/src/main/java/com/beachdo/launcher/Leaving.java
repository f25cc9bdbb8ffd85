package com.beachdo.launcher;

import com.beachdo.edge.EdgeVerticle;
import com.beachdo.platform.health.Health;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.rpc.Rpc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process takes its leave, so that nobody who asked it something goes without an answer: it says so, waits until
 * that was heard, ends what comes from outside, then what comes from other nodes. Each step goes on when the one before
 * failed.
 */
final class Leaving {
    private static final long LAST_CALLS_SECONDS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);

    /** Until the other nodes know that calls no longer go here. */
    private static final long HEARD_MILLIS = 500;

    private final Vertx vertx;
    private final Health health;
    private final @Nullable Cluster cluster;
    private final LaunchConfig launch;
    private final List<EdgeVerticle> edges = new ArrayList<>();
    private final List<String> edgeIds = new ArrayList<>();
    private List<String> domainIds = List.of();
    private @Nullable HttpServer grpc;
    private @Nullable LiveNode live;

    Leaving(Vertx vertx, Health health, @Nullable Cluster cluster, LaunchConfig launch) {
        this.vertx = vertx;
        this.health = health;
        this.cluster = cluster;
        this.launch = launch;
    }

    void edge(EdgeVerticle edge, String deploymentId) {
        edges.add(edge);
        edgeIds.add(deploymentId);
    }

    void live(LiveNode node) {
        live = node;
    }

    void domains(List<String> deploymentIds) {
        domainIds = deploymentIds;
    }

    /** The last thing to start: a process that has it was ready. */
    void grpc(HttpServer server) {
        grpc = server;
    }

    Future<Void> leave() {
        health.drain();
        edges.forEach(EdgeVerticle::leave);
        return pause(grpc == null ? 0 : TimeUnit.SECONDS.toMillis(launch.drainSeconds()))
                .transform(ignored -> endOutside())
                .transform(ignored -> withdraw())
                .transform(ignored -> undeploy(domainIds))
                .transform(done -> {
                    if (done.failed()) {
                        LOG.warn("not everything stopped well", done.cause());
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<Void> endOutside() {
        Future<Void> calls =
                grpc == null ? Future.succeededFuture() : grpc.shutdown(LAST_CALLS_SECONDS, TimeUnit.SECONDS);
        Future<Void> sockets =
                undeploy(edgeIds).transform(ignored -> live == null ? Future.succeededFuture() : live.stop());
        return Future.join(sockets, calls).mapEmpty();
    }

    private Future<Void> withdraw() {
        if (cluster == null || domainIds.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> addresses = Stream.concat(
                        Contracts.ALL.stream().map(contract -> Rpc.of(contract).service()),
                        Role.DOMAINS.stream().map(role -> "beachdo.events." + role.label()))
                .toList();
        return cluster.withdraw(addresses).transform(ignored -> pause(HEARD_MILLIS));
    }

    private Future<Void> undeploy(List<String> deploymentIds) {
        return Future.join(deploymentIds.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    private Future<Void> pause(long millis) {
        return millis == 0
                ? Future.succeededFuture()
                : vertx.timer(millis, TimeUnit.MILLISECONDS).mapEmpty();
    }
}
