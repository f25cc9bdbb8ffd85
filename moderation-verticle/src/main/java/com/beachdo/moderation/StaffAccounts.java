package com.beachdo.moderation;

import com.beachdo.identity.v1.GetAccountRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.Users;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;

/** Knows whose accounts a moderator may not restrict: those of staff are an administrator's to decide about. */
final class StaffAccounts {
    private final Users users;

    /** @param users called as whoever decides */
    StaffAccounts(Users users) {
        this.users = users;
    }

    /** Fails with case.target_is_staff. */
    Future<Void> requireNotAboveCaller(UUID account) {
        return isAboveCaller(account).map(above -> {
            if (above) {
                throw RpcException.denied(
                        "case.target_is_staff", "What was decided about staff is an administrator's to take back.");
            }
            return null;
        });
    }

    /** Whether an account is of staff and the caller no administrator; false of one that is gone. */
    Future<Boolean> isAboveCaller(UUID account) {
        return CallContext.current().hasRole("ADMIN")
                ? Future.succeededFuture(false)
                : users.getAccount(GetAccountRequest.newBuilder()
                                .setUserId(account.toString())
                                .build())
                        .map(user -> user.getRolesList().contains(Role.ROLE_MODERATOR)
                                || user.getRolesList().contains(Role.ROLE_ADMIN))
                        .recover(failure -> failure instanceof RpcException rpc && rpc.status() == GrpcStatus.NOT_FOUND
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(failure));
    }
}
