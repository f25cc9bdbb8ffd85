package com.beachdo.forum;

import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/** Changes of threads: what there was is kept, and others are told what changed beside the text. */
final class ThreadEdits {
    private ThreadEdits() {}

    private static final String BEFORE = "SELECT title, body, tags, author_id FROM thread WHERE thread_id = $1";

    /** Changes a locked thread. */
    static Future<Thread> update(Tx tx, UUID id, UUID caller, ThreadChange change) {
        return tx.query(BEFORE, id).map(rows -> rows.iterator().next()).compose(before -> noteTitle(
                        tx, id, caller, change, before)
                .compose(noted -> noteTags(tx, id, caller, change, before))
                .compose(noted -> set(tx, id, caller, change, before)));
    }

    private static Future<Void> noteTitle(Tx tx, UUID id, UUID caller, ThreadChange change, Row before) {
        String title = change.title();
        String titleBefore = before.getString("title");
        return title == null || title.equals(titleBefore)
                ? Future.succeededFuture()
                : ThreadEvents.add(tx, ThreadEvents.Entry.titled(id, "RETITLED", caller, false, titleBefore))
                        .compose(added -> TitleWords.remember(tx, title));
    }

    private static Future<Void> noteTags(Tx tx, UUID id, UUID caller, ThreadChange change, Row before) {
        List<String> tags = change.tags();
        List<String> tagsBefore = List.of(before.getArrayOfStrings("tags"));
        if (tags == null || tags.equals(tagsBefore)) {
            return Future.succeededFuture();
        }
        boolean byStaff = !before.getUUID("author_id").equals(caller);
        return ThreadEvents.add(tx, ThreadEvents.Entry.retagged(id, caller, byStaff, tagsBefore))
                .compose(added -> byStaff
                        ? StaffActions.tell(
                                tx,
                                caller,
                                StaffActions.THREAD,
                                id,
                                "thread.retag",
                                new JsonObject()
                                        .put("before", new JsonArray(tagsBefore))
                                        .put("after", new JsonArray(tags)))
                        : Future.succeededFuture());
    }

    private static final String UPDATE =
            """
            WITH before AS (
                INSERT INTO thread_revision (thread_id, version, title, body, tags, written_at)
                SELECT thread_id, version, title, body, tags, coalesce(edited_at, created_at)
                FROM thread WHERE thread_id = $2)
            UPDATE thread t
            SET title = coalesce($3, title), body = coalesce($4, body), body_html = coalesce($5, body_html),
                tags = coalesce($6, tags), fingerprint = $7, edited_at = now(), version = version + 1
            WHERE thread_id = $2
            RETURNING
            """
                    + ThreadStore.COLUMNS;

    private static Future<Thread> set(Tx tx, UUID id, UUID caller, ThreadChange change, Row before) {
        String title = change.title();
        Body body = change.body();
        List<String> tags = change.tags();
        return tx.query(
                        UPDATE,
                        Rows.arguments(
                                caller,
                                id,
                                change.title(),
                                body == null ? null : body.source(),
                                body == null ? null : body.html(),
                                tags == null ? null : tags.toArray(String[]::new),
                                Fingerprint.of((title == null ? before.getString("title") : title) + "\n"
                                                + (body == null ? before.getString("body") : body.source()))
                                        .value()))
                .map(ThreadStore::one);
    }
}
