package com.beachdo.launcher;

import com.beachdo.platform.live.LiveEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether this node is still part of the event bus. After a split of the network a node can look healthy and get
 * no messages; nothing but a new start helps then. So every node asks every other, and looks up whether it can be found
 * itself. Who reaches the smaller part of the cluster three times in a row, can't be found, or comes back from a split, goes.
 */
final class ClusterWatch {
    /** Three rounds are over before Hazelcast forgets members that don't answer: fewer members would be no minority. */
    private static final int ROUNDS = 3;

    /** Longer than Hazelcast takes to forget a member that doesn't answer, and to give what it held to others. */
    private static final int MAX_UNKNOWN = 8;

    private static final long EVERY_MILLIS = 2_000;
    private static final long ANSWER_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final Vertx vertx;
    private final Cluster cluster;
    private final Set<Role> roles;
    private final Runnable gone;
    private final AtomicBoolean going = new AtomicBoolean();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private volatile boolean serving;
    private volatile List<Node> nodes = List.of();
    private int failures;
    private int unknown;

    /** Another node or this one, as the last round found it. */
    private record Node(String id, List<String> roles, boolean answers) {}

    /** @param gone called once, when this node has to go */
    ClusterWatch(Vertx vertx, Cluster cluster, Set<Role> roles, Runnable gone) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.roles = roles;
        this.gone = gone;
    }

    /** Succeeds after the first round: connections to the other nodes are open then, and theirs to this one. */
    Future<Void> start() {
        MessageConsumer<Object> consumer =
                vertx.eventBus().consumer(address(cluster.nodeId()), message -> message.reply(serves()));
        cluster.onBreak(() -> go("it came back from a part of the cluster that had split off"));
        return consumer.completion().compose(ignored -> round()).onComplete(ignored -> next());
    }

    /** From now on this node's roles count as there. */
    void serving() {
        serving = true;
    }

    private void next() {
        long unused = vertx.setTimer(EVERY_MILLIS, ignored -> {
            if (!going.get()) {
                Future<Void> unusedRound = round().onComplete(done -> next());
            }
        });
    }

    private Future<Void> round() {
        List<Future<Node>> asked = new ArrayList<>();
        for (String id : cluster.nodeIds()) {
            asked.add(id.equals(cluster.nodeId()) ? self() : ask(id));
        }
        return Future.all(asked).map(all -> {
            judge(all.list());
            return null;
        });
    }

    /** What the registry does not say for now is no sign: a member that is gone may hold that part of it. */
    private Future<Node> self() {
        String id = cluster.nodeId();
        return cluster.isRegistered(address(id))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .transform(looked -> {
                    unknown = looked.succeeded() ? 0 : unknown + 1;
                    if (looked.failed() && unknown <= MAX_UNKNOWN) {
                        return Future.succeededFuture(new Node(id, labels(), true));
                    }
                    return looked.succeeded() && looked.result() ? ask(id) : silent(id);
                });
    }

    private Future<Node> ask(String id) {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(ANSWER_MILLIS);
        Future<Message<JsonArray>> answer = vertx.eventBus().request(address(id), "", options);
        return answer.map(message -> new Node(
                        id, message.body().stream().map(String::valueOf).toList(), true))
                .recover(failure -> silent(id));
    }

    private static Future<Node> silent(String id) {
        return Future.succeededFuture(new Node(id, List.of(), false));
    }

    private void judge(List<Node> found) {
        Set<String> answer = found.stream().filter(Node::answers).map(Node::id).collect(Collectors.toSet());
        if (nodes.stream().anyMatch(node -> node.answers() && !answer.contains(node.id()))) {
            LiveEvents.resync(vertx);
        }
        nodes = List.copyOf(found);
        long answering = found.stream().filter(Node::answers).count();
        boolean here =
                found.stream().anyMatch(node -> node.answers() && node.id().equals(cluster.nodeId()));
        found.forEach(node -> seen.addAll(node.roles()));
        failures = here && answering * 2 >= found.size() ? 0 : failures + 1;
        if (failures > 0) {
            LOG.warn(
                    "reached {} of {} nodes, {} itself; {} in a row",
                    answering,
                    found.size(),
                    here ? "and" : "but not",
                    failures);
        }
        if (failures == ROUNDS) {
            go("it does not reach most of the cluster, or is not reached");
        }
    }

    private void go(String why) {
        if (going.compareAndSet(false, true)) {
            LOG.error("This node leaves and must be started again: {}", why);
            gone.run();
        }
    }

    /** Of health: an edge is ready once every domain was there. */
    Status status() {
        Set<String> missing = new TreeSet<>();
        if (roles.contains(Role.EDGE)) {
            Role.DOMAINS.forEach(role -> missing.add(role.label()));
            missing.removeAll(seen);
        }
        long answering = nodes.stream().filter(Node::answers).count();
        JsonObject data = new JsonObject().put("nodes", nodes.size()).put("answering", answering);
        if (!missing.isEmpty()) {
            data.put("waitingFor", new JsonArray(List.copyOf(missing)));
        }
        return going.get() || !missing.isEmpty() ? Status.KO(data) : Status.OK(data);
    }

    /** For operators: this node and those it knows. */
    JsonObject info() {
        JsonArray known = new JsonArray();
        for (Node node : nodes) {
            known.add(new JsonObject()
                    .put("id", node.id())
                    .put("roles", new JsonArray(node.roles()))
                    .put("answers", node.answers()));
        }
        return new JsonObject().put("id", cluster.nodeId()).put("nodes", known);
    }

    private JsonArray serves() {
        return new JsonArray(labels());
    }

    private List<String> labels() {
        return serving ? roles.stream().map(Role::label).toList() : List.of();
    }

    private static String address(String nodeId) {
        return "beachdo.nodes." + nodeId;
    }
}
