package com.beachdo.identity;

import com.beachdo.identity.kyc.KycAccounts;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The badge of a proven identity on accounts. */
final class VerifiedAccounts implements KycAccounts {
    private static final String HOLD =
            "SELECT name FROM account WHERE account_id = $1 AND status = 'ACTIVE' FOR NO KEY UPDATE";
    private static final String VERIFIED =
            """
            UPDATE account SET verified = true, verified_name = $2, verified_until = $3, version = version + 1
            WHERE account_id = $1
            RETURNING
            """
                    + Account.COLUMNS;
    private static final String UNVERIFIED =
            """
            UPDATE account SET verified = false, verified_name = NULL, verified_until = NULL, version = version + 1
            WHERE account_id = $1 AND verified
            RETURNING
            """
                    + Account.COLUMNS;

    @Override
    public Future<Optional<String>> hold(Tx tx, UUID accountId) {
        return tx.query(HOLD, accountId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("name")));
    }

    @Override
    public Future<Void> verified(Tx tx, UUID accountId, String name, OffsetDateTime until) {
        return tx.query(VERIFIED, accountId, name, until).compose(rows -> tell(tx, rows));
    }

    @Override
    public Future<Void> unverified(Tx tx, UUID accountId) {
        return tx.query(UNVERIFIED, accountId).compose(rows -> tell(tx, rows));
    }

    private static Future<Void> tell(Tx tx, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture();
        }
        Account account = Account.of(rows.iterator().next());
        return tx.emit(account.id().toString(), account.changed());
    }
}
