package com.beachdo.platform.rpc;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CasesService;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import io.vertx.core.Future;
import java.util.function.Function;

/** A contract for staff whose answers a test sets. */
final class FakeCases extends CasesService {
    volatile Function<GetCaseRequest, Future<Case>> getCase = request ->
            Future.succeededFuture(Case.newBuilder().setId(request.getCaseId()).build());

    @Override
    public Future<Case> getCase(GetCaseRequest request) {
        return getCase.apply(request);
    }

    @Override
    public Future<ListAuditReply> listAudit(ListAuditRequest request) {
        return Future.succeededFuture(ListAuditReply.getDefaultInstance());
    }
}
