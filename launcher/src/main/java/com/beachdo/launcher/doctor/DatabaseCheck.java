package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Migrations;
import com.beachdo.platform.db.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;

/** Whether PostgreSQL is there, lets us do what we must, and is the server itself. */
final class DatabaseCheck {
    private static final String URL = "BEACHDO_DATABASE_URL";
    private static final int OLDEST = 15;
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final PlatformConfig config;
    private final List<String> domains;
    private final boolean migrates;
    private final Clock clock;
    private final Findings findings;

    /** @param migrates whether a start brings the schemas up to date */
    DatabaseCheck(PlatformConfig config, List<String> domains, boolean migrates, Clock clock, Findings findings) {
        this.config = config;
        this.domains = domains;
        this.migrates = migrates;
        this.clock = clock;
        this.findings = findings;
    }

    void run() {
        try (Connection owner = Owner.connect(config);
                Statement statement = owner.createStatement()) {
            version(statement);
            directness(owner, statement);
            rights(statement);
            extensions(statement);
            connections(statement);
            time(statement);
            schemas(statement);
        } catch (SQLException e) {
            refused(e);
        }
    }

    private void refused(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        switch (state) {
            case "28P01", "28000" ->
                findings.problem(
                        URL,
                        "the server refuses this user or password",
                        "check both; special characters in a URL are written as %40");
            case "3D000" ->
                findings.problem(URL, "the server has no such database", "CREATE DATABASE, or name another");
            case "08001", "08004", "08006" ->
                findings.problem(
                        URL,
                        "nothing answers as PostgreSQL at " + config.database().getHost() + ":"
                                + config.database().getPort(),
                        "check host and port, that the server runs, and that a firewall lets this machine in");
            case "53300" -> findings.problem(URL, "the server has no connection left", "raise its max_connections");
            default -> findings.problem(URL, "the server says: " + failure.getMessage(), "see docs/configuration.md");
        }
    }

    private void version(Statement statement) throws SQLException {
        int number = Integer.parseInt(text(statement, "SHOW server_version_num"));
        String version = "PostgreSQL " + text(statement, "SHOW server_version");
        if (number / 10_000 < OLDEST) {
            findings.problem(
                    "PostgreSQL", version + " is too old", "use " + OLDEST + " or newer; 17 is what tests use");
        } else {
            findings.ok("PostgreSQL", version);
        }
        String encoding = text(statement, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            findings.problem("PostgreSQL", "the database is in " + encoding, "make it anew WITH ENCODING 'UTF8'");
        }
    }

    /** A pooler answers with a number of its own for the process that serves the connection. */
    private void directness(Connection owner, Statement statement) throws SQLException {
        int told = owner.unwrap(PGConnection.class).getBackendPID();
        if (told != Integer.parseInt(text(statement, "SELECT pg_backend_pid()"))) {
            findings.problem(
                    URL,
                    "a pooler answers there: prepared statements, locks of migrations and settings of a session get lost",
                    "name the direct address; Neon's has no \"-pooler\" in it, Supabase's has port 5432");
        }
    }

    private void rights(Statement statement) throws SQLException {
        if (!isTrue(statement, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")) {
            findings.problem(URL, "its user may not create roles", "ALTER ROLE … CREATEROLE, or name the owner");
        }
        if (!isTrue(statement, "SELECT has_database_privilege(current_database(), 'CREATE')")) {
            findings.problem(URL, "its user may not create schemas", "GRANT CREATE ON DATABASE … TO …");
        }
    }

    private void extensions(Statement statement) throws SQLException {
        for (String extension : Migrations.EXTENSIONS) {
            if (!isTrue(
                    statement,
                    "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = '" + extension + "')")) {
                findings.problem(
                        "PostgreSQL", "has no extension " + extension, "install PostgreSQL's contrib package there");
            }
        }
    }

    /** Each domain has a pool for transactions and a connection for each thread that serves. */
    private void connections(Statement statement) throws SQLException {
        int needed = domains.size() * (config.poolSize() + Runtime.getRuntime().availableProcessors());
        int most = Integer.parseInt(text(statement, "SHOW max_connections"));
        if (needed > most) {
            findings.warn(
                    "BEACHDO_DATABASE_POOL_SIZE",
                    "this process may want " + needed + " connections, and the server has " + most,
                    "make the pools smaller, or raise max_connections");
        }
    }

    private void time(Statement statement) throws SQLException {
        Instant before = clock.instant();
        Instant there;
        try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            boolean unused = row.next();
            there = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        Instant here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        Duration skew = Duration.between(there, here).abs();
        if (skew.compareTo(SKEW) > 0) {
            findings.problem(
                    "clock",
                    "this machine and PostgreSQL are " + skew.toSeconds()
                            + " s apart: tokens and codes end at wrong times",
                    "set both by NTP");
        }
    }

    private void schemas(Statement statement) throws SQLException {
        if (migrates) {
            return;
        }
        for (String domain : domains) {
            if (!isTrue(statement, "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = '" + domain + "')")) {
                findings.problem("BEACHDO_MIGRATE", "is off and there is no schema " + domain, "run ./beachdo migrate");
                return;
            }
        }
        try {
            Migrations.requireUpToDate(config, domains);
        } catch (ConfigException e) {
            findings.problem("BEACHDO_MIGRATE", String.valueOf(e.getMessage()), "run ./beachdo migrate");
        } catch (FlywayException e) {
            findings.problem(
                    "BEACHDO_SECRET_KEY",
                    "the roles of the domains refuse the passwords that are derived from it",
                    "use the key of this installation; if it is lost, ./beachdo migrate gives the roles new passwords");
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        return text(statement, query).equals("t");
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
