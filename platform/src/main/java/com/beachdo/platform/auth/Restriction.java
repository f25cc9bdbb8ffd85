package com.beachdo.platform.auth;

import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is kept from what people do in a domain, in its table {@code restriction}; a time that is over counts no more.
 *
 * @param activity as in "kept from chatting"
 */
public record Restriction(String activity) {
    private static final String PUT =
            """
            INSERT INTO restriction (user_id, restricted_until) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT restriction_user_id_pkey DO UPDATE SET restricted_until = excluded.restricted_until
            """;
    private static final String FORGET = "DELETE FROM restriction WHERE user_id = $1";
    private static final String FIND =
            "SELECT restricted_until FROM restriction WHERE user_id = $1 AND restricted_until > now()";

    /** @param until null for no longer */
    public Future<Void> set(Tx tx, UUID user, @Nullable OffsetDateTime until) {
        return until == null ? forget(tx, user) : tx.query(PUT, user, until).mapEmpty();
    }

    public Future<Void> forget(Tx tx, UUID user) {
        return tx.query(FORGET, user).mapEmpty();
    }

    /** Refuses somebody who is restricted now. */
    public Future<Void> requireFree(Tx tx, UUID user) {
        return tx.query(FIND, user).map(rows -> {
            Row row = Rows.first(rows);
            if (row != null) {
                throw refusal(row.getOffsetDateTime("restricted_until"));
            }
            return null;
        });
    }

    public RpcException refusal(OffsetDateTime until) {
        return RpcException.denied(
                "account.restricted", "Your account is kept from " + activity + " until " + until.toInstant() + ".");
    }
}
