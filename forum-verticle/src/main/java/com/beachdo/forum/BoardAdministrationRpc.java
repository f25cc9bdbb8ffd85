package com.beachdo.forum;

import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.BoardAdministration;
import com.beachdo.forum.v1.CreateBoardRequest;
import com.beachdo.forum.v1.ListAllBoardsReply;
import com.beachdo.forum.v1.ListAllBoardsRequest;
import com.beachdo.forum.v1.ReinstateBoardRequest;
import com.beachdo.forum.v1.RetireBoardRequest;
import com.beachdo.forum.v1.UpdateBoardRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The contract of changing boards. */
final class BoardAdministrationRpc implements BoardAdministration {
    private static final int MOST_IN_USE = 100;
    private static final int MOST = 1_000;

    private final Db db;
    private final BoardStore boards;

    BoardAdministrationRpc(Db db, BoardStore boards) {
        this.db = db;
        this.boards = boards;
    }

    @Override
    public Future<ListAllBoardsReply> listAllBoards(ListAllBoardsRequest request) {
        return boards.all()
                .map(all -> ListAllBoardsReply.newBuilder().addAllItems(all).build());
    }

    @Override
    public Future<Board> createBoard(CreateBoardRequest request) {
        String name = Text.line("name", request.getName(), 1, 80);
        String description = Text.line("description", request.getDescription(), 1, 300);
        requirePosition(request.getPosition());
        UUID id = Ids.next();
        return db.once(request, Board.getDefaultInstance(), tx -> boards.lock(tx)
                .compose(before -> {
                    requireRoom(before);
                    return boards.insert(tx, id, name, description)
                            .compose(BoardAdministrationRpc::requireFree)
                            .compose(made -> order(
                                    tx,
                                    before,
                                    id,
                                    request.hasPosition() ? request.getPosition() : before.size(),
                                    false));
                })
                .compose(done -> changed(tx, id, "board.create")));
    }

    private static void requireRoom(List<Board> before) {
        if (before.stream().filter(board -> !board.getRetired()).count() >= MOST_IN_USE || before.size() >= MOST) {
            throw RpcException.conflict(
                    "board.too_many", "There are as many boards as there can be; retire some first.");
        }
    }

    private static Future<Void> requireFree(boolean free) {
        return free
                ? Future.succeededFuture()
                : Future.failedFuture(RpcException.conflict("board.exists", "There is a board with this name."));
    }

    private static void requirePosition(int position) {
        if (position < 0) {
            throw RpcException.invalid("request.invalid", "/position", "must be 0 or more");
        }
    }

    /** A board among those in use, or the first of the retired ones. */
    private Future<Void> order(Tx tx, List<Board> before, UUID id, int position, boolean retired) {
        List<UUID> inUse = ids(before, id, false);
        List<UUID> others = ids(before, id, true);
        List<UUID> into = retired ? others : inUse;
        into.add(retired ? 0 : Math.min(position, into.size()), id);
        inUse.addAll(others);
        return boards.order(tx, inUse);
    }

    private static List<UUID> ids(List<Board> boards, UUID butFor, boolean retired) {
        return new ArrayList<>(boards.stream()
                .filter(board -> board.getRetired() == retired)
                .map(board -> UUID.fromString(board.getId()))
                .filter(id -> !id.equals(butFor))
                .toList());
    }

    @Override
    public Future<Board> updateBoard(UpdateBoardRequest request) {
        UUID id = Ids.parse("boardId", request.getBoardId());
        String name = request.hasName() ? Text.line("name", request.getName(), 1, 80) : "";
        String description = request.hasDescription() ? Text.line("description", request.getDescription(), 1, 300) : "";
        requirePosition(request.getPosition());
        return db.transaction(tx -> boards.lock(tx)
                .compose(before -> {
                    Board board = require(before, id);
                    if (request.hasExpectedVersion() && request.getExpectedVersion() != board.getVersion()) {
                        throw new RpcException(
                                GrpcStatus.ABORTED, "board.version_mismatch", "The board was changed in the meantime.");
                    }
                    return boards.update(
                                    tx,
                                    id,
                                    name.isEmpty() ? board.getName() : name,
                                    description.isEmpty() ? board.getDescription() : description)
                            .compose(BoardAdministrationRpc::requireFree)
                            .compose(done -> request.hasPosition() && !board.getRetired()
                                    ? order(tx, before, id, request.getPosition(), false)
                                    : Future.succeededFuture());
                })
                .compose(done -> changed(tx, id, "board.update")));
    }

    private static Board require(List<Board> boards, UUID id) {
        return boards.stream()
                .filter(board -> board.getId().equals(id.toString()))
                .findFirst()
                .orElseThrow(() -> RpcException.notFound("board.not_found", "There is no such board."));
    }

    @Override
    public Future<Board> retireBoard(RetireBoardRequest request) {
        return setRetired(Ids.parse("boardId", request.getBoardId()), true);
    }

    @Override
    public Future<Board> reinstateBoard(ReinstateBoardRequest request) {
        return setRetired(Ids.parse("boardId", request.getBoardId()), false);
    }

    private Future<Board> setRetired(UUID id, boolean retired) {
        return db.transaction(tx -> boards.lock(tx).compose(before -> {
            Board board = require(before, id);
            if (board.getRetired() == retired) {
                return Future.succeededFuture(board);
            }
            if (!retired) {
                requireRoom(before);
            }
            return boards.setRetired(tx, id, retired)
                    .compose(done -> order(tx, before, id, before.size(), retired))
                    .compose(done -> changed(tx, id, retired ? "board.retire" : "board.reinstate"));
        }));
    }

    /** What became of it; the audit is told. */
    private Future<Board> changed(Tx tx, UUID id, String action) {
        JsonObject detail = new JsonObject();
        return boards.find(tx, id).map(found -> found.orElseThrow()).compose(board -> StaffActions.tell(
                        tx,
                        Caller.signedIn(),
                        StaffActions.BOARD,
                        id,
                        action,
                        detail.put("name", board.getName())
                                .put("description", board.getDescription())
                                .put("version", board.getVersion()))
                .map(board));
    }
}
