package com.beachdo.catalog;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Identity as the catalog knows it: everybody exists but those who do not. */
final class FakeAccounts extends AccountsService implements Accounts {
    static final long SINCE = 1_700_000_000L;

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    void forget(String userId) {
        unknown.add(userId);
    }

    @Override
    public Future<BatchGetUsersReply> batchGetUsers(BatchGetUsersRequest request) {
        BatchGetUsersReply.Builder reply = BatchGetUsersReply.newBuilder();
        for (String id : request.getUserIdsList()) {
            if (!unknown.contains(id)) {
                reply.addUsers(PublicUser.newBuilder()
                        .setId(id)
                        .setName("Asha")
                        .setVerified(true)
                        .setSince(Timestamp.newBuilder().setSeconds(SINCE)));
            }
        }
        return Future.succeededFuture(reply.build());
    }
}
