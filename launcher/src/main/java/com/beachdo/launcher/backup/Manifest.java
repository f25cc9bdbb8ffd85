package com.beachdo.launcher.backup;

import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an archive says of itself.
 *
 * @param version of the program that made it
 * @param key tells the secret key that it needs from others, and nothing else of it
 * @param migrations that each schema had, in the order they ran
 * @param rows of each table
 * @param objects in the store, by bucket's purpose
 */
record Manifest(
        String version,
        String madeAt,
        String key,
        Map<String, List<String>> migrations,
        Map<String, Long> rows,
        Map<String, Integer> objects) {
    static final String ENTRY = "manifest.json";

    static String fingerprint(PlatformConfig config) {
        return HexFormat.of().formatHex(config.secretKey().derive("backup"), 0, 8);
    }

    static Map<String, List<String>> migrations(Connection database, List<String> schemas) throws SQLException {
        Map<String, List<String>> migrations = new TreeMap<>();
        try (Statement statement = database.createStatement()) {
            for (String schema : schemas) {
                List<String> scripts = new java.util.ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT script FROM " + schema
                        + ".flyway_history WHERE success AND version IS NOT NULL ORDER BY script")) {
                    while (rows.next()) {
                        scripts.add(rows.getString(1));
                    }
                }
                migrations.put(schema, scripts);
            }
        }
        return migrations;
    }

    JsonObject json() {
        return new JsonObject()
                .put("version", version)
                .put("madeAt", madeAt)
                .put("key", key)
                .put("migrations", new JsonObject(new TreeMap<>(migrations)))
                .put("rows", new JsonObject(new TreeMap<>(rows)))
                .put("objects", new JsonObject(new TreeMap<>(objects)));
    }

    static Manifest of(JsonObject json) {
        Map<String, List<String>> migrations = new TreeMap<>();
        json.getJsonObject("migrations").forEach(entry -> {
            List<String> unused = migrations.put(
                    entry.getKey(),
                    ((JsonArray) entry.getValue()).stream().map(String::valueOf).toList());
        });
        Map<String, Long> rows = new TreeMap<>();
        json.getJsonObject("rows").forEach(entry -> {
            Long unused = rows.put(entry.getKey(), ((Number) entry.getValue()).longValue());
        });
        Map<String, Integer> objects = new TreeMap<>();
        json.getJsonObject("objects").forEach(entry -> {
            Integer unused = objects.put(entry.getKey(), ((Number) entry.getValue()).intValue());
        });
        return new Manifest(
                json.getString("version"), json.getString("madeAt"), json.getString("key"), migrations, rows, objects);
    }
}
