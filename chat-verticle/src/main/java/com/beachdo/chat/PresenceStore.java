package com.beachdo.chat;

import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** When people were last there, and whether others may know. */
final class PresenceStore {
    private final Db db;

    PresenceStore(Db db) {
        this.db = db;
    }

    /** Somebody came or went just now. */
    record Seen(boolean visible, OffsetDateTime at) {}

    Future<Seen> seen(UUID userId) {
        String sql =
                """
                INSERT INTO presence (user_id, seen_at) VALUES ($1, now())
                ON CONFLICT ON CONSTRAINT presence_user_id_pkey DO UPDATE SET seen_at = EXCLUDED.seen_at
                RETURNING visible, seen_at
                """;
        return db.query(sql, userId).map(rows -> {
            Row row = rows.iterator().next();
            return new Seen(row.getBoolean("visible"), row.getOffsetDateTime("seen_at"));
        });
    }

    Future<Boolean> isVisible(UUID userId) {
        return db.query("SELECT FROM presence WHERE user_id = $1 AND NOT visible", userId)
                .map(hidden -> hidden.size() == 0);
    }

    Future<Void> setVisible(UUID userId, boolean visible) {
        String sql =
                """
                INSERT INTO presence (user_id, visible) VALUES ($1, $2)
                ON CONFLICT ON CONSTRAINT presence_user_id_pkey DO UPDATE SET visible = EXCLUDED.visible
                """;
        return db.query(sql, userId, visible).mapEmpty();
    }

    /** Whom somebody talked with lately, those apart who block or are blocked. */
    Future<List<UUID>> acquaintances(UUID userId, int limit) {
        String sql =
                """
                SELECT DISTINCT theirs.user_id
                FROM (
                    SELECT room_id FROM member WHERE user_id = $1 AND last_seq > 0
                    ORDER BY active_at DESC, room_id DESC LIMIT $2
                ) lately
                JOIN member theirs ON theirs.room_id = lately.room_id AND theirs.user_id <> $1
                WHERE NOT EXISTS (SELECT FROM block WHERE blocker_id = $1 AND blocked_id = theirs.user_id)
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = theirs.user_id AND blocked_id = $1)
                """;
        return db.query(sql, userId, (long) limit)
                .map(rows -> rows.stream().map(row -> row.getUUID("user_id")).toList());
    }
}
