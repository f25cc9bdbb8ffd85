package com.beachdo.forum;

import com.beachdo.forum.v1.DecisionCarriedOut;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.auth.Restriction;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Who is kept from posting in the forum, as moderation tells it; a time that is over counts no more. */
final class Restrictions {
    private static final Restriction POSTING = new Restriction("posting in the forum");

    private Restrictions() {}

    static Future<Void> changed(Tx tx, RestrictionsChanged event) {
        return POSTING.set(
                        tx,
                        UUID.fromString(event.getUserId()),
                        event.hasPostUntil() ? Rows.time("postUntil", event.getPostUntil()) : null)
                .compose(done -> carriedOut(tx, event.getDecisionId()));
    }

    /** Tells moderation that what it decided is done here. */
    static Future<Void> carriedOut(Tx tx, String decision) {
        return decision.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        decision,
                        DecisionCarriedOut.newBuilder().setDecisionId(decision).build());
    }

    /** Refuses somebody who is restricted now. */
    static Future<Void> requireFree(Tx tx, UUID user) {
        return POSTING.requireFree(tx, user);
    }
}
