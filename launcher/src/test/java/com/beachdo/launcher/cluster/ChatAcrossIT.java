package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.chat.ChatRooms;
import com.beachdo.launcher.chat.ChatServer;
import com.beachdo.launcher.chat.ChatTrial;
import com.beachdo.launcher.chat.History;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Buyers at one node, sellers at another, and whoever lost their node at the one that is left: within 15 s, which is judged
 * with {@code -Dcluster.strict=true}.
 */
class ChatAcrossIT {
    private static final int PAIRS = 10;
    private static final int RESUMED_MILLIS = 15_000;
    private static final long TALK_MILLIS = 4_000;
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** Kept: a client that nobody refers to any more closes its connections. */
    private static final NetClient CLIENT = VERTX.createNetClient();

    @AfterAll
    static void stop() {
        Void unused = VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void peopleAtDifferentNodesTalkAndResumeAtTheOtherWhenOneIsKilled() {
        try (TestCluster cluster = new TestCluster(2, Map.of())) {
            TestNode first = cluster.add("first", "");
            TestNode second = cluster.add("second", "");
            cluster.start();
            ChatServer here = new ChatServer(VERTX, first.api());
            ChatServer there = new ChatServer(VERTX, await(() -> preferring(List.of(second, first))));
            ChatRooms rooms = new ChatRooms(
                    here,
                    first.port("BEACHDO_GRPC_PORT"),
                    Objects.requireNonNull(cluster.settings("").get("BEACHDO_SERVICE_TOKEN")));
            List<ChatRooms.Pair> pairs = await(() -> rooms.make(PAIRS)).stream()
                    .map(pair -> pair.acrossTo(there))
                    .toList();
            ChatTrial trial =
                    await(() -> Future.succeededFuture(new ChatTrial(VERTX, pairs, 2 * PAIRS, new History())));
            Object unused = await(() -> {
                trial.start();
                return VERTX.timer(TALK_MILLIS, TimeUnit.MILLISECONDS);
            });
            TestNode.eventually(() -> await(() -> Future.succeededFuture(trial.isWhole())));

            second.kill();
            long killed = System.nanoTime();
            TestNode.eventually(() -> !await(() -> Future.succeededFuture(trial.isWhole())));
            TestNode.eventually(() -> await(() -> Future.succeededFuture(trial.isWhole())));
            long away = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
            Object unusedToo = await(() -> VERTX.timer(TALK_MILLIS, TimeUnit.MILLISECONDS));
            ChatTrial.Result result = await(trial::end);

            System.out.printf(
                    "chat across nodes: %d acknowledged, all there again %d ms after kill -9%n",
                    result.acknowledged(), away);
            assertThat(result.violations()).isEmpty();
            assertThat(result.unknown()).isZero();
            assertThat(result.acknowledged()).isGreaterThan(10L * PAIRS);
            if (Boolean.getBoolean("cluster.strict")) {
                assertThat(away).isLessThan(RESUMED_MILLIS);
            }
            assertThat(first.isReady()).isTrue();
        }
    }

    /** A way to the first of these nodes that takes connections. */
    private static Future<URI> preferring(List<TestNode> nodes) {
        return VERTX.createNetServer()
                .connectHandler(near -> {
                    NetSocket paused = near.pause();
                    connect(nodes).onFailure(gone -> paused.close()).onSuccess(far -> {
                        Future<Void> onward = paused.pipeTo(far);
                        Future<Void> back = far.pipeTo(paused);
                    });
                })
                .listen(0, "127.0.0.1")
                .map(NetServer::actualPort)
                .map(port -> URI.create("http://127.0.0.1:" + port));
    }

    private static Future<NetSocket> connect(List<TestNode> nodes) {
        Future<NetSocket> connected = Future.failedFuture("no node");
        for (TestNode node : nodes) {
            connected = connected.recover(refused -> CLIENT.connect(node.port("BEACHDO_HTTP_PORT"), node.host()));
        }
        return connected;
    }

    private static <T> T await(Supplier<Future<T>> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        VERTX.runOnContext(ignored -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.orTimeout(1, TimeUnit.MINUTES).join();
    }
}
