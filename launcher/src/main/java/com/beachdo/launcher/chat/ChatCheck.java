package com.beachdo.launcher.chat;

import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.Kind;
import com.beachdo.launcher.chat.ChatTrial.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Fifty devices talk while the application, PostgreSQL and Redis are killed in turn; then what the devices showed is held
 * against what was acknowledged. It all runs beside this process, on a throw-away folder.
 */
public final class ChatCheck {
    private static final int PAIRS = 20;
    private static final int CLIENTS = 50;
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PrintStream out;
    private final Path folder;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final History history = new History();
    private int kills;

    private ChatCheck(PrintStream out) {
        this.out = out;
        try {
            this.folder = Files.createTempDirectory("beachdo-check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints what came of it; the history is kept in a file when anything is wrong. */
    public static Result run(Duration duration, PrintStream out) {
        ChatCheck check = new ChatCheck(out);
        try {
            return check.run(duration);
        } finally {
            Object unused = check.vertx
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            EmbeddedServices.forget(check.folder);
        }
    }

    private Result run(Duration duration) {
        try (EmbeddedServices services = EmbeddedServices.start(folder, name -> null, out::println);
                TrialServer server = new TrialServer(services.environment(), folder.resolve("server.log"))) {
            server.start();
            ChatRooms rooms = new ChatRooms(
                    new ChatServer(vertx, server.api()),
                    server.grpcPort(),
                    services.environment().getOrDefault("BEACHDO_SERVICE_TOKEN", ""));
            ChatTrial trial =
                    await(() -> rooms.make(PAIRS).map(pairs -> new ChatTrial(vertx, pairs, CLIENTS, history)));
            out.printf("%d devices of %d people talk for %d s%n", CLIENTS, 2 * PAIRS, duration.toSeconds());
            Object unused = await(() -> {
                trial.startAndDrop();
                return Future.succeededFuture();
            });
            killInTurn(duration, services, server, trial);
            Result result = await(trial::end);
            print(result);
            return result;
        }
    }

    /** PostgreSQL goes last, too: then no later message shows that one went untold. */
    private void killInTurn(Duration duration, EmbeddedServices services, TrialServer server, ChatTrial trial) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            switch (kills++ % 3) {
                case 0 -> killPostgres(services, trial);
                case 1 -> {
                    tell(trial, "kill -9 application");
                    server.kill();
                    server.start();
                }
                default -> {
                    tell(trial, "kill -9 Redis");
                    services.crash(Kind.REDIS);
                }
            }
        }
        kills++;
        killPostgres(services, trial);
    }

    private void killPostgres(EmbeddedServices services, ChatTrial trial) {
        tell(trial, "kill -9 PostgreSQL");
        services.crash(Kind.POSTGRES);
    }

    private void tell(ChatTrial trial, String what) {
        out.println("  " + what);
        vertx.runOnContext(ignored -> trial.fault(what));
    }

    private void print(Result result) {
        out.printf(
                "%d acknowledged, %d refused, %d unknown; %d shown; %d killed, %d sockets dropped%n",
                result.acknowledged(), result.refused(), result.unknown(), result.shown(), kills, result.reconnects());
        result.violations().stream().limit(20).forEach(violation -> out.println("  WRONG: " + violation));
        if (result.violations().isEmpty()) {
            out.println("Nothing lost, nothing twice, nothing out of order, no receipt went back.");
            return;
        }
        try {
            Path kept = Files.createTempFile("beachdo-history", ".jsonl");
            history.write(kept);
            out.printf(
                    "%d violations; the history is in %s%n", result.violations().size(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T await(Supplier<Future<T>> action) {
        java.util.concurrent.CompletableFuture<T> done = new java.util.concurrent.CompletableFuture<>();
        vertx.runOnContext(ignored -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Where a server is reached on this machine. */
    static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
