package com.beachdo.launcher;

import com.beachdo.edge.contract.Contract;
import com.beachdo.embedded.EmbeddedException;
import com.beachdo.launcher.CommandLine.UsageException;
import com.beachdo.launcher.backup.BackupException;
import com.beachdo.launcher.bench.Bench;
import com.beachdo.launcher.chat.ChatBench;
import com.beachdo.launcher.chat.ChatCheck;
import com.beachdo.launcher.demo.DemoData;
import com.beachdo.launcher.demo.Seeding;
import com.beachdo.launcher.tour.Tour;
import com.beachdo.launcher.tour.TourFailedException;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.Setting;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line of Beachdo. */
public final class Main {
    private static final long STARTED_NANOS = System.nanoTime();
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Exit status of a process that can't go on by itself. */
    private static final int BROKEN = 3;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int status = new Main().run(Arrays.asList(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private int run(List<String> arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            Map<String, String> settings = line.settings();
            Function<String, @Nullable String> environment = variable -> {
                String set = settings.get(variable);
                return set == null ? System.getenv(variable) : set;
            };
            switch (line.command()) {
                case HELP -> out.print(CommandLine.HELP);
                case VERSION -> out.println("beachdo " + Build.version());
                case MIGRATE -> Schemas.migrate(environment, this::progress);
                case HEALTH -> HealthProbe.require(environment);
                case OPENAPI ->
                    out.println(Contract.load(publicUrl(environment), 1).json());
                case SETTINGS -> out.print(Setting.page());
                case DOCTOR -> {
                    return DoctorCommand.run(environment, System.getenv().keySet(), out) ? 0 : 1;
                }
                case BACKUP -> BackupCommand.backup(environment, Path.of(line.file()), this::progress);
                case RESTORE -> BackupCommand.restore(environment, Path.of(line.file()), line.fresh(), this::progress);
                case TOUR -> Tour.against(environment, out).run();
                case SEED -> Seeding.run(environment, line.number("--listings", 200_000), out);
                case ROTATE_KEYS -> KeysCommand.rotate(environment, out);
                case VERIFY_AUDIT -> {
                    return AuditCommand.verify(environment, out) ? 0 : 1;
                }
                case EXPORT_AUDIT -> AuditCommand.export(environment, out);
                case BENCH -> Bench.run(environment, out);
                case BENCH_FORUM -> Bench.runForum(environment, out);
                case BENCH_IDENTITY -> Bench.runIdentity(environment, out);
                case BENCH_STAFF -> Bench.runStaff(environment, out);
                case CHECK_CHAT -> {
                    return ChatCheck.run(Duration.ofMinutes(line.number("--minutes", 1)), out)
                                    .violations()
                                    .isEmpty()
                            ? 0
                            : 1;
                }
                case CHECK_SEARCH -> {
                    return SearchTrial.run(out) >= SearchTrial.GOAL ? 0 : 1;
                }
                case BENCH_CHAT ->
                    ChatBench.run(
                            environment,
                            out,
                            line.number("--sockets", 1_000),
                            line.number("--rate", 0),
                            line.number("--idle", 0),
                            line.number("--socketio", 0));
                case RUN -> serve(line, environment);
            }
            return 0;
        } catch (UsageException | ConfigException e) {
            return tell(e, 2);
        } catch (EmbeddedException | TourFailedException | StartException | BackupException e) {
            return tell(e, 1);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Main.class).error("Beachdo could not go on", e);
            return 1;
        }
    }

    private static URI publicUrl(Function<String, @Nullable String> environment) {
        return new Env(environment::apply)
                .uri("BEACHDO_PUBLIC_URL", URI.create("http://127.0.0.1:8080"), "http", "https");
    }

    private int tell(RuntimeException problem, int status) {
        out.println("beachdo: " + problem.getMessage());
        return status;
    }

    private void serve(CommandLine line, Function<String, @Nullable String> environment) {
        if (line.fresh()) {
            com.beachdo.embedded.EmbeddedServices.forget(LaunchConfig.dataDir(environment));
        }
        StartException.requireFreePorts(environment);
        BeachdoProcess process = BeachdoProcess.start(environment, this::progress);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, stopped), "stop"));
        process.broken().thenRun(Main::exitBroken);
        boolean embedded = LaunchConfig.isEmbedded(environment);
        if (embedded && line.demo()) {
            DemoData.load(process, this::progress);
        }
        out.print(Banner.of(process, embedded, embedded && line.demo(), sinceStart()));
        out.flush();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the orderly way out, within bounds; whoever started the process starts it again. */
    private static void exitBroken() {
        Thread lastResort = new Thread(
                () -> {
                    LockSupport.parkNanos(LEAVE_NANOS);
                    Runtime.getRuntime().halt(BROKEN);
                },
                "last-resort");
        lastResort.setDaemon(true);
        lastResort.start();
        System.exit(BROKEN);
    }

    private void stop(BeachdoProcess process, CountDownLatch stopped) {
        Logger log = LoggerFactory.getLogger(Main.class);
        log.info("Stopping");
        try {
            process.close();
            log.info("Stopped");
        } catch (RuntimeException e) {
            log.error("Stopped with a failure", e);
        } finally {
            stopped.countDown();
        }
    }

    private void progress(String what) {
        out.printf("%6.1f s  %s%n", sinceStart().toMillis() / 1000.0, what);
    }

    private static Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - STARTED_NANOS);
    }
}
