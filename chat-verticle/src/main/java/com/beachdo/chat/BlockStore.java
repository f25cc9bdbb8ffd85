package com.beachdo.chat;

import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Who blocks whom. */
final class BlockStore {
    private final Db db;

    BlockStore(Db db) {
        this.db = db;
    }

    Future<Void> block(UUID blockerId, UUID blockedId) {
        String sql =
                """
                INSERT INTO block (blocker_id, blocked_id) VALUES ($1, $2)
                ON CONFLICT ON CONSTRAINT block_blocker_id_blocked_id_pkey DO NOTHING
                """;
        return db.transaction(tx -> tx.query(sql, blockerId, blockedId)
                .compose(rows -> tell(tx, rows.rowCount(), blockerId, blockedId, true)));
    }

    Future<Void> unblock(UUID blockerId, UUID blockedId) {
        String sql = "DELETE FROM block WHERE blocker_id = $1 AND blocked_id = $2";
        return db.transaction(tx -> tx.query(sql, blockerId, blockedId)
                .compose(rows -> tell(tx, rows.rowCount(), blockerId, blockedId, false)));
    }

    private static Future<Void> tell(Tx tx, int changed, UUID blockerId, UUID blockedId, boolean blocked) {
        return changed == 0
                ? Future.succeededFuture()
                : tx.emit(
                        blockerId.toString(),
                        BlockChanged.newBuilder()
                                .setBlockerId(blockerId.toString())
                                .setBlockedId(blockedId.toString())
                                .setBlocked(blocked)
                                .build());
    }

    /** Whether either blocks the other. */
    Future<Boolean> between(Sql on, UUID one, UUID other) {
        String sql =
                """
                SELECT FROM block WHERE blocker_id = $1 AND blocked_id = $2
                UNION ALL
                SELECT FROM block WHERE blocker_id = $2 AND blocked_id = $1
                """;
        return on.query(sql, one, other).map(rows -> rows.size() > 0);
    }

    /**
     * Whom this member of a room can reach there; nobody when one blocks the other, or this one may not write. Fails for
     * others than members.
     */
    Future<Optional<UUID>> reachableBy(UUID userId, UUID chatId) {
        String sql =
                """
                SELECT buyer_id, seller_id,
                    EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
                    OR EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id) OR EXISTS (SELECT FROM restriction WHERE user_id = $2 AND restricted_until > now())
                    OR %s AS blocked
                FROM room WHERE room_id = $1 AND $2 IN (buyer_id, seller_id)
                """
                        .formatted(Writing.UNSEEN);
        return db.query(sql, chatId, userId)
                .map(rows -> rows.stream().findFirst().orElseThrow(Refusals::noChat))
                .map(row -> row.getBoolean("blocked")
                        ? Optional.empty()
                        : Optional.of(Members.of(row).otherThan(userId)));
    }
}
