package com.beachdo.platform.auth;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.identity.v1.ListEndedSessionsReply;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysReply;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.SessionsService;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Identity as a verifier sees it. */
final class FakeSessions extends SessionsService {
    final List<JsonWebKey> keys = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    final AtomicInteger keyCalls = new AtomicInteger();
    volatile @Nullable RuntimeException failure;

    @Override
    public Future<ListKeysReply> listKeys(ListKeysRequest request) {
        int unused = keyCalls.incrementAndGet();
        RuntimeException broken = failure;
        return broken == null
                ? Future.succeededFuture(
                        ListKeysReply.newBuilder().addAllKeys(keys).build())
                : Future.failedFuture(broken);
    }

    @Override
    public Future<ListEndedSessionsReply> listEndedSessions(ListEndedSessionsRequest request) {
        RuntimeException broken = failure;
        return broken == null
                ? Future.succeededFuture(ListEndedSessionsReply.newBuilder()
                        .addAllSessionIds(ended)
                        .build())
                : Future.failedFuture(broken);
    }
}
