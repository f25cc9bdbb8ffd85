package com.beachdo.forum;

import com.beachdo.forum.v1.ThreadEvent;
import com.beachdo.forum.v1.ThreadEventKind;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to threads, for everybody to see. */
final class ThreadEvents {
    private static final List<String> START = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");

    private final Db db;

    ThreadEvents(Db db) {
        this.db = db;
    }

    /** What happened, by whom; null for a decision of moderation. */
    record Entry(
            UUID thread,
            String kind,
            @Nullable UUID actor,
            boolean byStaff,
            @Nullable OffsetDateTime until,
            @Nullable UUID fromBoard,
            @Nullable UUID toBoard,
            @Nullable String title,
            @Nullable UUID comment,
            List<String> tags) {
        static Entry of(UUID thread, String kind, @Nullable UUID actor, boolean byStaff) {
            return new Entry(thread, kind, actor, byStaff, null, null, null, null, null, List.of());
        }

        static Entry until(UUID thread, String kind, UUID staff, @Nullable OffsetDateTime until) {
            return new Entry(thread, kind, staff, true, until, null, null, null, null, List.of());
        }

        static Entry moved(UUID thread, UUID staff, UUID from, UUID to) {
            return new Entry(thread, "MOVED", staff, true, null, from, to, null, null, List.of());
        }

        static Entry titled(UUID thread, String kind, UUID actor, boolean byStaff, String title) {
            return new Entry(thread, kind, actor, byStaff, null, null, null, title, null, List.of());
        }

        static Entry retagged(UUID thread, UUID actor, boolean byStaff, List<String> before) {
            return new Entry(thread, "RETAGGED", actor, byStaff, null, null, null, null, null, before);
        }

        static Entry answered(UUID thread, String kind, UUID actor, boolean byStaff, UUID comment) {
            return new Entry(thread, kind, actor, byStaff, null, null, null, null, comment, List.of());
        }
    }

    private static final String ADD =
            """
            INSERT INTO thread_event
                (event_id, thread_id, kind, actor_id, by_staff, until, from_board_id, to_board_id, title, comment_id,
                tags)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

    /** Call it while the thread is locked by this transaction. */
    static Future<Void> add(Tx tx, Entry entry) {
        return tx.query(
                        ADD,
                        Rows.arguments(
                                Ids.next(),
                                entry.thread(),
                                entry.kind(),
                                entry.actor(),
                                entry.byStaff(),
                                entry.until(),
                                entry.fromBoard(),
                                entry.toBoard(),
                                entry.title(),
                                entry.comment(),
                                entry.tags().toArray(String[]::new)))
                .mapEmpty();
    }

    static final String LIST =
            """
            SELECT e.event_id, e.kind, e.happened_at, e.actor_id, e.by_staff, e.until, e.from_board_id, e.to_board_id,
                e.title, e.comment_id, e.tags
            FROM thread_event e
            WHERE e.thread_id = $1 AND (e.happened_at, e.event_id) > ($2, $3)
            ORDER BY e.happened_at, e.event_id LIMIT $4
            """;

    /** Oldest first; who of staff did it is for staff. */
    Future<Page<ThreadEvent>> page(UUID thread, boolean staff, int size, @Nullable String cursor) {
        String list = "thread-events|" + thread;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? START : given;
        return db.query(LIST, thread, OffsetDateTime.parse(after.get(0)), UUID.fromString(after.get(1)), size + 1)
                .map(rows -> Page.of(rows, size, row -> event(row, staff), last -> db.cursor()
                        .encode(
                                list,
                                List.of(last.getOffsetDateTime("happened_at").toString(), Rows.id(last, "event_id")))));
    }

    private static ThreadEvent event(Row row, boolean staff) {
        boolean byStaff = row.getBoolean("by_staff");
        ThreadEvent.Builder event = ThreadEvent.newBuilder()
                .setId(Rows.id(row, "event_id"))
                .setKind(ThreadEventKind.valueOf("THREAD_EVENT_KIND_" + row.getString("kind")))
                .setAt(Rows.time(row, "happened_at"))
                .setByStaff(byStaff)
                .addAllTags(List.of(row.getArrayOfStrings("tags")));
        if (Rows.has(row, "actor_id") && (staff || !byStaff)) {
            event.getActorBuilder().setId(Rows.id(row, "actor_id"));
        }
        if (Rows.has(row, "until")) {
            event.setUntil(Rows.time(row, "until"));
        }
        if (Rows.has(row, "from_board_id")) {
            event.setFromBoardId(Rows.id(row, "from_board_id"));
        }
        if (Rows.has(row, "to_board_id")) {
            event.setToBoardId(Rows.id(row, "to_board_id"));
        }
        String title = row.getString("title");
        if (title != null) {
            event.setTitle(title);
        }
        if (Rows.has(row, "comment_id")) {
            event.setCommentId(Rows.id(row, "comment_id"));
        }
        return event.build();
    }
}
