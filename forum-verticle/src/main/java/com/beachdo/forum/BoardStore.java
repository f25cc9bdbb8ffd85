package com.beachdo.forum;

import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.ListBoardsReply;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The boards. Positions are 1, 2, 3 … with those of retired boards after the others. */
final class BoardStore {
    private static final String COLUMNS =
            " board_id, name, description, thread_count, retired_at IS NOT NULL AS retired, version ";
    private static final String IN_USE =
            "SELECT" + COLUMNS + "FROM board WHERE retired_at IS NULL ORDER BY position LIMIT 100";

    private final Db db;

    BoardStore(Db db) {
        this.db = db;
    }

    Future<ListBoardsReply> inUse() {
        return db.query(IN_USE)
                .map(rows ->
                        ListBoardsReply.newBuilder().addAllItems(boards(rows)).build());
    }

    private static final String ALL =
            "SELECT" + COLUMNS + "FROM board ORDER BY retired_at IS NOT NULL, position LIMIT 1000";

    Future<List<Board>> all() {
        return db.query(ALL).map(BoardStore::boards);
    }

    private static final String LOCKED = "SELECT" + COLUMNS + "FROM board ORDER BY board_id FOR NO KEY UPDATE";

    /** All of them in their order, for one who changes any. */
    Future<List<Board>> lock(Tx tx) {
        return tx.query(LOCKED).compose(locked -> tx.query(ALL)).map(BoardStore::boards);
    }

    private static final String INSERT =
            """
            INSERT INTO board (board_id, position, name, description)
            SELECT $1, coalesce(max(position), 0) + 1, $2, $3 FROM board
            ON CONFLICT ON CONSTRAINT board_name_key DO NOTHING
            """;

    /** Whether its name was free. */
    Future<Boolean> insert(Tx tx, UUID id, String name, String description) {
        return tx.query(INSERT, id, name, description).map(rows -> rows.rowCount() == 1);
    }

    private static final String UPDATE =
            """
            UPDATE board SET name = $2, description = $3, version = version + 1
            WHERE board_id = $1 AND NOT EXISTS (SELECT FROM board other WHERE other.name = $2 AND other.board_id <> $1)
            """;

    /** Whether its name was free. */
    Future<Boolean> update(Tx tx, UUID id, String name, String description) {
        return tx.query(UPDATE, id, name, description).map(rows -> rows.rowCount() == 1);
    }

    private static final String RETIRE =
            """
            UPDATE board SET retired_at = CASE WHEN $2 THEN now() END, version = version + 1
            WHERE board_id = $1 AND (retired_at IS NULL) = $2
            """;

    Future<Void> setRetired(Tx tx, UUID id, boolean retired) {
        return tx.query(RETIRE, id, retired).mapEmpty();
    }

    private static final String ORDER =
            """
            UPDATE board b SET position = wanted.position
            FROM unnest($1::uuid[]) WITH ORDINALITY wanted (board_id, position)
            WHERE b.board_id = wanted.board_id AND b.position <> wanted.position
            """;

    /** All boards in the order that they are to have. */
    Future<Void> order(Tx tx, List<UUID> boards) {
        return tx.query(ORDER, (Object) boards.toArray(UUID[]::new)).mapEmpty();
    }

    private static final String ONE = "SELECT" + COLUMNS + "FROM board WHERE board_id = $1";

    Future<Optional<Board>> find(Tx tx, UUID id) {
        return tx.query(ONE, id).map(rows -> boards(rows).stream().findFirst());
    }

    private static List<Board> boards(RowSet<Row> rows) {
        return rows.stream().map(BoardStore::board).toList();
    }

    private static Board board(Row row) {
        return Board.newBuilder()
                .setId(Rows.id(row, "board_id"))
                .setName(row.getString("name"))
                .setDescription(row.getString("description"))
                .setThreadCount(row.getLong("thread_count"))
                .setRetired(row.getBoolean("retired"))
                .setVersion(row.getLong("version"))
                .build();
    }
}
