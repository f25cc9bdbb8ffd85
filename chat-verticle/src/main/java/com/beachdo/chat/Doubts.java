package com.beachdo.chat;

import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rooms where a write ended without an answer, as when the database goes while it commits. It may have had its effect, and
 * nobody was told: once the database answers again, the members' sockets are told to look.
 */
final class Doubts {
    private static final long AGAIN_MILLIS = 1_000;

    private final Vertx vertx;
    private final RoomStore rooms;
    private final LiveChat live;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

    Doubts(Vertx vertx, RoomStore rooms, LiveChat live) {
        this.vertx = vertx;
        this.rooms = rooms;
        this.live = live;
    }

    /** @param write something that changes the room */
    <T> Future<T> about(UUID chatId, Future<T> write) {
        return write.onFailure(failure -> {
            if (failure instanceof RpcException known && known.status() == GrpcStatus.UNAVAILABLE) {
                ask(chatId);
            }
        });
    }

    private void ask(UUID chatId) {
        if (waiting.add(chatId)) {
            long unused = vertx.setTimer(AGAIN_MILLIS, ignored -> {
                boolean asked = waiting.remove(chatId);
                CallContext.ANONYMOUS
                        .run(vertx, () -> rooms.settled(chatId))
                        .onSuccess(members -> members.ifPresent(live::resync))
                        .onFailure(down -> ask(chatId));
            });
        }
    }
}
