package com.beachdo.forum;

import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity domain that knows whom it is told. */
final class FakeIdentity extends AccountsService {
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean down;
    private final Map<String, PublicUser> users = new ConcurrentHashMap<>();

    void put(String id, String name) {
        users.put(
                id,
                PublicUser.newBuilder()
                        .setId(id)
                        .setName(name)
                        .setVerified(true)
                        .build());
    }

    /** Somebody unproven, since then. */
    void putNew(String id, String name, Instant since) {
        users.put(
                id,
                PublicUser.newBuilder()
                        .setId(id)
                        .setName(name)
                        .setSince(Timestamp.newBuilder().setSeconds(since.getEpochSecond()))
                        .build());
    }

    @Override
    public Future<BatchGetUsersReply> batchGetUsers(BatchGetUsersRequest request) {
        calls.incrementAndGet();
        return down
                ? Future.failedFuture(RpcException.unavailable("service.unavailable", "Not now."))
                : Future.succeededFuture(BatchGetUsersReply.newBuilder()
                        .addAllUsers(request.getUserIdsList().stream()
                                .map(users::get)
                                .filter(Objects::nonNull)
                                .toList())
                        .build());
    }
}
