package com.beachdo.launcher.backup;

import com.beachdo.launcher.s3.S3Store;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Owner;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Writes one archive of an installation that may go on serving: the database as it was at one moment, then the objects,
 * which never change under their keys. What Redis holds is derived or may be lost.
 */
public final class Backup {
    private final PlatformConfig config;
    private final Env env;
    private final List<String> schemas;
    private final String version;
    private final Consumer<String> progress;

    /** @param version of this program */
    public Backup(
            Function<String, @Nullable String> environment,
            List<String> schemas,
            String version,
            Consumer<String> progress) {
        this.config = PlatformConfig.from(environment::apply);
        this.env = new Env(environment::apply);
        this.schemas = schemas;
        this.version = version;
        this.progress = progress;
    }

    /** The file has the whole archive, or there is no file; only its owner reads it. */
    public void write(Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw new BackupException(file + " is there already");
        }
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (ZipOutputStream archive =
                            new ZipOutputStream(Files.newOutputStream(unfinished, StandardOpenOption.WRITE));
                    Connection database = Owner.connect(config)) {
                write(archive, database);
            }
            Path unused = Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BackupException(file + " can't be written: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new BackupException("PostgreSQL says: " + e.getMessage(), e);
        }
    }

    private void write(ZipOutputStream archive, Connection database) throws IOException, SQLException {
        database.setReadOnly(true);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        database.setAutoCommit(false);
        Map<String, List<String>> migrations = Manifest.migrations(database, schemas);
        String madeAt = Instant.now().toString();
        Map<String, Long> rows = tables(archive, database);
        database.rollback();
        Map<String, Integer> objects = objects(archive);
        Manifest manifest = new Manifest(version, madeAt, Manifest.fingerprint(config), migrations, rows, objects);
        archive.putNextEntry(new ZipEntry(Manifest.ENTRY));
        archive.write(manifest.json().encodePrettily().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        archive.closeEntry();
    }

    private Map<String, Long> tables(ZipOutputStream archive, Connection database) throws IOException, SQLException {
        CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
        Map<String, Long> rows = new TreeMap<>();
        long all = 0;
        for (String schema : schemas) {
            for (Table table : Table.of(database, schema)) {
                archive.putNextEntry(new ZipEntry(table.entry()));
                long copied = copy.copyOut(table.copyOut(), (OutputStream) archive);
                archive.closeEntry();
                all += copied;
                Long unused = rows.put(table.entry(), copied);
            }
        }
        progress.accept(all + " rows of " + rows.size() + " tables");
        return rows;
    }

    private Map<String, Integer> objects(ZipOutputStream archive) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (S3Store store = S3Store.of(env)) {
            for (Map.Entry<String, String> bucket : Buckets.of(env).entrySet()) {
                int count = 0;
                for (String key : store.list(bucket.getValue())) {
                    count += object(archive, store, bucket.getKey(), bucket.getValue(), key);
                }
                progress.accept(count + " objects of " + bucket.getValue());
                Integer unused = counts.put(bucket.getKey(), count);
            }
        }
        return counts;
    }

    /** One that was deleted since it was listed is gone for good. */
    private static int object(ZipOutputStream archive, S3Store store, String purpose, String bucket, String key)
            throws IOException {
        S3Store.Content content;
        try {
            content = store.get(bucket, key);
        } catch (NoSuchKeyException deleted) {
            return 0;
        }
        ZipEntry entry = new ZipEntry("objects/" + purpose + "/" + key);
        entry.setComment(new JsonObject()
                .put("contentType", content.contentType())
                .put("cacheControl", content.cacheControl())
                .encode());
        archive.putNextEntry(entry);
        archive.write(content.bytes());
        archive.closeEntry();
        return 1;
    }
}
