package com.beachdo.identity;

import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Carries out what moderation decided about accounts. */
final class Restrictions {
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final EndedSessions ended;

    Restrictions(AccountStore accounts, SessionStore sessions, EndedSessions ended) {
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
                .compose(ignored -> sessions.endAll(tx, accountId, reason))
                .map(ids -> {
                    ended.tell(accountId, ids, reason);
                    return null;
                });
    }

    /** Lets somebody in again whose restriction was overturned on appeal; the catalog shows their listings again. */
    Future<Void> overturned(Tx tx, DecisionOverturned event) {
        boolean banned = event.getAction() == CaseAction.CASE_ACTION_BAN;
        if (!banned && event.getAction() != CaseAction.CASE_ACTION_SUSPEND) {
            return Future.succeededFuture();
        }
        UUID accountId = Ids.parse("ownerId", event.getOwnerId());
        return accounts.hold(tx, accountId)
                .compose(ignored ->
                        accounts.letIn(tx, accountId, banned ? Account.Status.BANNED : Account.Status.SUSPENDED))
                .compose(letIn -> letIn
                        ? tx.emit(
                                accountId.toString(),
                                UserStatusChanged.newBuilder()
                                        .setUserId(accountId.toString())
                                        .setActive(true)
                                        .build())
                        : Future.succeededFuture());
    }
}
