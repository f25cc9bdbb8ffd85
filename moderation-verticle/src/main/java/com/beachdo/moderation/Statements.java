package com.beachdo.moderation;

import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Tells those whom decisions are about what was decided, why, and until when they can appeal; and what became of an appeal. */
final class Statements {
    static final int APPEAL_DAYS = 180;

    private Statements() {}

    static Future<Void> tell(Tx tx, LockedCase subject, Verdict verdict) {
        return verdict.action() == CaseAction.CASE_ACTION_DISMISS || verdict.isUntold()
                ? Future.succeededFuture()
                : tx.emit(verdict.id().toString(), statement(subject, verdict));
    }

    private static DecisionMade statement(LockedCase subject, Verdict verdict) {
        DecisionMade.Builder made = DecisionMade.newBuilder()
                .setDecisionId(verdict.id().toString())
                .setUserId(subject.targetOwnerId().toString())
                .setAction(verdict.action())
                .setReason(verdict.reason())
                .setTargetType(subject.targetType())
                .setTargetId(subject.targetId().toString())
                .addAllActivities(verdict.activities())
                .setAppealBy(Rows.timestamp(OffsetDateTime.now(ZoneOffset.UTC).plusDays(APPEAL_DAYS)));
        if (verdict.ground() != null) {
            made.setGround(verdict.ground());
        }
        if (verdict.until() != null) {
            made.setUntil(Rows.timestamp(verdict.until()));
        }
        return made.build();
    }

    /** To whom the decision was about, who made the appeal. */
    static Future<Void> answer(Tx tx, AppealStore.Locked appeal, AppealStatus outcome, String answer) {
        return tx.emit(
                appeal.id().toString(),
                AppealAnswered.newBuilder()
                        .setAppealId(appeal.id().toString())
                        .setDecisionId(appeal.decisionId().toString())
                        .setUserId(appeal.subject().targetOwnerId().toString())
                        .setOutcome(outcome)
                        .setAnswer(answer)
                        .build());
    }
}
