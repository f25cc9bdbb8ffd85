package com.beachdo.catalog;

import com.beachdo.catalog.v1.DecisionCarriedOut;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.auth.Restriction;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Who is kept from offering things for sale, as moderation tells it; a time that is over counts no more. */
final class Restrictions {
    private static final Restriction SELLING = new Restriction("offering things for sale");

    private Restrictions() {}

    static Future<Void> changed(Tx tx, RestrictionsChanged event) {
        return SELLING.set(
                        tx,
                        UUID.fromString(event.getUserId()),
                        event.hasListUntil() ? Rows.time("listUntil", event.getListUntil()) : null)
                .compose(done -> carriedOut(tx, event.getDecisionId()));
    }

    static Future<Void> forget(Tx tx, UUID user) {
        return SELLING.forget(tx, user);
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
        return SELLING.requireFree(tx, user);
    }
}
