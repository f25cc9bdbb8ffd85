package com.beachdo.chat;

import com.beachdo.chat.v1.BlockUserRequest;
import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.UnblockUserRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;

/** The blocks contract. */
final class BlocksRpc implements Blocks {
    private final BlockStore blocks;
    private final People people;

    BlocksRpc(BlockStore blocks, People people) {
        this.blocks = blocks;
        this.people = people;
    }

    @Override
    public Future<Empty> blockUser(BlockUserRequest request) {
        UUID callerId = Caller.id();
        UUID userId = Ids.parse("userId", request.getUserId());
        if (userId.equals(callerId)) {
            throw RpcException.invalid("block.self", "/userId", "must not be yourself");
        }
        return people.exists(userId)
                .compose(exists -> exists
                        ? blocks.block(callerId, userId)
                        : Future.failedFuture(RpcException.notFound("user.not_found", "There is no such user.")))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unblockUser(UnblockUserRequest request) {
        return blocks.unblock(Caller.id(), Ids.parse("userId", request.getUserId()))
                .map(Empty.getDefaultInstance());
    }
}
