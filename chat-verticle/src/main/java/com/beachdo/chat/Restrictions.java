package com.beachdo.chat;

import com.beachdo.chat.v1.DecisionCarriedOut;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.auth.Restriction;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is kept from chatting, as moderation tells it; a time that is over counts no more. */
final class Restrictions {
    private static final Restriction CHATTING = new Restriction("chatting");

    private static final String FIND =
            "SELECT restricted_until FROM restriction WHERE user_id = $1 AND restricted_until > now()";

    private Restrictions() {}

    static Future<Void> changed(Tx tx, RestrictionsChanged event, LiveChat live) {
        UUID user = UUID.fromString(event.getUserId());
        OffsetDateTime until = event.hasChatUntil() ? Rows.time("chatUntil", event.getChatUntil()) : null;
        return tx.query(FIND, user)
                .map(rows -> before(Rows.first(rows)))
                .compose(before -> CHATTING.set(tx, user, until).onSuccess(done -> {
                    if (!Objects.equals(
                            before.map(OffsetDateTime::toInstant).orElse(null),
                            until == null ? null : until.toInstant())) {
                        tx.afterCommit(() -> live.restricted(user, until));
                    }
                }))
                .compose(done -> UnseenSenders.changed(tx, event, live))
                .compose(done -> carriedOut(tx, event.getDecisionId()));
    }

    private static Optional<OffsetDateTime> before(@Nullable Row row) {
        return row == null ? Optional.empty() : Optional.of(row.getOffsetDateTime("restricted_until"));
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
