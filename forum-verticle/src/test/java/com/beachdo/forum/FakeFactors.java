package com.beachdo.forum;

import com.beachdo.identity.v1.CheckStepUpReply;
import com.beachdo.identity.v1.CheckStepUpRequest;
import com.beachdo.identity.v1.FactorsService;
import io.vertx.core.Future;

/** Identity as the forum knows it: one session showed a second factor. */
final class FakeFactors extends FactorsService {
    static final String STEPPED_UP = "c0ffee00-0000-7000-8000-00000000000f";

    @Override
    public Future<CheckStepUpReply> checkStepUp(CheckStepUpRequest request) {
        return Future.succeededFuture(CheckStepUpReply.newBuilder()
                .setSteppedUp(request.getSessionId().equals(STEPPED_UP))
                .build());
    }
}
