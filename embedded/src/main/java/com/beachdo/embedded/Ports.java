package com.beachdo.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the ports of the services and remembers them, so that a restart comes up at the same addresses. */
final class Ports {
    /** Below the ports that systems hand out for outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 5;
    private static final int ANSWER_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Function<String, @Nullable String> env;
    private final Properties remembered = new Properties();

    Ports(Path file, Function<String, @Nullable String> env) {
        this.file = file;
        this.env = env;
        try {
            remembered.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException none) {
            // the first start
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts something on the wanted, else the remembered, else a free port. */
    <T> T listen(String service, IntFunction<T> start) {
        @Nullable Integer wanted = wanted(service);
        @Nullable Integer known = wanted != null ? wanted : remembered(service);
        @Nullable T there = known == null ? null : patiently(known, start);
        if (there != null && known != null) {
            remember(service, known);
            return there;
        }
        if (wanted != null) {
            throw new EmbeddedException(variable(service) + "=" + wanted + ": this port is taken by another process.");
        }
        return anywhere(service, start);
    }

    /**
     * Null when somebody keeps the port. A program that is just being started holds copies of our sockets until it
     * closes them: what was ours a moment ago can look taken.
     */
    private static <T> @Nullable T patiently(int port, IntFunction<T> start) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (isFree(port)) {
                    return start.apply(port);
                }
            } catch (PortTakenException e) {
                // perhaps for a moment only
            }
            if (System.nanoTime() > deadline) {
                return null;
            }
            ChildProcess.pause();
        }
    }

    private <T> T anywhere(String service, IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            int port = unused();
            try {
                T started = start.apply(port);
                remember(service, port);
                return started;
            } catch (PortTakenException e) {
                if (attempt == ATTEMPTS) {
                    throw new EmbeddedException(
                            "Port " + port + " for " + service + " is taken by another process.", e);
                }
            }
        }
    }

    private @Nullable Integer wanted(String service) {
        String variable = variable(service);
        @Nullable String value = env.apply(variable);
        return value == null || value.isBlank() ? null : parse(variable, value.strip());
    }

    static String variable(String service) {
        return "BEACHDO_EMBEDDED_" + service.toUpperCase(java.util.Locale.ROOT) + "_PORT";
    }

    private static int parse(String variable, String value) {
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        }
        throw new EmbeddedException(variable + " must be a port number from 1 to 65535.");
    }

    private synchronized @Nullable Integer remembered(String service) {
        @Nullable String port = remembered.getProperty(service);
        return port == null ? null : Integer.valueOf(port);
    }

    private synchronized int unused() {
        while (true) {
            int port = free();
            if (!remembered.containsValue(Integer.toString(port))) {
                return port;
            }
        }
    }

    /**
     * A port that nothing listens on and that was not given before, out of the range of which the system makes outgoing
     * connections.
     */
    static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    /** Asked by connecting: a socket that listens only to look could be copied by a program that is being started. */
    private static boolean isFree(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException listensButDoesNotAnswer) {
            return false;
        }
    }

    private synchronized void remember(String service, int port) {
        if (!Integer.toString(port).equals(remembered.setProperty(service, Integer.toString(port)))) {
            Map<String, String> sorted = new TreeMap<>();
            remembered.forEach((name, value) -> sorted.put((String) name, (String) value));
            DataFolder.write(
                    file,
                    sorted.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** The port that a service was last started on. */
    int lastOf(String service) {
        @Nullable Integer port = remembered(service);
        if (port == null) {
            throw new EmbeddedException("No " + service + " was ever started on this data folder.");
        }
        return port;
    }
}
