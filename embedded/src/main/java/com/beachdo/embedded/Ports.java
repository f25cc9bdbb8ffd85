package com.beachdo.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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
        for (int attempt = 1; ; attempt++) {
            int port = wanted != null ? wanted : rememberedOrFree(service);
            try {
                T started = start.apply(port);
                remember(service, port);
                return started;
            } catch (PortTakenException e) {
                if (wanted != null || attempt == ATTEMPTS) {
                    throw new EmbeddedException(
                            "Port " + port + " for " + service + " is taken by another process.", e);
                }
                forget(service);
            }
        }
    }

    private @Nullable Integer wanted(String service) {
        String variable = variable(service);
        @Nullable String value = env.apply(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        int port = parse(variable, value.strip());
        if (!isFree(port)) {
            throw new EmbeddedException(variable + "=" + port + ": this port is taken by another process.");
        }
        return port;
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

    private synchronized int rememberedOrFree(String service) {
        @Nullable String before = remembered.getProperty(service);
        if (before != null && isFree(Integer.parseInt(before))) {
            return Integer.parseInt(before);
        }
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!remembered.containsValue(Integer.toString(port)) && isFree(port)) {
                return port;
            }
        }
    }

    /** A port that nothing listens on, out of the range of which the system makes outgoing connections. */
    static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
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
    synchronized int remembered(String service) {
        @Nullable String port = remembered.getProperty(service);
        if (port == null) {
            throw new EmbeddedException("No " + service + " was ever started on this data folder.");
        }
        return Integer.parseInt(port);
    }

    private synchronized void forget(String service) {
        remembered.remove(service);
    }
}
