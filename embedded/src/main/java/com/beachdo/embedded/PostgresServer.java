package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server of our own: its cluster is made once, survives any kill, and asks for a password. */
final class PostgresServer implements Part {
    private static final String PROGRAM = "postgres";
    private static final String DATABASE = "beachdo";
    private static final String WRONG_PASSWORD = "28P01";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);

    private final Path programs;
    private final Path cluster;
    private final Path passwordFile;
    private final Path log;
    private final String password;
    private final Durability durability;
    private final List<String> prefix;
    private String url = "";

    private PostgresServer(DataFolder folder, Path programs, Durability durability) {
        this.programs = programs;
        this.cluster = folder.resolve("postgres");
        this.passwordFile = folder.resolve("postgres.password");
        this.log = folder.resolve("postgres.log");
        this.password = folder.secret("postgres.password", Secrets::token);
        this.durability = durability;
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    static PostgresServer start(DataFolder folder, Ports ports, Binaries binaries, Durability durability) {
        refuseRootWithoutUserNamespaces();
        PostgresServer server = new PostgresServer(folder, binaries.postgres(), durability);
        server.clearLeftovers();
        server.initialize();
        server.url = ports.listen(PROGRAM, server::run);
        return server;
    }

    private static void refuseRootWithoutUserNamespaces() {
        if (isRoot() && ChildProcess.run("unshare", "-U", "true") != 0) {
            throw new EmbeddedException("PostgreSQL does not run as root and this machine forbids user namespaces: "
                    + "start as an ordinary user, or set " + Kind.POSTGRES.variable() + " to use your own.");
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** Ends a server that outlived its Beachdo; its lock file is stale once no process works in the cluster. */
    private void clearLeftovers() {
        ChildProcess.stopAll(cluster, PROGRAM, "INT", ENDED_WITHIN);
        try {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the cluster beside its place and moves it there when whole. */
    private void initialize() {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path unfinished = cluster.resolveSibling("postgres.new");
        ChildProcess.stopAll(unfinished, "initdb", "KILL", ENDED_WITHIN);
        ChildProcess.stopAll(unfinished, PROGRAM, "KILL", ENDED_WITHIN);
        try {
            DataFolder.delete(unfinished);
            Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(DataFolder.OWNER_ONLY_FOLDER));
            if (ChildProcess.start(initdb(unfinished), unfinished, log).waitFor() != 0) {
                throw new EmbeddedException("PostgreSQL could not make its data folder: " + ChildProcess.lastLine(log));
            }
            Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw ChildProcess.interrupted(e);
        }
    }

    private List<String> initdb(Path target) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin/initdb").toString());
        command.addAll(List.of("--pgdata", target.toString(), "--username", DATABASE));
        command.addAll(List.of("--pwfile", passwordFile.toString(), "--auth", "scram-sha-256"));
        // C.UTF-8 sorts by code point yet knows the letters of every script, which trigrams and lower() need
        String letters = ChildProcess.onLinux() ? "C.UTF-8" : "en_US.UTF-8";
        command.addAll(List.of("--encoding", "UTF8", "--lc-collate", "C", "--lc-ctype", letters));
        command.addAll(List.of("--data-checksums", "--no-instructions"));
        if (durability == Durability.THROW_AWAY) {
            command.add("--no-sync");
        }
        return command;
    }

    static String url(String password, int port) {
        return "postgresql://" + DATABASE + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Starts the server on this port and waits until it answers. */
    private String run(int port) {
        Process process = ChildProcess.start(command(port), cluster, log);
        String whole = url(password, port);
        String server = whole.substring(0, whole.length() - DATABASE.length());
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                Databases.createIfMissing(server + "postgres", DATABASE);
                return whole;
            } catch (SQLException notYet) {
                if (!process.isAlive()) {
                    throw ended(port);
                }
                if (WRONG_PASSWORD.equals(notYet.getSQLState())) {
                    close();
                    throw new EmbeddedException(passwordFile + " no longer holds the password of the data beside it.");
                }
                if (System.nanoTime() > deadline) {
                    close();
                    throw new EmbeddedException("PostgreSQL did not get ready: " + notYet.getMessage(), notYet);
                }
                ChildProcess.pause();
            }
        }
    }

    private RuntimeException ended(int port) {
        String reason = ChildProcess.lastLine(log);
        return reason.contains("could not create any TCP/IP sockets")
                ? new PortTakenException("Port " + port + " is taken")
                : new EmbeddedException("PostgreSQL does not start: " + reason);
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        settings(port).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings(int port) {
        Map<String, String> settings = new java.util.LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "32MB");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("max_wal_size", "256MB");
        settings.put("min_wal_size", "32MB");
        // errors of statements carry what people wrote; they are the application's to report
        settings.put("log_min_messages", "log");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_checkpoints", "off");
        if (durability == Durability.THROW_AWAY) {
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
        }
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Kind.POSTGRES.variable(), url);
    }

    @Override
    public void kill() {
        ChildProcess.stopAll(cluster, PROGRAM, "KILL", ENDED_WITHIN);
    }

    @Override
    public void close() {
        String signal = durability == Durability.THROW_AWAY ? "QUIT" : "INT";
        ChildProcess.stopAll(cluster, PROGRAM, signal, ENDED_WITHIN);
    }
}
