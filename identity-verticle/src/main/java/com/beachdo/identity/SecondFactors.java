package com.beachdo.identity;

import com.beachdo.identity.factors.FactorStore;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for the second factor of accounts that have one. */
final class SecondFactors {
    private final FactorStore factors;
    private final Gate gate;
    private final SecurityEvents events;

    SecondFactors(FactorStore factors, Gate gate, SecurityEvents events) {
        this.factors = factors;
        this.gate = gate;
        this.events = events;
    }

    /** Whether one was shown; fails with UNAUTHENTICATED when there is one and it was not. */
    Future<Boolean> require(Tx tx, UUID accountId, @Nullable String code) {
        return factors.isSet(tx, accountId).compose(set -> {
            if (!set) {
                return Future.succeededFuture(false);
            }
            if (code == null) {
                return Future.failedFuture(
                        unauthenticated("auth.second_factor_required", "A code of the second factor is needed."));
            }
            return use(tx, accountId, code).map(right -> {
                if (!right) {
                    throw unauthenticated("auth.second_factor_wrong", "The code of the second factor is wrong.");
                }
                return true;
            });
        });
    }

    /** Uses up a code; wrong ones are counted for the account, whoever sends them. */
    Future<Boolean> use(Tx tx, UUID accountId, String code) {
        return gate.own("factor " + accountId)
                .compose(pass -> factors.use(tx, accountId, code).map(right -> {
                    if (right) {
                        pass.giveBack();
                    } else {
                        events.refused(accountId, SecurityAction.SECURITY_ACTION_STEP_UP_REFUSED, "code");
                    }
                    return right;
                }));
    }

    private static RpcException unauthenticated(String code, String message) {
        return new RpcException(GrpcStatus.UNAUTHENTICATED, code, message);
    }
}
