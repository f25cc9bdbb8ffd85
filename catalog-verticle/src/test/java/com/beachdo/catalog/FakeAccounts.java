package com.beachdo.catalog;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.RevealPhoneReply;
import com.beachdo.identity.v1.RevealPhoneRequest;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Identity as the catalog knows it: everybody exists but those who do not. */
final class FakeAccounts extends AccountsService implements Accounts {
    static final long SINCE = 1_700_000_000L;

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    private final Map<String, String> phones = new ConcurrentHashMap<>();

    void showPhone(String userId, String phone) {
        phones.put(userId, phone);
    }

    @Override
    public Future<RevealPhoneReply> revealPhone(RevealPhoneRequest request) {
        String phone = phones.get(request.getUserId());
        return Future.succeededFuture(
                phone == null
                        ? RevealPhoneReply.getDefaultInstance()
                        : RevealPhoneReply.newBuilder().setPhone(phone).build());
    }

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
