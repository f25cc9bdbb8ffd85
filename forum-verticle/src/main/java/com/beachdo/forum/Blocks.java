package com.beachdo.forum;

import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Who blocks whom, as chat tells it: neither is told of what the other writes. */
final class Blocks {
    private Blocks() {}

    private static final String PUT =
            """
            INSERT INTO user_block (blocker_id, blocked_id) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT user_block_blocker_id_blocked_id_pkey DO NOTHING
            """;
    private static final String DROP = "DELETE FROM user_block WHERE blocker_id = $1 AND blocked_id = $2";

    static Future<Void> changed(Tx tx, BlockChanged event) {
        return tx.query(
                        event.getBlocked() ? PUT : DROP,
                        UUID.fromString(event.getBlockerId()),
                        UUID.fromString(event.getBlockedId()))
                .mapEmpty();
    }
}
