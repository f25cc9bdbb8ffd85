package com.beachdo.chat;

import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;

/** Whose account may not be used, as identity tells it: nobody writes to them. */
final class RestrictedUsers {
    private RestrictedUsers() {}

    static Future<Void> statusChanged(Tx tx, UserStatusChanged event) {
        String sql = event.getActive()
                ? "DELETE FROM restricted_user WHERE user_id = $1"
                : """
                INSERT INTO restricted_user (user_id) VALUES ($1)
                ON CONFLICT ON CONSTRAINT restricted_user_user_id_pkey DO NOTHING
                """;
        return tx.query(sql, Ids.parse("userId", event.getUserId())).mapEmpty();
    }
}
