package com.beachdo.moderation;

import com.beachdo.moderation.v1.Appeal;
import com.beachdo.moderation.v1.AppealDecisionRequest;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.DecideAppealRequest;
import com.beachdo.moderation.v1.ListAppealsReply;
import com.beachdo.moderation.v1.ListAppealsRequest;
import com.beachdo.moderation.v1.ListMyDecisionsReply;
import com.beachdo.moderation.v1.ListMyDecisionsRequest;
import com.beachdo.moderation.v1.RecordAppealRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The appeals contract. */
final class AppealsRpc implements Appeals {
    private final Db db;
    private final AppealStore appeals;
    private final AuditStore audit;
    private final Decisions decisions;
    private final StaffAccounts staffAccounts;

    AppealsRpc(Db db, AppealStore appeals, AuditStore audit, Decisions decisions, StaffAccounts staffAccounts) {
        this.db = db;
        this.appeals = appeals;
        this.audit = audit;
        this.decisions = decisions;
        this.staffAccounts = staffAccounts;
    }

    @Override
    public Future<ListMyDecisionsReply> listMyDecisions(ListMyDecisionsRequest request) {
        return appeals.ofOwner(caller(), Page.size(request.getLimit()), request.getCursor())
                .map(page -> {
                    ListMyDecisionsReply.Builder reply =
                            ListMyDecisionsReply.newBuilder().addAllItems(page.items());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<Appeal> appealDecision(AppealDecisionRequest request) {
        UUID owner = caller();
        UUID decision = Ids.parse("decisionId", request.getDecisionId());
        String statement = Text.of("statement", request.getStatement(), 10, 5_000);
        return db.once(request, Appeal.getDefaultInstance(), tx -> appeals.create(tx, decision, owner, statement));
    }

    @Override
    public Future<Appeal> recordAppeal(RecordAppealRequest request) {
        UUID staff = caller();
        UUID decision = Ids.parse("decisionId", request.getDecisionId());
        String statement = Text.of("statement", request.getStatement(), 10, 5_000);
        return db.once(request, Appeal.getDefaultInstance(), tx -> appeals.lockDecision(tx, decision)
                .compose(subject -> {
                    subject.requireNotAbout(staff);
                    JsonObject detail = new JsonObject().put("decisionId", decision.toString());
                    return appeals.create(tx, decision, subject.targetOwnerId(), statement)
                            .compose(appeal -> audit.append(
                                            tx, staff, "appeal.record", subject, detail.put("appealId", appeal.getId()))
                                    .map(appeal));
                }));
    }

    @Override
    public Future<ListAppealsReply> listAppeals(ListAppealsRequest request) {
        AppealStatus status = request.hasStatus()
                ? Names.required("status", request.getStatus())
                : AppealStatus.APPEAL_STATUS_PENDING;
        return appeals.list(status, Page.size(request.getLimit()), request.getCursor())
                .map(page -> {
                    ListAppealsReply.Builder reply =
                            ListAppealsReply.newBuilder().addAllItems(page.items());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<Appeal> decideAppeal(DecideAppealRequest request) {
        UUID id = Ids.parse("appealId", request.getAppealId());
        UUID staff = caller();
        AppealStatus outcome = Names.required("outcome", request.getOutcome());
        if (outcome == AppealStatus.APPEAL_STATUS_PENDING) {
            throw RpcException.invalid("request.invalid", "/outcome", "must be UPHELD or OVERTURNED");
        }
        String answer = Text.of("answer", request.getAnswer(), 3, 2_000);
        return appeals.appellant(id)
                .compose(staffAccounts::requireNotAboveCaller)
                .compose(may -> db.transaction(tx -> appeals.lock(tx, id).compose(locked -> {
                    requireMayDecide(locked, staff);
                    return appeals.decide(tx, id, outcome, answer, staff)
                            .compose(appeal -> note(tx, locked, outcome, staff)
                                    .compose(noted -> Statements.answer(tx, locked, outcome, answer))
                                    .map(appeal));
                })));
    }

    private static void requireMayDecide(AppealStore.Locked appeal, UUID staff) {
        appeal.subject().requireNotAbout(staff);
        if (appeal.decidedBy().equals(staff)) {
            throw RpcException.denied("appeal.own_decision", "You decided this at first; leave it to others.");
        }
        if (appeal.decided()) {
            throw RpcException.conflict("appeal.decided", "This appeal is decided already.");
        }
    }

    /** The audit goes before the events, as with cases. */
    private Future<Void> note(Tx tx, AppealStore.Locked appeal, AppealStatus outcome, UUID staff) {
        JsonObject detail = new JsonObject()
                .put("appealId", appeal.id().toString())
                .put("decisionId", appeal.decisionId().toString())
                .put("outcome", AppealStore.outcome(outcome));
        Future<List<DecisionStore.Overturned>> overturned = outcome == AppealStatus.APPEAL_STATUS_OVERTURNED
                ? decisions.overturn(tx, appeal.decisionId())
                : Future.succeededFuture(List.of());
        return overturned.compose(taken -> audit.append(tx, staff, "appeal.decide", appeal.subject(), detail)
                .compose(noted -> decisions.undo(tx, appeal.subject(), taken)));
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
