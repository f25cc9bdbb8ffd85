package com.beachdo.identity;

import com.beachdo.identity.v1.DecisionCarriedOut;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SuspensionOver;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.SuspensionEnded;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Carries out what moderation decided about accounts. */
final class Restrictions {
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final EndedSessions ended;
    private final SecurityEvents events;
    private final DecisionNotices notices;

    Restrictions(
            AccountStore accounts,
            SessionStore sessions,
            EndedSessions ended,
            SecurityEvents events,
            DecisionNotices notices) {
        this.notices = notices;
        this.events = events;
        this.accounts = accounts;
        this.sessions = sessions;
        this.ended = ended;
    }

    /**
     * Told before the commit: the rows are locked, so a session that was told of can't go on in the meantime, and an
     * event whose commit fails comes again.
     */
    Future<Void> restrict(Tx tx, AccountRestricted event) {
        UUID accountId = Ids.parse("userId", event.getUserId());
        String reason = event.getBanned() ? EndedSessions.BANNED : EndedSessions.SUSPENDED;
        Account.Status status = event.getBanned() ? Account.Status.BANNED : Account.Status.SUSPENDED;
        return accounts.hold(tx, accountId)
                .compose(ignored -> accounts.restrict(tx, accountId, status))
                .compose(ignored ->
                        events.record(tx, accountId, SecurityAction.SECURITY_ACTION_RESTRICTED, reason, null))
                .compose(ignored -> sessions.endAll(tx, accountId, reason))
                .compose(ids -> {
                    ended.tell(accountId, ids, reason);
                    return event.getDecisionId().isEmpty() ? Future.succeededFuture() : carriedOut(tx, event);
                });
    }

    private static Future<Void> carriedOut(Tx tx, AccountRestricted event) {
        return tx.emit(
                event.getDecisionId(),
                DecisionCarriedOut.newBuilder()
                        .setDecisionId(event.getDecisionId())
                        .build());
    }

    /** Lets somebody in again whose suspension is over, unless staff suspended them by hand, too. */
    Future<Void> suspensionEnded(Tx tx, SuspensionEnded event) {
        UUID accountId = Ids.parse("userId", event.getUserId());
        return accounts.hold(tx, accountId)
                .compose(ignored -> lift(tx, accountId, Account.Status.SUSPENDED))
                .compose(letIn -> letIn
                        ? notices.suspensionOver(tx, accountId)
                                .compose(ignored -> tx.emit(
                                        accountId.toString(),
                                        SuspensionOver.newBuilder()
                                                .setUserId(accountId.toString())
                                                .build()))
                        : Future.succeededFuture());
    }

    /** Lets somebody in again whose restriction was overturned on appeal; the catalog shows their listings again. */
    Future<Void> overturned(Tx tx, DecisionOverturned event) {
        boolean banned = event.getAction() == CaseAction.CASE_ACTION_BAN;
        if (!banned && event.getAction() != CaseAction.CASE_ACTION_SUSPEND) {
            return Future.succeededFuture();
        }
        UUID accountId = Ids.parse("ownerId", event.getOwnerId());
        return accounts.hold(tx, accountId)
                .compose(
                        ignored -> accounts.noMoreByHand(tx, accountId, Ids.parse("decisionId", event.getDecisionId())))
                .compose(ignored -> lift(tx, accountId, banned ? Account.Status.BANNED : Account.Status.SUSPENDED))
                .mapEmpty();
    }

    /** Whether the account may be used by that. */
    private Future<Boolean> lift(Tx tx, UUID accountId, Account.Status restriction) {
        return accounts.lift(tx, accountId, restriction)
                .compose(letIn -> letIn
                        ? tx.emit(
                                        accountId.toString(),
                                        UserStatusChanged.newBuilder()
                                                .setUserId(accountId.toString())
                                                .setActive(true)
                                                .build())
                                .compose(ignored ->
                                        events.record(tx, accountId, SecurityAction.SECURITY_ACTION_LET_IN_AGAIN, null))
                                .map(true)
                        : Future.succeededFuture(false));
    }
}
