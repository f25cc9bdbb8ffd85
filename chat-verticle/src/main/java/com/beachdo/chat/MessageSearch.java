package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Full text search in one's own messages. It reads them along their key, so many at most, and no index of words has to be
 * kept by those who send.
 */
final class MessageSearch {
    private static final int MOST_SCANNED = 2_000;
    private static final int LEAST_CHARACTERS = 2;
    private static final int MOST_CHARACTERS = 100;
    private static final UUID LAST_ID = new UUID(-1, -1);

    /** What matches, and the last message looked at. */
    static final String SEARCH =
            """
            WITH scanned AS MATERIALIZED (
                SELECT message.*
                FROM (
                    SELECT room_id FROM member WHERE user_id = $1 AND last_seq > 0 AND room_id <= $2
                    ORDER BY room_id DESC
                ) mine
                CROSS JOIN LATERAL (
                    SELECT %1$s FROM message
                    WHERE room_id = mine.room_id
                        AND seq < CASE WHEN mine.room_id = $2 THEN $3::bigint ELSE 9223372036854775807 END
                    ORDER BY seq DESC LIMIT %2$d
                ) message
                ORDER BY mine.room_id DESC, message.seq DESC
                LIMIT %2$d
            )
            SELECT * FROM (
                SELECT scanned.*, row_number() OVER (ORDER BY room_id DESC, seq DESC) AS place, count(*) OVER () AS looked_at,
                    deleted_at IS NULL AND text IS NOT NULL AND (NOT hidden OR sender_id = $1) AND (
                        position(lower($4) IN lower(text)) > 0
                        OR to_tsvector('english', text) @@ websearch_to_tsquery('english', $4)
                        OR to_tsvector('simple', text) @@ websearch_to_tsquery('simple', $4)) AS found
                FROM scanned
            ) marked
            WHERE found OR place = looked_at
            ORDER BY place LIMIT $5
            """
                    .formatted(MessageRows.COLUMNS, MOST_SCANNED);

    private final Db db;

    MessageSearch(Db db) {
        this.db = db;
    }

    /** Rooms opened last first, the latest message of each first. A page that is not full may have a next one. */
    Future<Page<Message>> find(UUID userId, String written, int limit, @Nullable String cursor) {
        String words = words(written);
        String list = "messages of " + userId + " with " + words;
        @Nullable List<String> after = db.cursor().decode(list, cursor, 2);
        return db.query(
                        SEARCH,
                        userId,
                        after == null ? LAST_ID : UUID.fromString(after.get(0)),
                        after == null ? Long.MAX_VALUE : Long.parseLong(after.get(1)),
                        words,
                        limit + 1L)
                .map(rows -> page(list, rows, limit));
    }

    private static String words(String written) {
        String words = written.strip();
        int characters = words.codePointCount(0, words.length());
        if (characters < LEAST_CHARACTERS || characters > MOST_CHARACTERS || !MessageText.isPlain(words, "")) {
            throw RpcException.invalid(
                    "request.invalid",
                    "/q",
                    "must be " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters, no control characters");
        }
        return words;
    }

    private Page<Message> page(String list, RowSet<Row> rows, int limit) {
        List<Message> found = new ArrayList<>();
        @Nullable Row last = null;
        for (Row row : rows) {
            if (found.size() == limit) {
                boolean more = row.getBoolean("found") || row.getLong("looked_at") == MOST_SCANNED;
                return new Page<>(found, more && last != null ? cursor(list, last) : null);
            }
            if (row.getBoolean("found")) {
                found.add(MessageRows.message(row));
            }
            last = row;
        }
        return new Page<>(found, last != null && last.getLong("looked_at") == MOST_SCANNED ? cursor(list, last) : null);
    }

    private String cursor(String list, Row last) {
        return db.cursor()
                .encode(
                        list,
                        List.of(
                                last.getUUID("room_id").toString(),
                                last.getLong("seq").toString()));
    }
}
