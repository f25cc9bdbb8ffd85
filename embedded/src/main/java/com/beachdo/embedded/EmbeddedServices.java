package com.beachdo.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The backing services that the environment does not name, started beside the application on one data folder. */
public final class EmbeddedServices implements AutoCloseable {
    /** Keys that the application needs and that nobody has to choose, with how they are made. */
    private static final Map<String, Supplier<String>> KEYS =
            Map.of("BEACHDO_SECRET_KEY", Secrets::key, "BEACHDO_SERVICE_TOKEN", Secrets::token);

    private final DataFolder folder;
    private final Ports ports;
    private final Binaries binaries;
    private final Durability durability;
    private final PartSource elsewhere;
    private final Function<String, @Nullable String> env;
    private final Consumer<String> progress;
    private final MessageLog messages;
    private final Map<Kind, Part> parts = new EnumMap<>(Kind.class);

    private EmbeddedServices(
            DataFolder folder,
            Binaries binaries,
            Durability durability,
            PartSource elsewhere,
            Function<String, @Nullable String> env,
            Consumer<String> progress) {
        this.folder = folder;
        this.ports = new Ports(folder.resolve("ports"), env);
        this.binaries = binaries;
        this.durability = durability;
        this.elsewhere = elsewhere;
        this.env = env;
        this.progress = progress;
        this.messages = new MessageLog(folder.resolve("messages.jsonl"));
    }

    /**
     * Starts what the environment does not name, in parallel; says in short lines what got ready. Kafka and CAPTCHAs only
     * when BEACHDO_EMBEDDED_KAFKA and BEACHDO_EMBEDDED_CAPTCHA ask for them.
     */
    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files: no caller could pass env
    public static EmbeddedServices start(
            Path dataDir, Function<String, @Nullable String> env, Consumer<String> progress) {
        return open(dataDir, dataDir.resolve("bin"), env, progress, Kind.wanted(env));
    }

    /** The same with only these kinds and with programs that are unpacked already. */
    static EmbeddedServices kept(Path dataDir, Path programs, Set<Kind> kinds) {
        return open(dataDir, programs, name -> null, line -> {}, kinds);
    }

    private static EmbeddedServices open(
            Path dataDir,
            Path programs,
            Function<String, @Nullable String> env,
            Consumer<String> progress,
            Set<Kind> kinds) {
        DataFolder folder = DataFolder.open(dataDir);
        try {
            EmbeddedServices services =
                    new EmbeddedServices(folder, new Binaries(programs), Durability.KEPT, kind -> null, env, progress);
            services.start(kinds);
            return services;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    static EmbeddedServices throwAway(DataFolder folder, Path programs, PartSource elsewhere) {
        return new EmbeddedServices(
                folder, new Binaries(programs), Durability.THROW_AWAY, elsewhere, name -> null, line -> {});
    }

    /** Empties a data folder that nobody uses, ending servers that a killed process left running there. */
    public static void forget(Path dataDir) {
        Leftovers.forget(dataDir);
    }

    /** Starts those of these kinds that neither run nor are named by the environment; all or, on failure, none. */
    synchronized void start(Set<Kind> kinds) {
        Map<Kind, CompletableFuture<Part>> starting = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            if (!parts.containsKey(kind) && !isSet(kind.variable())) {
                starting.put(kind, inOwnThread(kind));
            }
        }
        @Nullable Throwable failure = null;
        for (Map.Entry<Kind, CompletableFuture<Part>> entry : starting.entrySet()) {
            try {
                parts.put(entry.getKey(), entry.getValue().join());
            } catch (CompletionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            close();
            throw failure instanceof EmbeddedException reason
                    ? reason
                    : new EmbeddedException("The embedded services do not start: " + failure, failure);
        }
    }

    private CompletableFuture<Part> inOwnThread(Kind kind) {
        CompletableFuture<Part> started = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        long begin = System.nanoTime();
                        Part part = open(kind);
                        double seconds = (System.nanoTime() - begin) / 1e9;
                        try {
                            say(String.format(Locale.ROOT, "%s ready (%.1f s)", kind.title(), seconds));
                        } finally {
                            started.complete(part);
                        }
                    } catch (Throwable e) {
                        started.completeExceptionally(e);
                    }
                },
                "embedded-" + kind.title());
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private void say(String line) {
        synchronized (progress) {
            progress.accept(line);
        }
    }

    private Part open(Kind kind) {
        @Nullable Part fromElsewhere = elsewhere.open(kind);
        return fromElsewhere != null ? fromElsewhere : openHere(kind);
    }

    private Part openHere(Kind kind) {
        return switch (kind) {
            case POSTGRES -> PostgresServer.start(folder, ports, binaries, durability);
            case REDIS -> RedisServer.start(folder, ports, binaries, durability);
            case S3 -> S3Server.start(folder, ports);
            case MAIL -> MailCatcher.start(ports, messages);
            case SMS -> SmsGateway.start(folder, ports, messages);
            case DIGILOCKER -> DigiLocker.start(folder, ports);
            case OIDC -> OidcStandIn.start(folder, ports);
            case PUSH -> PushStandIn.start(folder, ports, messages);
            case CAPTCHA -> CaptchaStandIn.start(folder, ports);
            case KAFKA -> kafka();
        };
    }

    private Part kafka() {
        try {
            return KafkaBroker.start(folder, ports);
        } catch (NoClassDefFoundError missing) {
            throw new EmbeddedException(
                    "The Kafka broker is not here: beachdo-kafka.jar must lie beside beachdo.jar.", missing);
        }
    }

    /** Kills a service as a crash does, and starts it again on what it left. */
    public synchronized void crash(Kind kind) {
        @Nullable Part part = parts.remove(kind);
        if (part != null) {
            part.kill();
        }
        start(EnumSet.of(kind));
    }

    /** Variables that point at what was started, to lay over the environment. */
    public synchronized Map<String, String> environment() {
        Map<String, String> environment = addresses();
        KEYS.forEach((variable, make) -> {
            if (!isSet(variable)) {
                environment.put(variable, folder.secret(variable.toLowerCase(Locale.ROOT), make));
            }
        });
        return environment;
    }

    /** The same without keys, of which none is made. */
    synchronized Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        parts.values().forEach(part -> addresses.putAll(part.environment()));
        return addresses;
    }

    private boolean isSet(String variable) {
        @Nullable String value = env.apply(variable);
        return value != null && !value.isBlank();
    }

    /** Mails, SMS and pushes sent so far, newest first, to this recipient (null = all). */
    public List<CaughtMessage> messages(@Nullable String to) {
        return messages.messages(to);
    }

    /** Stops all, child processes too, and frees the data folder. */
    @Override
    public synchronized void close() {
        List<RuntimeException> failures = new ArrayList<>();
        parts.values().forEach(part -> attempt(part::close, failures));
        parts.clear();
        attempt(folder::close, failures);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static void attempt(Runnable action, List<RuntimeException> failures) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
