package com.beachdo.platform.db;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** How to reach the one database as its owner or as a domain's login role. */
final class DbUrls {
    private static final String DATABASE = "BEACHDO_DATABASE_URL";

    private static final String POOLER = "BEACHDO_DATABASE_POOLER_URL";

    private DbUrls() {}

    /**
     * What holds in every session of a domain. Roles have it as their defaults, since poolers pass nothing of a session
     * on.
     */
    static Map<String, String> session(String domain) {
        return Map.of(
                "search_path",
                domain + ",extensions",
                "statement_timeout",
                "2000",
                "lock_timeout",
                "1000",
                "idle_in_transaction_session_timeout",
                "5000");
    }

    static String role(String domain) {
        return "beachdo_" + domain;
    }

    static String password(PlatformConfig config, String domain) {
        return HexFormat.of().formatHex(config.secretKey().derive("database role " + domain));
    }

    static String jdbc(URI database) {
        String query = database.getRawQuery() == null ? "" : "?" + database.getRawQuery();
        return "jdbc:postgresql://" + database.getHost() + ":" + port(database) + database.getRawPath() + query;
    }

    static String user(URI database) {
        return part(database, 0);
    }

    static String ownerPassword(URI database) {
        return part(database, 1);
    }

    /** For what needs a session of its own: locks that outlive a transaction, LISTEN. */
    static PgConnectOptions direct(PlatformConfig config, String domain) {
        PgConnectOptions options = to(config.database(), DATABASE)
                .setUser(role(domain))
                .setPassword(password(config, domain))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPreparedStatementCacheSqlLimit(16_384)
                .setPipeliningLimit(256);
        session(domain).forEach(options::addProperty);
        return options.addProperty("application_name", "beachdo-" + domain);
    }

    /** For statements and transactions: through the pooler, where there is one. */
    static PgConnectOptions pooled(PlatformConfig config, String domain) {
        URI pooler = config.pooler();
        if (pooler == null) {
            return direct(config, domain);
        }
        // the next statement may meet another process of the server, which knows nothing that was prepared; and not
        // every pooler bears statements that don't wait for each other
        return to(pooler, POOLER)
                .setUser(pooledRole(pooler, domain))
                .setPassword(password(config, domain))
                .setUseLayer7Proxy(true)
                .setCachePreparedStatements(false)
                .setPipeliningLimit(1)
                .setProperties(Map.of("application_name", "beachdo-" + domain));
    }

    /** The name by which a pooler of many projects knows a role: with the project behind it. */
    static String pooledRole(URI pooler, String domain) {
        String suffix = pooler.getRawUserInfo() == null ? "" : pooler.getRawUserInfo();
        if (!suffix.matches("(\\.[a-zA-Z0-9_-]+)?")) {
            throw new ConfigException(
                    POOLER, "names no user and no password, at most what stands behind every user: .PROJECT@");
        }
        return role(domain) + suffix;
    }

    private static PgConnectOptions to(URI database, String variable) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(database.getHost())
                .setPort(port(database))
                .setDatabase(database.getPath().substring(1))
                .setReconnectAttempts(0);
        return secured(options, parameters(database), variable);
    }

    /** Encrypted and to the right server, or not encrypted at all; nothing in between that only looks safe. */
    private static PgConnectOptions secured(PgConnectOptions options, Map<String, String> parameters, String variable) {
        String mode = parameters.getOrDefault("sslmode", "disable");
        String root = parameters.get("sslrootcert");
        if (mode.equals("disable")) {
            return options;
        }
        if (!mode.equals("verify-full") || root == null) {
            throw new ConfigException(
                    variable, "knows sslmode=disable, and sslmode=verify-full with sslrootcert=<PEM file>");
        }
        return options.setSslMode(SslMode.VERIFY_FULL)
                .setSslOptions(new ClientSSLOptions()
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(new PemTrustOptions().addCertPath(root)));
    }

    private static Map<String, String> parameters(URI database) {
        Map<String, String> parameters = new HashMap<>();
        String query = database.getRawQuery() == null ? "" : database.getRawQuery();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                String unused = parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static int port(URI database) {
        return database.getPort() < 0 ? 5432 : database.getPort();
    }

    private static String part(URI database, int index) {
        String info = database.getRawUserInfo();
        String[] parts = info == null ? new String[0] : info.split(":", 2);
        return index < parts.length ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : "";
    }
}
