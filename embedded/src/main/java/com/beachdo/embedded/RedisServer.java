package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Redis server of our own, with a password, bounded memory and an append-only file. */
final class RedisServer implements Part {
    private static final String PROGRAM = "redis-server";
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS = 2_000;

    private final Path program;
    private final Path data;
    private final Path settings;
    private final Path log;
    private final String password;
    private final Durability durability;
    private String url = "";

    private RedisServer(DataFolder folder, Path program, Durability durability) {
        this.program = program;
        this.data = folder.resolve("redis");
        this.settings = folder.resolve("redis.conf");
        this.log = folder.resolve("redis.log");
        this.password = folder.secret("redis.password", Secrets::token);
        this.durability = durability;
    }

    static RedisServer start(DataFolder folder, Ports ports, Binaries binaries, Durability durability) {
        RedisServer server = new RedisServer(folder, binaries.redisServer(), durability);
        try {
            Files.createDirectories(server.data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess.stopAll(server.data, PROGRAM, "TERM", ENDED_WITHIN);
        server.url = ports.listen("redis", server::run);
        return server;
    }

    private String run(int port) {
        DataFolder.write(settings, settings(port));
        Process process = ChildProcess.start(List.of(program.toString(), settings.toString()), data, log);
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw ended(port);
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new EmbeddedException("Redis did not get ready: " + ChildProcess.lastLine(log));
            }
            ChildProcess.pause();
        }
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    private RuntimeException ended(int port) {
        String reason = ChildProcess.lastLine(log);
        return reason.contains("Failed listening on port")
                ? new PortTakenException("Port " + port + " is taken")
                : new EmbeddedException("Redis does not start: " + reason);
    }

    private boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(UTF_8));
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            @Nullable String login = answers.readLine();
            return "+OK".equals(login) && "+PONG".equals(answers.readLine());
        } catch (IOException notYet) {
            return false;
        }
    }

    private String settings(int port) {
        return """
                bind 127.0.0.1
                port %d
                dir "%s"
                requirepass %s
                databases %d
                appendonly %s
                appendfsync everysec
                save ""
                maxmemory 64mb
                maxmemory-policy volatile-ttl
                maxclients 1000
                proc-title-template "{title} {listen-addr} {config-file}"
                """
                .formatted(
                        port,
                        data.toString().replace("\\", "\\\\").replace("\"", "\\\""),
                        password,
                        durability == Durability.KEPT ? 16 : TestServices.REDIS_DATABASES,
                        durability == Durability.KEPT ? "yes" : "no");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Kind.REDIS.variable(), url);
    }

    @Override
    public void kill() {
        ChildProcess.stopAll(data, PROGRAM, "KILL", ENDED_WITHIN);
    }

    @Override
    public void close() {
        ChildProcess.stopAll(data, PROGRAM, durability == Durability.KEPT ? "TERM" : "KILL", ENDED_WITHIN);
    }
}
