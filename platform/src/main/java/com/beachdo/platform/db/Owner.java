package com.beachdo.platform.db;

import com.beachdo.platform.config.PlatformConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database as the user of its URL sees it, for what operators do by command. Blocks. */
public final class Owner {
    private Owner() {}

    public static Connection connect(PlatformConfig config) throws SQLException {
        return DriverManager.getConnection(
                DbUrls.jdbc(config.database()),
                DbUrls.user(config.database()),
                DbUrls.ownerPassword(config.database()));
    }
}
