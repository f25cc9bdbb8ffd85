package com.beachdo.chat;

import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An identity domain that knows whom it is told. */
final class FakeIdentity extends AccountsService {
    private final Map<String, PublicUser> users = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean down;

    void put(String id, String name) {
        PublicUser unused = users.put(
                id,
                PublicUser.newBuilder()
                        .setId(id)
                        .setName(name)
                        .setVerified(true)
                        .build());
    }

    void put(PublicUser user) {
        PublicUser unused = users.put(user.getId(), user);
    }

    @Override
    public Future<BatchGetUsersReply> batchGetUsers(BatchGetUsersRequest request) {
        int unused = calls.incrementAndGet();
        if (down) {
            return Future.failedFuture(RpcException.unavailable("service.unavailable", "Not now."));
        }
        BatchGetUsersReply.Builder reply = BatchGetUsersReply.newBuilder();
        for (String id : request.getUserIdsList()) {
            @Nullable PublicUser user = users.get(id);
            if (user != null) {
                reply.addUsers(user);
            }
        }
        return Future.succeededFuture(reply.build());
    }
}
