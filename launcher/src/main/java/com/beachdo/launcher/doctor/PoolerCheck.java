package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Owner;
import com.beachdo.platform.db.Pooler;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Whether the pooler lets every domain in, and leads to the database itself. */
final class PoolerCheck {
    private static final String URL = "BEACHDO_DATABASE_POOLER_URL";
    private static final String STARTED = "SELECT pg_postmaster_start_time()::text || current_database()";

    private final PlatformConfig config;
    private final List<String> domains;
    private final Findings findings;

    PoolerCheck(PlatformConfig config, List<String> domains, Findings findings) {
        this.config = config;
        this.domains = domains;
        this.findings = findings;
    }

    /** Nothing to say when there is no pooler, or before the first start, which makes the roles. */
    void run() {
        URI pooler = config.pooler();
        if (pooler == null) {
            return;
        }
        try (Connection owner = Owner.connect(config);
                Statement statement = owner.createStatement()) {
            String server = text(statement, STARTED);
            for (String domain : domains) {
                String role = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'beachdo_" + domain + "')";
                if (!text(statement, role).equals("t")) {
                    findings.warn(URL, "the roles that it must know are made at the first start", "ask again then");
                    return;
                }
                if (!isSound(pooler, domain, server)) {
                    return;
                }
            }
            findings.ok(URL, "lets all domains in");
        } catch (SQLException e) {
            // the check of the database itself says so
        }
    }

    private boolean isSound(URI pooler, String domain, String server) {
        try (Connection pooled = Pooler.connect(config, pooler, domain);
                Statement statement = pooled.createStatement()) {
            if (!text(statement, STARTED).equals(server)) {
                findings.problem(URL, "leads to another database", "name the pooler of BEACHDO_DATABASE_URL");
                return false;
            }
            if (!text(statement, "SHOW search_path").startsWith(domain)) {
                findings.problem(
                        URL,
                        "sessions behind it lack the defaults of their roles",
                        "run ./beachdo migrate, then let the pooler open its sessions anew (RECONNECT)");
                return false;
            }
            return true;
        } catch (ConfigException e) {
            findings.problem(URL, String.valueOf(e.getMessage()), "see docs/deploy/services.md");
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("28") || state.equals("08P01")) {
                findings.problem(
                        URL,
                        "it does not let the role of " + domain + " in: " + e.getMessage(),
                        "let it ask the database for passwords (auth_query), or list the roles beachdo_*");
            } else {
                findings.problem(
                        URL,
                        "nothing answers as a pooler at " + pooler.getHost() + ":" + pooler.getPort(),
                        "check host and port, and that it runs");
            }
        }
        return false;
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
