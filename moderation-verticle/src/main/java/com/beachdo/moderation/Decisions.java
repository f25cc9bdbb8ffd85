package com.beachdo.moderation;

import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Makes and takes back decisions: kept, audited, brought about in other domains, weighed by strikes. */
final class Decisions {
    private final AuditStore audit;
    private final HookStore hooks;

    Decisions(AuditStore audit, HookStore hooks) {
        this.audit = audit;
        this.hooks = hooks;
    }

    /**
     * Closes a locked case.
     *
     * @param mayRestrict whether the account may be restricted by whoever decides; when not, nothing follows from a strike
     */
    Future<Void> make(Tx tx, LockedCase subject, Verdict verdict, boolean mayRestrict) {
        verdict.requireSuitableFor(subject.requireFreeFor(verdict.decidedBy()), mayRestrict);
        return CaseStore.close(tx, subject)
                .compose(done -> ReportStore.reasons(tx, subject.id()))
                .map(verdict::onGroundOf)
                .map(Verdict::requireSpamIfUntold)
                .compose(grounded -> add(tx, subject, grounded, "case.decide")
                        .compose(done -> StrikeStore.give(tx, subject.targetOwnerId(), grounded)))
                .compose(following -> following.isPresent() && mayRestrict
                        ? add(tx, subject, following.get(), "strike.consequence")
                        : Future.succeededFuture());
    }

    private Future<Void> add(Tx tx, LockedCase subject, Verdict verdict, String action) {
        return DecisionStore.insert(tx, subject.id(), verdict)
                .compose(done -> audit.append(tx, verdict.decidedBy(), action, subject, verdict.detail()))
                .compose(done -> Effects.bringAbout(tx, subject, verdict))
                .compose(done -> Statements.tell(tx, subject, verdict))
                .compose(done -> hooks.queue(
                        tx, "decision.made", subject, verdict.detail().put("reason", verdict.reason())));
    }

    /** Takes back what nobody can appeal, because nobody is told of it; the case that it closed. */
    Future<UUID> lift(Tx tx, UUID decision, UUID staff, String reason) {
        return DecisionStore.lockUntold(tx, decision).compose(subject -> {
            subject.requireNotAbout(staff);
            JsonObject detail =
                    new JsonObject().put("decisionId", decision.toString()).put("reason", reason);
            return overturn(tx, decision)
                    .compose(taken -> taken.isEmpty()
                            ? Future.succeededFuture()
                            : audit.append(tx, staff, "decision.lift", subject, detail)
                                    .compose(noted -> undo(tx, subject, taken)))
                    .map(subject.id());
        });
    }

    /** Call it before {@link #undo}, and before the audit is appended to: rows of decisions are locked first. */
    Future<List<DecisionStore.Overturned>> overturn(Tx tx, UUID decision) {
        return StrikeStore.revoke(tx, decision).compose(revoked -> DecisionStore.overturn(tx, decision));
    }

    Future<Void> undo(Tx tx, LockedCase subject, List<DecisionStore.Overturned> decisions) {
        Future<Void> done = Future.succeededFuture();
        for (DecisionStore.Overturned decision : decisions) {
            done = done.compose(before -> Effects.undo(tx, subject, decision))
                    .compose(undone -> hooks.queue(
                            tx,
                            "decision.overturned",
                            subject,
                            new JsonObject()
                                    .put("action", Names.of(decision.action()))
                                    .put("decisionId", decision.id().toString())));
        }
        return done;
    }
}
