package com.beachdo.chat;

import com.beachdo.chat.v1.DecisionCarriedOut;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Who is kept from chatting, as moderation tells it; a time that is over counts no more. */
final class Restrictions {
    private Restrictions() {}

    private static final String PUT =
            """
            INSERT INTO restriction (user_id, restricted_until) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT restriction_user_id_pkey DO UPDATE SET restricted_until = excluded.restricted_until
            """;
    private static final String FORGET = "DELETE FROM restriction WHERE user_id = $1";

    static Future<Void> changed(Tx tx, RestrictionsChanged event) {
        UUID user = UUID.fromString(event.getUserId());
        return (event.hasChatUntil()
                        ? tx.query(PUT, user, Rows.time("chatUntil", event.getChatUntil()))
                        : tx.query(FORGET, user))
                .compose(done -> UnseenSenders.changed(tx, event))
                .compose(done -> carriedOut(tx, event.getDecisionId()));
    }

    static Future<Void> forget(Tx tx, UUID user) {
        return tx.query(FORGET, user).mapEmpty();
    }

    /** Tells moderation that what it decided is done here. */
    static Future<Void> carriedOut(Tx tx, String decision) {
        return decision.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        decision,
                        DecisionCarriedOut.newBuilder().setDecisionId(decision).build());
    }

    private static final String FIND =
            "SELECT restricted_until FROM restriction WHERE user_id = $1 AND restricted_until > now()";

    /** Refuses somebody who is restricted now. */
    static Future<Void> requireFree(Tx tx, UUID user) {
        return tx.query(FIND, user).map(rows -> {
            Row row = Rows.first(rows);
            if (row != null) {
                throw refusal(row.getOffsetDateTime("restricted_until"));
            }
            return null;
        });
    }

    static RpcException refusal(OffsetDateTime until) {
        return RpcException.denied(
                "account.restricted", "Your account is kept from chatting until " + until.toInstant() + ".");
    }
}
