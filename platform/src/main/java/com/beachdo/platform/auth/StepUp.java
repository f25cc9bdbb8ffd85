package com.beachdo.platform.auth;

import com.beachdo.identity.v1.CheckStepUpRequest;
import com.beachdo.identity.v1.Factors;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;

/** Asks for a second factor, shown lately, before what is not undone easily. */
public final class StepUp {
    private final Factors factors;

    /** @param factors called as a part of Beachdo */
    public StepUp(Factors factors) {
        this.factors = factors;
    }

    /** Fails with auth.step_up_required. */
    public Future<Void> require() {
        String session = CallContext.current().sessionId();
        return session == null
                ? Future.failedFuture(missing())
                : factors.checkStepUp(CheckStepUpRequest.newBuilder()
                                .setSessionId(session)
                                .build())
                        .map(reply -> {
                            if (!reply.getSteppedUp()) {
                                throw missing();
                            }
                            return null;
                        });
    }

    private static RpcException missing() {
        return RpcException.denied("auth.step_up_required", "Show the second factor once more first.");
    }
}
