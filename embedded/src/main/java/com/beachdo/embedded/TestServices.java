package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One set of throw-away services for all tests of a JVM, each started when first asked for, stopped at its exit. */
public final class TestServices {
    /** Each caller gets a database of its own. */
    static final int REDIS_DATABASES = 1024;

    private static final String FOLDER_PREFIX = "beachdo-test-";
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger REDIS_DATABASE = new AtomicInteger();

    private static @Nullable EmbeddedServices running;

    private TestServices() {}

    /** The URL of a new, empty database; its user may do anything. */
    public static String postgres() {
        return fresh(Kind.POSTGRES, shared(EnumSet.of(Kind.POSTGRES)));
    }

    /** The URL of an empty Redis database that no other caller was given. */
    public static String redis() {
        return fresh(Kind.REDIS, shared(EnumSet.of(Kind.REDIS)));
    }

    /** Bootstrap servers of a Kafka that all callers share: use a prefix of your own. */
    public static String kafka() {
        return Objects.requireNonNull(
                shared(EnumSet.of(Kind.KAFKA)).environment().get(Kind.KAFKA.variable()));
    }

    /** The variables for an application of its own: all services, with an empty database and an empty Redis. */
    public static Map<String, String> environment() {
        EmbeddedServices services = all();
        Map<String, String> environment = new HashMap<>(services.environment());
        environment.put(Kind.POSTGRES.variable(), fresh(Kind.POSTGRES, services));
        environment.put(Kind.REDIS.variable(), fresh(Kind.REDIS, services));
        return environment;
    }

    private static String fresh(Kind kind, EmbeddedServices services) {
        String url = Objects.requireNonNull(services.environment().get(kind.variable()));
        return kind == Kind.POSTGRES
                ? Databases.fresh(url, "test_" + DATABASES.incrementAndGet())
                : url + "/" + REDIS_DATABASE.incrementAndGet() % REDIS_DATABASES;
    }

    /** A port for a server that a test starts; connections that others make won't take it meanwhile. */
    public static int freePort() {
        return Ports.free();
    }

    public static EmbeddedServices all() {
        return shared();
    }

    public static EmbeddedServices shared() {
        return shared(Kind.DEFAULT);
    }

    /** The services of this JVM, these kinds among them running. */
    public static synchronized EmbeddedServices shared(Set<Kind> kinds) {
        EmbeddedServices services = running;
        if (services == null) {
            services = open();
            running = services;
        }
        try {
            services.start(kinds);
            return services;
        } catch (RuntimeException e) {
            running = null;
            throw e;
        }
    }

    private static EmbeddedServices open() {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(temporary);
            Path folder = Files.createTempDirectory(temporary, FOLDER_PREFIX);
            EmbeddedServices services =
                    EmbeddedServices.throwAway(DataFolder.open(folder), programs(folder), elsewhere());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(services, folder), "stop-test-services"));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedServices services, Path folder) {
        try {
            services.close();
            DataFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Containers when {@code -Dservices=containers} asks for them and Docker answers. */
    private static PartSource elsewhere() {
        if (!"containers".equals(System.getProperty("services"))) {
            return kind -> null;
        }
        try {
            if (ContainerServices.answer()) {
                return new ContainerServices();
            }
            shout("Docker does not answer");
        } catch (NoClassDefFoundError missing) {
            shout("Testcontainers is not on the class path");
        }
        return kind -> null;
    }

    private static void shout(String why) {
        System.err.println("###### -Dservices=containers: " + why + ". These tests use the EMBEDDED services. ######");
    }

    /** Shared by all test runs of this user, so that they unpack once. */
    static Path programs(Path folder) {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "beachdo", "bin");
        try {
            return Files.createDirectories(cache);
        } catch (IOException noHome) {
            return folder.resolve("bin");
        }
    }

    /** Ends and deletes what test runs left that were killed. */
    private static void sweep(Path temporary) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, FOLDER_PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isWritable(folder)
                        && Files.getLastModifiedTime(folder)
                                .toInstant()
                                .isBefore(Instant.now().minus(STARTING))) {
                    Leftovers.deleteAbandoned(folder);
                }
            }
        }
    }
}
