package com.beachdo.platform.db;

import com.beachdo.platform.config.PlatformConfig;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database as a domain meets it behind the pooler, for what operators do by command. Blocks. */
public final class Pooler {
    private Pooler() {}

    public static Connection connect(PlatformConfig config, URI pooler, String domain) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", DbUrls.pooledRole(pooler, domain));
        properties.setProperty("password", DbUrls.password(config, domain));
        // nothing stays prepared, and nothing but the user and the database is asked of the session
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("assumeMinServerVersion", "15");
        return DriverManager.getConnection(DbUrls.jdbc(pooler), properties);
    }
}
