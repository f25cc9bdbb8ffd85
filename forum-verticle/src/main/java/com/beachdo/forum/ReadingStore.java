package com.beachdo.forum;

import com.beachdo.forum.v1.ReadPosition;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bookmarks, and where people stopped reading. */
final class ReadingStore {
    private static final int MOST_UNREAD = 100;
    private static final List<String> LATEST = List.of("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Db db;

    ReadingStore(Db db) {
        this.db = db;
    }

    private static final String BOOKMARK =
            """
            WITH found AS (SELECT thread_id FROM thread WHERE thread_id = $1 AND deleted_at IS NULL),
            added AS (
                INSERT INTO bookmark (thread_id, user_id) SELECT thread_id, $2 FROM found
                ON CONFLICT ON CONSTRAINT bookmark_user_id_thread_id_pkey DO NOTHING)
            SELECT thread_id FROM found
            """;

    Future<Void> bookmark(UUID thread, UUID user) {
        return db.query(BOOKMARK, thread, user).map(rows -> {
            if (rows.size() == 0) {
                throw Post.Kind.THREAD.notFound();
            }
            return null;
        });
    }

    private static final String UNBOOKMARK = "DELETE FROM bookmark WHERE thread_id = $1 AND user_id = $2";

    Future<Void> unbookmark(UUID thread, UUID user) {
        return db.query(UNBOOKMARK, thread, user).mapEmpty();
    }

    private static final String BOOKMARKS = "SELECT " + ThreadStore.COLUMNS
            + """
            , b.created_at AS bookmarked_at FROM bookmark b JOIN thread t USING (thread_id)
            WHERE b.user_id = $1 AND t.deleted_at IS NULL AND (b.created_at, b.thread_id) < ($2, $3)
            ORDER BY b.created_at DESC, b.thread_id DESC LIMIT $4
            """;

    Future<Page<Thread>> bookmarks(UUID user, int size, @Nullable String cursor) {
        String list = "bookmarks|" + user;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? LATEST : given;
        return db.query(BOOKMARKS, user, OffsetDateTime.parse(after.get(0)), UUID.fromString(after.get(1)), size + 1)
                .map(rows -> Page.of(rows, size, ThreadStore::thread, row -> db.cursor()
                        .encode(
                                list,
                                List.of(
                                        row.getOffsetDateTime("bookmarked_at").toString(),
                                        Rows.id(row, "thread_id")))));
    }

    /** Never back; the time of the comment, or now. */
    private static final String READ =
            """
            INSERT INTO read_position AS p (user_id, thread_id, read_at)
            SELECT $1, t.thread_id, coalesce(c.created_at, clock_timestamp())
            FROM thread t LEFT JOIN comment c ON c.thread_id = t.thread_id AND c.comment_id = $3::uuid
            WHERE t.thread_id = $2 AND t.deleted_at IS NULL AND ($3::uuid IS NULL OR c.comment_id IS NOT NULL)
            ON CONFLICT ON CONSTRAINT read_position_user_id_thread_id_pkey
            DO UPDATE SET read_at = greatest(p.read_at, excluded.read_at)
            """;

    Future<ReadPosition> read(UUID user, UUID thread, @Nullable UUID comment) {
        return db.query(READ, Rows.arguments(user, thread, comment))
                .compose(rows -> rows.rowCount() == 0 && comment != null
                        ? position(user, thread).compose(there -> Future.failedFuture(Post.Kind.COMMENT.notFound()))
                        : position(user, thread));
    }

    private static final String POSITION =
            """
            SELECT p.read_at, unread.total, unread.first
            FROM thread t LEFT JOIN read_position p ON p.thread_id = t.thread_id AND p.user_id = $1
            CROSS JOIN LATERAL (
                SELECT count(*)::integer AS total, (array_agg(comment_id ORDER BY created_at, comment_id))[1] AS first
                FROM (SELECT c.comment_id, c.created_at FROM comment c
                    WHERE c.thread_id = t.thread_id AND c.deleted_at IS NULL AND c.author_id <> $1
                        AND c.created_at > coalesce(p.read_at, '-infinity')
                    ORDER BY c.created_at, c.comment_id LIMIT $3) since) unread
            WHERE t.thread_id = $2 AND t.deleted_at IS NULL
            """;

    Future<ReadPosition> position(UUID user, UUID thread) {
        return db.query(POSITION, user, thread, MOST_UNREAD).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw Post.Kind.THREAD.notFound();
            }
            ReadPosition.Builder position =
                    ReadPosition.newBuilder().setThreadId(thread.toString()).setUnreadCount(row.getInteger("total"));
            if (Rows.has(row, "read_at")) {
                position.setReadAt(Rows.time(row, "read_at"));
            }
            if (Rows.has(row, "first")) {
                position.setFirstUnreadCommentId(Rows.id(row, "first"));
            }
            return position.build();
        });
    }
}
