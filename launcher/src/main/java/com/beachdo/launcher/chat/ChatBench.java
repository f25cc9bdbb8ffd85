package com.beachdo.launcher.chat;

import com.beachdo.launcher.demo.Seeding;
import com.beachdo.platform.config.Env;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures live messages at a running server: sockets in pairs, then the two members of one room at many devices; what is
 * offered does not wait for what comes. It takes processor time of the machine it shares with the server.
 */
public final class ChatBench {
    private static final int WARM_SECONDS = 20;
    private static final int FAILURES = 2;
    private static final int SECONDS = 10;
    private static final double STEP = 1.5;
    private static final int IDLE_OF_A_ROOM = 500;
    private static final long PATIENCE_MINUTES = 20;
    private static final int MAX_SOCKETS = 100_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final PrintStream out;
    private final ServerProcess server;
    private final Target target;

    /** Makes rooms at a server, and says how to get in. */
    private interface Target {
        Future<List<List<ChatLoad.Door>>> rooms(int count);
    }

    private ChatBench(PrintStream out, int port, Function<Vertx, Target> target) {
        this.out = out;
        this.server = ServerProcess.at(port);
        this.target = target.apply(vertx);
    }

    private static ChatBench ofBeachdo(Env env, PrintStream out) {
        int port = env.port("BEACHDO_HTTP_PORT", 8080);
        return new ChatBench(out, port, vertx -> {
            ChatRooms rooms = new ChatRooms(
                    new ChatServer(vertx, ChatCheck.loopback(port)),
                    env.port("BEACHDO_GRPC_PORT", 9090),
                    Seeding.serviceToken(env));
            return count -> rooms.make(count)
                    .map(pairs -> pairs.stream().map(ChatLoad.Door::of).toList());
        });
    }

    private static ChatBench ofSocketIo(int port, PrintStream out) {
        return new ChatBench(out, port, vertx -> {
            WebSocketClient client =
                    vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MAX_SOCKETS));
            return count -> Future.succeededFuture(Stream.generate(
                            () -> UUID.randomUUID().toString())
                    .limit(count)
                    .map(room -> List.of(
                            door(vertx, client, port, room, "buyer"), door(vertx, client, port, room, "seller")))
                    .toList());
        });
    }

    private static ChatLoad.Door door(Vertx vertx, WebSocketClient client, int port, String room, String user) {
        return new ChatLoad.Door(room, () -> SocketIoSocket.connect(vertx, client, port, room, user));
    }

    /**
     * Runs against the server that the environment's ports point at.
     *
     * @param rate messages a second to pairs alone; 0 looks for the highest that is held
     * @param idle when not 0, only that many sockets are opened, and weighed
     * @param socketIo when not 0, the port of the Socket.IO server of bench/socketio, which is measured instead
     */
    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    public static void run(
            Function<String, @Nullable String> environment,
            PrintStream out,
            int sockets,
            int rate,
            int idle,
            int socketIo) {
        ChatBench bench = socketIo > 0 ? ofSocketIo(socketIo, out) : ofBeachdo(new Env(environment::apply), out);
        try {
            if (idle > 0) {
                bench.weigh(idle);
            } else {
                bench.measure(sockets, rate);
            }
        } finally {
            Object unused = bench.vertx
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private void weigh(int idle) {
        long before = server.residentMegabytes();
        ChatLoad load = await(() -> target.rooms((idle + IDLE_OF_A_ROOM - 1) / IDLE_OF_A_ROOM)
                .compose(made -> ChatLoad.open(vertx, made, Math.min(idle, IDLE_OF_A_ROOM))));
        out.printf(
                "%d idle sockets: %d MB resident, %d MB before%n", load.sockets(), server.residentMegabytes(), before);
        load.close();
    }

    private void measure(int sockets, int rate) {
        ChatLoad pairs = await(() -> target.rooms(sockets / 2).compose(made -> ChatLoad.open(vertx, made, 2)));
        out.printf("%d sockets in pairs%n", pairs.sockets());
        climb(pairs, rate, 200);
        pairs.close();
        if (rate > 0) {
            return;
        }
        ChatLoad room = await(() -> target.rooms(1).compose(made -> ChatLoad.open(vertx, made, sockets)));
        out.printf("%nOne room, its two members at %d devices%n", room.sockets());
        climb(room, rate, 5);
        room.close();
    }

    private void climb(ChatLoad load, int rate, int lowest) {
        out.printf(
                "%10s %10s %12s %8s %9s %9s %13s%n",
                "messages/s", "acked", "deliveries/s", "lost", "p50 ms", "p99 ms", "CPU µs/message");
        int next = rate > 0 ? rate : lowest;
        ChatLoad.Outcome outcome = offer(load, next, WARM_SECONDS);
        int held = 0;
        int failures = 0;
        for (; next > 0; next = rate > 0 || failures == FAILURES ? 0 : (int) (next * STEP)) {
            double cpu = server.cpuSeconds();
            outcome = offer(load, next, SECONDS);
            double micros = (server.cpuSeconds() - cpu) * 1e6 / Math.max(1, outcome.sent());
            out.printf(
                    "%10d %10d %12.0f %8d %9.1f %9.1f %13.0f%n",
                    outcome.rate(),
                    outcome.acknowledged(),
                    outcome.delivered() / outcome.seconds(),
                    outcome.lost(),
                    outcome.p50(),
                    outcome.p99(),
                    micros);
            held = outcome.isHeld() ? outcome.rate() : held;
            failures = outcome.isHeld() ? 0 : failures + 1;
        }
        out.printf("Held with p99 < 250 ms and nothing lost: %d messages/s%n", held);
    }

    private ChatLoad.Outcome offer(ChatLoad load, int rate, int seconds) {
        return await(() -> load.offer(rate, seconds));
    }

    private <T> T await(Supplier<Future<T>> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.runOnContext(ignored -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    }
}
