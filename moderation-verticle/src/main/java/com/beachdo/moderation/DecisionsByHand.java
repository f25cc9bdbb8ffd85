package com.beachdo.moderation;

import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Keeps what staff did to accounts by hand as decisions, so that they are told, appealed and overturned like any. */
final class DecisionsByHand {
    private static final String OPEN_AND_CLOSE =
            """
            INSERT INTO moderation_case (case_id, target_type, target_id, target_owner_id, evidence, acknowledge_by,
                acknowledged_at, dispose_by, closed_at, by_hand, version)
            VALUES ($1, 'USER', $2, $2, '{}', now(), now(), now(), now(), true, 1)
            """;
    private static final String END =
            """
            UPDATE decision d SET ended_at = now() FROM moderation_case c
            WHERE c.case_id = d.case_id AND c.target_owner_id = $1 AND d.action = 'SUSPEND' AND d.ended_at IS NULL
                AND d.overturned_at IS NULL
            """;

    private final HookStore hooks;

    DecisionsByHand(HookStore hooks) {
        this.hooks = hooks;
    }

    /** Those let in again are kept out by no suspension any more. */
    Future<Void> heard(Tx tx, AccountRestrictedByHand event) {
        UUID user = Ids.parse("userId", event.getUserId());
        return switch (event.getStatus()) {
            case USER_STATUS_ACTIVE -> tx.query(END, user).mapEmpty();
            case USER_STATUS_SUSPENDED, USER_STATUS_BANNED ->
                event.getDecisionId().isEmpty() ? Future.succeededFuture() : decided(tx, user, event);
            case USER_STATUS_DELETED, USER_STATUS_UNSPECIFIED, UNRECOGNIZED -> Future.succeededFuture();
        };
    }

    /** Identity has done it already, and told the audit. */
    private Future<Void> decided(Tx tx, UUID user, AccountRestrictedByHand event) {
        Verdict verdict = verdict(event);
        LockedCase subject = new LockedCase(Ids.next(), TargetType.TARGET_TYPE_USER, user, user, true, null);
        JsonObject detail = verdict.detail().put("reason", verdict.reason());
        return tx.query(OPEN_AND_CLOSE, subject.id(), user)
                .compose(done -> DecisionStore.insert(tx, subject.id(), verdict))
                .compose(done -> Statements.tell(tx, subject, verdict))
                .compose(done -> hooks.queue(tx, "decision.made", subject, detail));
    }

    private static Verdict verdict(AccountRestrictedByHand event) {
        boolean banned = event.getStatus() == UserStatus.USER_STATUS_BANNED;
        return new Verdict(
                Ids.parse("decisionId", event.getDecisionId()),
                Ids.parse("staffId", event.getStaffId()),
                banned ? CaseAction.CASE_ACTION_BAN : CaseAction.CASE_ACTION_SUSPEND,
                event.getReason(),
                null,
                List.of(),
                event.hasUntil() ? Rows.time("until", event.getUntil()) : null,
                null,
                null);
    }
}
