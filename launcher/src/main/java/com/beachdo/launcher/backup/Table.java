package com.beachdo.launcher.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table whose rows are kept.
 *
 * @param columns those that hold something of their own; generated ones follow from them
 */
record Table(String schema, String name, List<String> columns) {
    /** What migrations wrote down is theirs. */
    private static final String COLUMNS =
            """
            SELECT c.relname, a.attname
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname <> 'flyway_history'
              AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY c.relname, a.attnum
            """;

    private static final String REFERENCES =
            """
            SELECT c.relname, r.relname
            FROM pg_constraint f
            JOIN pg_class c ON c.oid = f.conrelid
            JOIN pg_class r ON r.oid = f.confrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND f.contype = 'f' AND f.conrelid <> f.confrelid AND NOT f.condeferrable
            """;

    /** Those of a schema, each after those that its rows refer to, but for references that can wait. */
    static List<Table> of(Connection database, String schema) throws SQLException {
        Map<String, List<String>> columns = pairs(database, COLUMNS, schema);
        Map<String, List<String>> references = pairs(database, REFERENCES, schema);
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < columns.size()) {
            int before = ordered.size();
            for (String table : columns.keySet()) {
                if (ordered.containsAll(references.getOrDefault(table, List.of()))) {
                    boolean unused = ordered.add(table);
                }
            }
            if (ordered.size() == before) {
                throw new BackupException("Tables of schema " + schema + " refer to each other in a circle");
            }
        }
        return ordered.stream()
                .map(table -> new Table(schema, table, List.copyOf(columns.getOrDefault(table, List.of()))))
                .toList();
    }

    private static Map<String, List<String>> pairs(Connection database, String query, String schema)
            throws SQLException {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        try (PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    pairs.computeIfAbsent(rows.getString(1), ignored -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return pairs;
    }

    /** Its place in an archive. */
    String entry() {
        return "database/" + schema + "/" + name + ".copy";
    }

    String copyOut() {
        return "COPY " + quoted() + list() + " TO STDOUT";
    }

    String copyIn() {
        return "COPY " + quoted() + list() + " FROM STDIN";
    }

    String quoted() {
        return "\"" + schema + "\".\"" + name + "\"";
    }

    private String list() {
        return " (\"" + String.join("\", \"", columns) + "\")";
    }
}
