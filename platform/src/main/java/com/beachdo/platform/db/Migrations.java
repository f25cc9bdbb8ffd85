package com.beachdo.platform.db;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.PGConnection;

/** Brings the schemas of domains up to date: a login role, a schema it owns, and its migrations. Blocks. */
public final class Migrations {
    /** Extensions that domains use, in the schema {@code extensions}. All but earthdistance need no superuser. */
    public static final List<String> EXTENSIONS =
            List.of("pg_trgm", "unaccent", "cube", "earthdistance", "btree_gin", "citext");

    /** A migration may take its time, unlike what a role does for a request. */
    private static final String UNHURRIED =
            "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Migrations() {}

    public static void migrate(PlatformConfig config, List<String> domains) {
        prepare(config, domains);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String domain : domains) {
                running.add(workers.submit(() -> migrate(config, domain)));
            }
            for (Future<?> one : running) {
                Object unused = one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while migrating", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a migration failed", e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Refuses schemas that lack a migration this program knows; ones from a newer program are no reason. */
    public static void requireUpToDate(PlatformConfig config, List<String> domains) {
        for (String domain : domains) {
            MigrationInfo[] missing = flyway(config, domain).info().pending();
            if (missing.length > 0) {
                throw new ConfigException(
                        "BEACHDO_MIGRATE",
                        "is off and the schema " + domain + " lacks "
                                + Objects.requireNonNull(missing[0]).getScript()
                                + "; run the command \"migrate\" first");
            }
        }
    }

    private static void prepare(PlatformConfig config, List<String> domains) {
        try (Connection owner = Owner.connect(config);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(7305118)");
            statement.execute("CREATE SCHEMA IF NOT EXISTS extensions");
            statement.execute("GRANT USAGE ON SCHEMA extensions TO PUBLIC");
            for (String extension : EXTENSIONS) {
                createExtension(statement, extension);
            }
            String database = statement.enquoteIdentifier(owner.getCatalog(), true);
            for (String domain : domains) {
                prepareRole(statement, DbUrls.role(domain), domain);
                for (Map.Entry<String, String> setting : DbUrls.session(domain).entrySet()) {
                    statement.execute("ALTER ROLE " + DbUrls.role(domain) + " IN DATABASE " + database + " SET "
                            + setting.getKey() + " TO " + setting.getValue());
                }
                // the driver hashes it, so that no log of the server shows it
                owner.unwrap(PGConnection.class)
                        .alterUserPassword(
                                DbUrls.role(domain),
                                DbUrls.password(config, domain).toCharArray(),
                                "scram-sha-256");
            }
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("BEACHDO_DATABASE_URL: " + e.getMessage(), e);
        }
    }

    private static void createExtension(Statement statement, String extension) throws SQLException {
        String sql = "CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA extensions";
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new ConfigException(
                        "BEACHDO_DATABASE_URL", "names a user who may not do this; let a superuser do it once: " + sql);
            }
            throw e;
        }
    }

    /** Names of roles and domains are ours and plain (letters and underscores), so they may stand in the text. */
    private static void prepareRole(Statement statement, String role, String domain) throws SQLException {
        statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role
                + "') THEN CREATE ROLE " + role + " LOGIN; GRANT " + role + " TO CURRENT_USER; END IF; END $$");
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + domain + " AUTHORIZATION " + role);
    }

    private static void migrate(PlatformConfig config, String domain) {
        Object unused = flyway(config, domain).migrate();
    }

    private static Flyway flyway(PlatformConfig config, String domain) {
        return Flyway.configure()
                .dataSource(DbUrls.jdbc(config.database()), DbUrls.role(domain), DbUrls.password(config, domain))
                .jdbcProperties(Map.of("currentSchema", domain + ",extensions", "options", UNHURRIED))
                .schemas(domain)
                .defaultSchema(domain)
                .createSchemas(false)
                // the features of a domain number their migrations in ranges of their own
                .outOfOrder(true)
                .table("flyway_history")
                .locations("classpath:db/migration/platform", "classpath:db/migration/" + domain)
                .load();
    }
}
