package com.beachdo.identity;

import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/** The SQL of proofs of e-mail addresses under way. */
final class VerificationStore {
    private static final String INSERT =
            """
            INSERT INTO verification (verification_id, account_id, email, expires_at)
            VALUES ($1, $2, $3, now() + interval '24 hours')
            """;
    private static final String USE =
            """
            UPDATE verification SET used_at = now()
            WHERE verification_id = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING account_id, email
            """;

    /** What a used verification proves. */
    record Proof(UUID accountId, String email) {}

    Future<UUID> start(Tx tx, UUID accountId, String email) {
        UUID id = Ids.next();
        return tx.query(INSERT, id, accountId, email).map(id);
    }

    /** Empty when it is unknown, used or over. */
    Future<Optional<Proof>> use(Tx tx, UUID verificationId) {
        return tx.query(USE, verificationId).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Proof(row.getUUID("account_id"), row.getString("email")));
        });
    }
}
