package com.beachdo.moderation;

import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.ListCasesReply;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReleaseCaseRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.moderation.v1.VerifyAuditRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The cases contract. */
final class CasesRpc implements Cases {
    private final Db db;
    private final CaseStore cases;
    private final CaseLists lists;
    private final ReportStore reports;
    private final AuditStore audit;

    CasesRpc(Db db, CaseStore cases, CaseLists lists, ReportStore reports, AuditStore audit) {
        this.db = db;
        this.cases = cases;
        this.lists = lists;
        this.reports = reports;
        this.audit = audit;
    }

    @Override
    public Future<ListCasesReply> listCases(ListCasesRequest request) {
        return lists.page(CaseFilter.of(request), Page.size(request.getLimit()), request.getCursor())
                .map(CasesRpc::reply);
    }

    private static ListCasesReply reply(Page<Case> page) {
        ListCasesReply.Builder reply = ListCasesReply.newBuilder().addAllItems(page.items());
        String next = page.next();
        return (next == null ? reply : reply.setNextCursor(next)).build();
    }

    @Override
    public Future<Case> getCase(GetCaseRequest request) {
        return read(caseId(request.getCaseId()));
    }

    private Future<Case> read(UUID id) {
        return cases.find(id).compose(found -> reports.ofCase(id)
                .map(all -> found.toBuilder().addAllReports(all).build()));
    }

    @Override
    public Future<Case> claimCase(ClaimCaseRequest request) {
        UUID id = caseId(request.getCaseId());
        UUID staff = caller();
        return db.transaction(tx -> cases.lock(tx, id)
                        .map(subject -> subject.requireFreeFor(staff))
                        .compose(subject -> cases.claim(tx, subject, staff)
                                .compose(done -> audit.append(tx, staff, "case.claim", subject, new JsonObject()))))
                .compose(done -> read(id));
    }

    @Override
    public Future<Case> releaseCase(ReleaseCaseRequest request) {
        UUID id = caseId(request.getCaseId());
        UUID staff = caller();
        return db.transaction(tx -> cases.lock(tx, id)
                        .map(subject -> subject.requireClaimedBy(staff))
                        .compose(subject -> cases.release(tx, subject)
                                .compose(done -> audit.append(tx, staff, "case.release", subject, new JsonObject()))))
                .compose(done -> read(id));
    }

    @Override
    public Future<Case> decideCase(DecideCaseRequest request) {
        UUID id = caseId(request.getCaseId());
        Verdict verdict = Verdict.of(request, caller());
        return db.transaction(tx -> cases.lock(tx, id).compose(subject -> decide(tx, subject, verdict)))
                .compose(done -> read(id));
    }

    /** The audit goes before the events: its lock keeps those about one user, which come from many cases, in order. */
    private Future<Void> decide(Tx tx, LockedCase subject, Verdict verdict) {
        UUID staff = verdict.decidedBy();
        verdict.requireSuitableFor(subject.requireFreeFor(staff));
        JsonObject detail = new JsonObject()
                .put("action", Names.of(verdict.action()))
                .put("decisionId", verdict.id().toString());
        return cases.close(tx, subject, verdict)
                .compose(done -> audit.append(tx, staff, "case.decide", subject, detail))
                .compose(done -> verdict.emit(tx, subject));
    }

    @Override
    public Future<ListAuditReply> listAudit(ListAuditRequest request) {
        return audit.page(request, Page.size(request.getLimit())).map(CasesRpc::auditReply);
    }

    private static ListAuditReply auditReply(Page<AuditEntry> page) {
        ListAuditReply.Builder reply = ListAuditReply.newBuilder().addAllItems(page.items());
        String next = page.next();
        return (next == null ? reply : reply.setNextCursor(next)).build();
    }

    @Override
    public Future<VerifyAuditReply> verifyAudit(VerifyAuditRequest request) {
        if (request.getFromSeq() < 0) {
            throw RpcException.invalid("request.invalid", "/fromSeq", "must be 1 or more");
        }
        return audit.verify(Math.max(1, request.getFromSeq()));
    }

    private static UUID caseId(String id) {
        return Ids.parse("caseId", id);
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
