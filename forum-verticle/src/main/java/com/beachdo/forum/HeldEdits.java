package com.beachdo.forum;

import com.beachdo.forum.v1.PendingEdit;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Edits that wait for staff beside what was there before; one of a post. Who touches one holds the lock of its post. */
final class HeldEdits {
    private HeldEdits() {}

    /** What an author wants a post to say, and whom they mention. */
    record Held(UUID authorId, ThreadChange change, List<UUID> mentions) {
        private static Held of(Row row) {
            String body = row.getString("body");
            String[] tags = row.getArrayOfStrings("tags");
            return new Held(
                    row.getUUID("author_id"),
                    new ThreadChange(
                            row.getString("title"),
                            body == null ? null : new Body(body, row.getString("body_html")),
                            tags == null ? null : List.of(tags)),
                    List.of(row.getArrayOfUUIDs("mentions")));
        }
    }

    private static final String HOLD =
            """
            INSERT INTO held_edit (edit_id, %1$s, author_id, title, body, body_html, tags, mentions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT ON CONSTRAINT held_edit_%1$s_key DO UPDATE SET edit_id = excluded.edit_id,
                author_id = excluded.author_id, title = excluded.title, body = excluded.body,
                body_html = excluded.body_html, tags = excluded.tags, mentions = excluded.mentions, held_at = now()
            """;
    private static final String HOLD_THREAD = HOLD.formatted("thread_id");
    private static final String HOLD_COMMENT = HOLD.formatted("comment_id");

    /** In place of one that waited before. */
    static Future<Void> hold(Tx tx, Post.Kind kind, UUID post, Held edit) {
        ThreadChange change = edit.change();
        Body body = change.body();
        List<String> tags = change.tags();
        return tx.query(
                        kind == Post.Kind.THREAD ? HOLD_THREAD : HOLD_COMMENT,
                        Rows.arguments(
                                Ids.next(),
                                post,
                                edit.authorId(),
                                change.title(),
                                body == null ? null : body.source(),
                                body == null ? null : body.html(),
                                tags == null ? null : tags.toArray(String[]::new),
                                edit.mentions().toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static final String TAKE_OF_THREAD = "DELETE FROM held_edit WHERE thread_id = $1 RETURNING *";
    private static final String TAKE_OF_COMMENT = "DELETE FROM held_edit WHERE comment_id = $1 RETURNING *";

    /** It waits no more; empty when none did. */
    static Future<Optional<Held>> take(Tx tx, Post.Kind kind, UUID post) {
        return remove(tx, kind, post)
                .map(rows -> Optional.ofNullable(Rows.first(rows)).map(Held::of));
    }

    static Future<Void> drop(Tx tx, Post.Kind kind, UUID post) {
        return remove(tx, kind, post).mapEmpty();
    }

    private static Future<RowSet<Row>> remove(Tx tx, Post.Kind kind, UUID post) {
        return tx.query(kind == Post.Kind.THREAD ? TAKE_OF_THREAD : TAKE_OF_COMMENT, post);
    }

    /** The one that staff looked at. */
    static Future<Held> take(Tx tx, Post.Kind kind, UUID post, UUID edit) {
        return remove(tx, kind, post).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw RpcException.conflict("post.no_pending_edit", "No edit of it waits.");
            }
            if (!row.getUUID("edit_id").equals(edit)) {
                throw new RpcException(
                        GrpcStatus.ABORTED, "post.edit_changed", "Its author edited it again; read it again.");
            }
            return Held.of(row);
        });
    }

    static final String PENDING =
            """
            SELECT coalesce(thread_id, comment_id) AS post_id, edit_id, title, body, body_html, held_at
            FROM held_edit WHERE thread_id = ANY ($1) OR comment_id = ANY ($1)
            """;

    /** By the ids of the posts. */
    static Future<Map<String, PendingEdit>> pending(Db db, Collection<String> posts) {
        return db.query(PENDING, (Object) posts.stream().map(UUID::fromString).toArray(UUID[]::new))
                .map(rows -> {
                    Map<String, PendingEdit> found = new HashMap<>();
                    for (Row row : rows) {
                        PendingEdit unused = found.put(Rows.id(row, "post_id"), pending(row));
                    }
                    return found;
                });
    }

    private static PendingEdit pending(Row row) {
        PendingEdit.Builder edit =
                PendingEdit.newBuilder().setId(Rows.id(row, "edit_id")).setHeldAt(Rows.time(row, "held_at"));
        if (Rows.has(row, "title")) {
            edit.setTitle(row.getString("title"));
        }
        if (Rows.has(row, "body")) {
            edit.setBody(row.getString("body")).setBodyHtml(row.getString("body_html"));
        }
        return edit.build();
    }
}
