package com.beachdo.forum;

import com.beachdo.forum.v1.Draft;
import com.beachdo.forum.v1.SaveDraftRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people have yet to post. */
final class DraftStore {
    private static final int MOST = 50;
    private static final int MAX_TITLE = 160;
    private static final int MAX_BODY = 20_000;
    private static final String COLUMNS = " draft_id, board_id, thread_id, parent_id, title, body, saved_at ";

    private final Db db;

    DraftStore(Db db) {
        this.db = db;
    }

    private static final String LIST =
            "SELECT" + COLUMNS + "FROM draft WHERE user_id = $1 ORDER BY saved_at DESC, draft_id LIMIT " + MOST;

    Future<List<Draft>> of(UUID user) {
        return db.query(LIST, user)
                .map(rows -> rows.stream().map(DraftStore::draft).toList());
    }

    private static final String HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('drafts ' || $1, 0))";
    private static final String SAVE =
            """
            INSERT INTO draft (user_id, draft_id, board_id, thread_id, parent_id, title, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT ON CONSTRAINT draft_user_id_draft_id_pkey DO UPDATE SET board_id = excluded.board_id,
                thread_id = excluded.thread_id, parent_id = excluded.parent_id, title = excluded.title,
                body = excluded.body, saved_at = now()
            RETURNING
            """
                    + COLUMNS;
    private static final String COUNT = "SELECT count(*) AS total FROM draft WHERE user_id = $1";

    static Future<Draft> save(Tx tx, UUID user, SaveDraftRequest request) {
        return tx.query(HOLD, user.toString())
                .compose(held -> tx.query(
                        SAVE,
                        Rows.arguments(
                                user,
                                Ids.parse("draftId", request.getDraftId()),
                                id("boardId", request.hasBoardId(), request.getBoardId()),
                                id("threadId", request.hasThreadId(), request.getThreadId()),
                                id("parentId", request.hasParentId(), request.getParentId()),
                                Text.unfinished("title", request.getTitle(), MAX_TITLE),
                                Text.unfinished("body", request.getBody(), MAX_BODY))))
                .compose(saved -> tx.query(COUNT, user).map(counted -> {
                    if (counted.iterator().next().getLong("total") > MOST) {
                        throw RpcException.conflict(
                                "draft.too_many", "At most " + MOST + " drafts are kept; delete one.");
                    }
                    return draft(saved.iterator().next());
                }));
    }

    private static @Nullable UUID id(String field, boolean given, String value) {
        return given ? Ids.parse(field, value) : null;
    }

    private static final String DELETE = "DELETE FROM draft WHERE user_id = $1 AND draft_id = $2";

    Future<Void> delete(UUID user, UUID draft) {
        return db.query(DELETE, user, draft).mapEmpty();
    }

    private static Draft draft(Row row) {
        Draft.Builder draft = Draft.newBuilder()
                .setId(Rows.id(row, "draft_id"))
                .setTitle(row.getString("title"))
                .setBody(row.getString("body"))
                .setSavedAt(Rows.time(row, "saved_at"));
        if (Rows.has(row, "board_id")) {
            draft.setBoardId(Rows.id(row, "board_id"));
        }
        if (Rows.has(row, "thread_id")) {
            draft.setThreadId(Rows.id(row, "thread_id"));
        }
        if (Rows.has(row, "parent_id")) {
            draft.setParentId(Rows.id(row, "parent_id"));
        }
        return draft.build();
    }
}
