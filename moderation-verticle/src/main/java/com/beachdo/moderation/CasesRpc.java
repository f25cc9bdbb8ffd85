package com.beachdo.moderation;

import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseOutcome;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.DecideCasesReply;
import com.beachdo.moderation.v1.DecideCasesRequest;
import com.beachdo.moderation.v1.ExportAuditReply;
import com.beachdo.moderation.v1.ExportAuditRequest;
import com.beachdo.moderation.v1.FindHeldTargetsReply;
import com.beachdo.moderation.v1.FindHeldTargetsRequest;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.LiftDecisionRequest;
import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.ListCasesReply;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReleaseCaseRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.moderation.v1.VerifyAuditRequest;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases contract. */
final class CasesRpc implements Cases {
    private static final int MOST_AT_ONCE = 50;
    private static final Set<GrpcStatus> REFUSALS = Set.of(
            GrpcStatus.NOT_FOUND,
            GrpcStatus.FAILED_PRECONDITION,
            GrpcStatus.PERMISSION_DENIED,
            GrpcStatus.INVALID_ARGUMENT);

    private final Db db;
    private final CaseStore cases;
    private final CaseLists lists;
    private final ReportStore reports;
    private final AuditStore audit;
    private final DecisionStore made;
    private final Decisions decisions;
    private final StaffAccounts staffAccounts;
    private final StepUp stepUp;
    private final HeldTargets held;

    CasesRpc(
            Db db,
            CaseStore cases,
            CaseLists lists,
            ReportStore reports,
            AuditStore audit,
            Decisions decisions,
            StaffAccounts staffAccounts,
            StepUp stepUp) {
        this.db = db;
        this.cases = cases;
        this.lists = lists;
        this.reports = reports;
        this.audit = audit;
        this.made = new DecisionStore(db);
        this.decisions = decisions;
        this.staffAccounts = staffAccounts;
        this.stepUp = stepUp;
        this.held = new HeldTargets(db);
    }

    @Override
    public Future<FindHeldTargetsReply> findHeldTargets(FindHeldTargetsRequest request) {
        return held.find(request)
                .map(ids -> FindHeldTargetsReply.newBuilder().addAllIds(ids).build());
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
                .compose(all -> withDecisions(found.toBuilder().addAllReports(all))));
    }

    private Future<Case> withDecisions(Case.Builder found) {
        return found.hasDecision()
                ? made.ofCase(caseId(found.getId())).map(all -> {
                    all.forEach(one -> {
                        Case.Builder unused = one.hasFollows() ? found.setConsequence(one) : found.setDecision(one);
                    });
                    return found.build();
                })
                : Future.succeededFuture(found.build());
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
        return decide(id, verdict).compose(done -> read(id));
    }

    @Override
    public Future<Case> liftDecision(LiftDecisionRequest request) {
        UUID decision = Ids.parse("decisionId", request.getDecisionId());
        String reason = Text.of("reason", request.getReason(), 3, 500);
        UUID staff = caller();
        return made.owner(decision)
                .compose(staffAccounts::requireNotAboveCaller)
                .compose(may -> db.transaction(tx -> decisions.lift(tx, decision, staff, reason)))
                .compose(this::read);
    }

    @Override
    public Future<DecideCasesReply> decideCases(DecideCasesRequest request) {
        if (request.getCaseIdsCount() < 1 || request.getCaseIdsCount() > MOST_AT_ONCE) {
            throw RpcException.invalid("request.invalid", "/caseIds", "must be 1 to " + MOST_AT_ONCE);
        }
        List<UUID> ids = request.getCaseIdsList().stream()
                .map(id -> Ids.parse("caseIds", id))
                .toList();
        DecideCaseRequest alike = alike(request);
        UUID staff = caller();
        Verdict unused = Verdict.of(alike, staff);
        return stepUp.require().compose(shown -> decideEach(ids, alike, staff));
    }

    private static DecideCaseRequest alike(DecideCasesRequest request) {
        DecideCaseRequest.Builder alike = DecideCaseRequest.newBuilder()
                .setAction(request.getAction())
                .setReason(request.getReason())
                .setNote(request.getNote())
                .addAllActivities(request.getActivitiesList());
        if (request.hasGround()) {
            alike.setGround(request.getGround());
        }
        return (request.hasUntil() ? alike.setUntil(request.getUntil()) : alike).build();
    }

    private Future<DecideCasesReply> decideEach(List<UUID> ids, DecideCaseRequest alike, UUID staff) {
        DecideCasesReply.Builder reply = DecideCasesReply.newBuilder();
        Future<?> done = Future.succeededFuture();
        for (UUID id : ids) {
            done = done.compose(before -> decide(id, Verdict.of(alike, staff)))
                    .transform((decided, failure) -> outcome(id, failure))
                    .map(reply::addItems);
        }
        return done.map(all -> reply.build());
    }

    private Future<Void> decide(UUID id, Verdict verdict) {
        return mayRestrict(id, verdict)
                .compose(may -> db.transaction(
                        tx -> cases.lock(tx, id).compose(subject -> decisions.make(tx, subject, verdict, may))));
    }

    /** Nobody's account is restricted by a dismissal. Whose content it is never changes, so it is asked for before. */
    private Future<Boolean> mayRestrict(UUID id, Verdict verdict) {
        return verdict.action() == CaseAction.CASE_ACTION_DISMISS
                ? Future.succeededFuture(true)
                : cases.find(id)
                        .compose(found -> staffAccounts.isAboveCaller(UUID.fromString(found.getTargetOwnerId())))
                        .map(above -> !above);
    }

    /** What is refused of one is told; what is not known of one fails them all. */
    private static Future<CaseOutcome> outcome(UUID id, @Nullable Throwable failure) {
        CaseOutcome.Builder outcome = CaseOutcome.newBuilder().setCaseId(id.toString());
        if (failure == null) {
            return Future.succeededFuture(outcome.setDecided(true).build());
        }
        return failure instanceof RpcException refused && REFUSALS.contains(refused.status())
                ? Future.succeededFuture(outcome.setCode(refused.code()).build())
                : Future.failedFuture(failure);
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

    @Override
    public Future<ExportAuditReply> exportAudit(ExportAuditRequest request) {
        if (request.getFromSeq() < 0) {
            throw RpcException.invalid("request.invalid", "/fromSeq", "must be 1 or more");
        }
        return audit.export(Math.max(1, request.getFromSeq()));
    }

    private static UUID caseId(String id) {
        return Ids.parse("caseId", id);
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
