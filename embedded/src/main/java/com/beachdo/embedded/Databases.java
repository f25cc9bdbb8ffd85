package com.beachdo.embedded;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes databases on a PostgreSQL server named by a URL. */
final class Databases {
    private static final int CONNECT_SECONDS = 5;

    private Databases() {}

    static void createIfMissing(String serverUrl, String name) throws SQLException {
        try (Connection connection = connect(serverUrl)) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
        }
    }

    /** A new database on the server of this URL. */
    static String fresh(String url, String name) {
        try (Connection connection = connect(url)) {
            create(connection, name);
        } catch (SQLException e) {
            throw new EmbeddedException("The database " + name + " cannot be made: " + e.getMessage(), e);
        }
        return url.substring(0, url.lastIndexOf('/') + 1) + name;
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE DATABASE "
                    + connection.unwrap(org.postgresql.PGConnection.class).escapeIdentifier(name));
        }
    }

    static Connection connect(String url) throws SQLException {
        URI uri = URI.create(url);
        List<String> login = List.of(uri.getUserInfo().split(":", 2));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {uri.getHost()});
        source.setPortNumbers(new int[] {uri.getPort()});
        source.setDatabaseName(uri.getPath().substring(1));
        source.setUser(login.get(0));
        source.setPassword(login.get(1));
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSslMode("disable");
        return source.getConnection();
    }
}
