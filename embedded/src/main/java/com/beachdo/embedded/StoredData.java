package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and the object store of a data folder: those that run there, or started for as long as this is open. */
public final class StoredData implements AutoCloseable {
    private static final String KEY_FILE = "beachdo_secret_key";

    private final Map<String, String> environment;
    private final @Nullable EmbeddedServices started;

    private StoredData(Path folder, Map<String, String> addresses, @Nullable EmbeddedServices started) {
        this.environment = new TreeMap<>(addresses);
        if (Files.exists(folder.resolve(KEY_FILE))) {
            environment.put("BEACHDO_SECRET_KEY", read(folder, KEY_FILE));
        }
        this.started = started;
    }

    public static StoredData of(Path dataDir) {
        try (@Nullable DataFolder unused = DataFolder.tryOpen(dataDir)) {
            if (unused == null) {
                return new StoredData(dataDir, ofRunning(dataDir), null);
            }
        }
        EmbeddedServices services =
                EmbeddedServices.kept(dataDir, dataDir.resolve("bin"), EnumSet.of(Kind.POSTGRES, Kind.S3));
        return new StoredData(dataDir, services.addresses(), services);
    }

    /** Put together from what the process that runs there left in the folder. */
    private static Map<String, String> ofRunning(Path folder) {
        Ports ports = new Ports(folder.resolve("ports"), name -> null);
        Map<String, String> environment = new TreeMap<>(S3Server.environment(
                "http://127.0.0.1:" + ports.lastOf("s3"),
                read(folder, "s3.access-key"),
                read(folder, "s3.secret-key"),
                "http://127.0.0.1:" + ports.lastOf("media")));
        environment.put(
                Kind.POSTGRES.variable(),
                PostgresServer.url(read(folder, "postgres.password"), ports.lastOf("postgres")));
        return environment;
    }

    private static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Variables that point at them, and the secret key when the folder has one. */
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
