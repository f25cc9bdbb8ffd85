package com.beachdo.chat;

import com.beachdo.chat.v1.DecisionCarriedOut;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.auth.Restriction;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Who is kept from chatting, as moderation tells it; a time that is over counts no more. */
final class Restrictions {
    private static final Restriction CHATTING = new Restriction("chatting");

    private Restrictions() {}

    static Future<Void> changed(Tx tx, RestrictionsChanged event) {
        return CHATTING.set(
                        tx,
                        UUID.fromString(event.getUserId()),
                        event.hasChatUntil() ? Rows.time("chatUntil", event.getChatUntil()) : null)
                .compose(done -> UnseenSenders.changed(tx, event))
                .compose(done -> carriedOut(tx, event.getDecisionId()));
    }

    static Future<Void> forget(Tx tx, UUID user) {
        return CHATTING.forget(tx, user);
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
        return CHATTING.requireFree(tx, user);
    }

    static RpcException refusal(OffsetDateTime until) {
        return CHATTING.refusal(until);
    }
}
