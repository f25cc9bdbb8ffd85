package com.beachdo.launcher.backup;

import com.beachdo.launcher.s3.S3Store;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Migrations;
import com.beachdo.platform.db.Owner;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Puts an archive back into an empty installation; until the last row is in, the database shows none. */
public final class Restore {
    private final PlatformConfig config;
    private final Env env;
    private final List<String> schemas;
    private final Consumer<String> progress;

    public Restore(Function<String, @Nullable String> environment, List<String> schemas, Consumer<String> progress) {
        this.config = PlatformConfig.from(environment::apply);
        this.env = new Env(environment::apply);
        this.schemas = schemas;
        this.progress = progress;
    }

    public void read(Path file) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(archive, file);
            requireKey(manifest);
            Migrations.migrate(config, schemas);
            try (Connection database = Owner.connect(config)) {
                database.setAutoCommit(false);
                requireEmpty(database);
                requireSameSchemas(manifest, database);
                objects(archive, manifest);
                tables(archive, manifest, database);
                database.commit();
            }
        } catch (IOException e) {
            throw new BackupException(file + " can't be read: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new BackupException("PostgreSQL says: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(ZipFile archive, Path file) throws IOException {
        ZipEntry entry = archive.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupException(file + " is no backup of Beachdo");
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return Manifest.of(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private void requireKey(Manifest manifest) {
        if (!manifest.key().equals(Manifest.fingerprint(config))) {
            throw new BackupException("BEACHDO_SECRET_KEY is not the one of this backup: signing keys, second factors "
                    + "and mails in it could not be read");
        }
    }

    private static void requireEmpty(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT EXISTS (SELECT FROM identity.account)")) {
            if (rows.next() && rows.getBoolean(1)) {
                throw new BackupException("There are accounts in this database: name an empty one");
            }
        }
    }

    private void requireSameSchemas(Manifest manifest, Connection database) throws SQLException {
        Map<String, List<String>> here = Manifest.migrations(database, schemas);
        if (!here.equals(manifest.migrations())) {
            throw new BackupException("The backup was made by release " + manifest.version()
                    + ", whose schemas are others: restore it with that release into an empty database, then start this "
                    + "one on it");
        }
    }

    private void objects(ZipFile archive, Manifest manifest) throws IOException {
        try (S3Store store = S3Store.of(env)) {
            for (Map.Entry<String, String> bucket : Buckets.of(env).entrySet()) {
                String prefix = "objects/" + bucket.getKey() + "/";
                List<? extends ZipEntry> entries = archive.stream()
                        .filter(entry -> entry.getName().startsWith(prefix))
                        .toList();
                for (ZipEntry entry : entries) {
                    JsonObject told = new JsonObject(entry.getComment());
                    try (InputStream in = archive.getInputStream(entry)) {
                        store.put(
                                bucket.getValue(),
                                entry.getName().substring(prefix.length()),
                                new S3Store.Content(
                                        in.readAllBytes(),
                                        told.getString("contentType"),
                                        told.getString("cacheControl")));
                    }
                }
                require(bucket.getKey(), entries.size(), manifest.objects().getOrDefault(bucket.getKey(), 0));
                progress.accept(entries.size() + " objects into " + bucket.getValue());
            }
        }
    }

    private void tables(ZipFile archive, Manifest manifest, Connection database) throws IOException, SQLException {
        CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
        long all = 0;
        int tables = 0;
        for (String schema : schemas) {
            List<Table> ordered = Table.of(database, schema);
            empty(database, schema, ordered);
            for (Table table : ordered) {
                all += load(archive, manifest, copy, table);
                tables++;
            }
            finish(database, ordered);
        }
        progress.accept(all + " rows into " + tables + " tables");
    }

    /** Of what migrations brought: it is in the archive too, as people changed it since. */
    private static void empty(Connection database, String schema, List<Table> tables) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("SET LOCAL search_path TO " + schema + ", extensions");
            for (Table table : tables) {
                statement.execute("ALTER TABLE " + table.quoted() + " DISABLE TRIGGER USER");
            }
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
            statement.execute("TRUNCATE " + tables.stream().map(Table::quoted).collect(Collectors.joining(", ")));
        }
    }

    private static long load(ZipFile archive, Manifest manifest, CopyManager copy, Table table)
            throws IOException, SQLException {
        ZipEntry entry = archive.getEntry(table.entry());
        if (entry == null) {
            throw new BackupException("The backup lacks " + table.entry());
        }
        try (InputStream in = archive.getInputStream(entry)) {
            long rows = copy.copyIn(table.copyIn(), in);
            require(table.entry(), rows, manifest.rows().getOrDefault(table.entry(), 0L));
            return rows;
        }
    }

    /** Numbers that the database gives go on after those that were given. */
    private static void finish(Connection database, List<Table> tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        // what was deferred is looked at now: tables with references to look at can't be altered
        statements.add("SET CONSTRAINTS ALL IMMEDIATE");
        try (Statement statement = database.createStatement()) {
            for (Table table : tables) {
                statements.add("ALTER TABLE " + table.quoted() + " ENABLE TRIGGER USER");
                for (String column : table.columns()) {
                    try (ResultSet sequence = statement.executeQuery(
                            "SELECT pg_get_serial_sequence('" + table.quoted() + "', '" + column + "')")) {
                        if (sequence.next() && sequence.getString(1) != null) {
                            statements.add("SELECT setval('" + sequence.getString(1) + "', (SELECT coalesce(max(\""
                                    + column + "\"), 0) + 1 FROM " + table.quoted() + "), false)");
                        }
                    }
                }
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SET LOCAL search_path TO DEFAULT");
        }
    }

    private static void require(String what, long found, long told) {
        if (found != told) {
            throw new BackupException("Of " + what + " the backup has " + found + ", and says " + told);
        }
    }
}
