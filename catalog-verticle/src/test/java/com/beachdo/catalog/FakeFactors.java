package com.beachdo.catalog;

import com.beachdo.identity.v1.CheckStepUpReply;
import com.beachdo.identity.v1.CheckStepUpRequest;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.FactorsService;
import io.vertx.core.Future;

/** Identity as the catalog knows it: one session showed a second factor. */
final class FakeFactors extends FactorsService implements Factors {
    static final String STEPPED_UP = "c0ffee00-0000-7000-8000-00000000000f";

    @Override
    public Future<CheckStepUpReply> checkStepUp(CheckStepUpRequest request) {
        return Future.succeededFuture(CheckStepUpReply.newBuilder()
                .setSteppedUp(request.getSessionId().equals(STEPPED_UP))
                .build());
    }
}
