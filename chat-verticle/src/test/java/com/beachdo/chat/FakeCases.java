package com.beachdo.chat;

import com.beachdo.moderation.v1.CasesService;
import com.beachdo.moderation.v1.FindHeldTargetsReply;
import com.beachdo.moderation.v1.FindHeldTargetsRequest;
import com.beachdo.moderation.v1.HeldTarget;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A moderation that needs what it is told to need. */
final class FakeCases extends CasesService {
    final Set<String> needed = ConcurrentHashMap.newKeySet();

    volatile boolean down;

    @Override
    public Future<FindHeldTargetsReply> findHeldTargets(FindHeldTargetsRequest request) {
        return down
                ? Future.failedFuture(RpcException.unavailable("moderation.away", "Moderation is away."))
                : Future.succeededFuture(FindHeldTargetsReply.newBuilder()
                        .addAllIds(request.getTargetsList().stream()
                                .map(HeldTarget::getId)
                                .filter(needed::contains)
                                .toList())
                        .build());
    }
}
