package com.beachdo.identity;

import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** The SQL of roles, and of grants that wait for a second administrator. */
final class RoleStore {
    private static final String ASK =
            """
            INSERT INTO role_change AS waiting (account_id, roles, asked_by) VALUES ($1, $2, $3)
            ON CONFLICT ON CONSTRAINT role_change_account_id_pkey DO UPDATE
                SET roles = $2, asked_by = $3, asked_at = now()
            """;
    private static final String SECOND =
            """
            DELETE FROM role_change
            WHERE account_id = $1 AND roles @> $2 AND roles <@ $2 AND asked_by <> $3
                AND asked_at > now() - interval '24 hours'
            """;
    private static final String FORGET = "DELETE FROM role_change WHERE account_id = $1";
    private static final String SET = "UPDATE account SET roles = $2, version = version + 1 WHERE account_id = $1";

    /** Remembers what an administrator asked for, in the place of what was asked before. */
    Future<Void> ask(Tx tx, UUID accountId, Set<String> roles, UUID admin) {
        return tx.query(ASK, accountId, roles.toArray(String[]::new), admin).mapEmpty();
    }

    /** Whether another administrator has asked for the same within a day. */
    Future<Boolean> isSecond(Tx tx, UUID accountId, Set<String> roles, UUID admin) {
        return tx.query(SECOND, accountId, roles.toArray(String[]::new), admin).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> set(Tx tx, UUID accountId, Set<String> roles) {
        return tx.query(SET, accountId, roles.toArray(String[]::new))
                .compose(ignored -> tx.query(FORGET, accountId))
                .mapEmpty();
    }
}
