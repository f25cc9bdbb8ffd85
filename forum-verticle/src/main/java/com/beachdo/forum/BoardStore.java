package com.beachdo.forum;

import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.ListBoardsReply;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/** The boards. */
final class BoardStore {
    private static final String ALL = "SELECT board_id, name, description, thread_count FROM board ORDER BY position";

    private final Db db;

    BoardStore(Db db) {
        this.db = db;
    }

    Future<ListBoardsReply> all() {
        return db.query(ALL).map(rows -> {
            ListBoardsReply.Builder reply = ListBoardsReply.newBuilder();
            rows.forEach(row -> reply.addItems(board(row)));
            return reply.build();
        });
    }

    private static Board.Builder board(Row row) {
        return Board.newBuilder()
                .setId(Rows.id(row, "board_id"))
                .setName(row.getString("name"))
                .setDescription(row.getString("description"))
                .setThreadCount(row.getLong("thread_count"));
    }
}
