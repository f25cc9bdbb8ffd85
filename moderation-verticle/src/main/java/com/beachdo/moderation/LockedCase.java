package com.beachdo.moderation;

import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case that is locked for work.
 *
 * @param claimedBy who has a claim that still counts
 */
record LockedCase(
        UUID id, TargetType targetType, UUID targetId, UUID targetOwnerId, boolean closed, @Nullable UUID claimedBy) {
    /** One that was decided, with its columns. */
    static LockedCase closed(Row row) {
        return new LockedCase(
                row.getUUID("case_id"),
                Names.targetType(row.getString("target_type")),
                row.getUUID("target_id"),
                row.getUUID("target_owner_id"),
                true,
                null);
    }

    /** For a claim or a decision. */
    LockedCase requireFreeFor(UUID staff) {
        requireNotAbout(staff);
        if (closed) {
            throw RpcException.conflict("case.closed", "This case is decided already.");
        }
        if (claimedBy != null && !claimedBy.equals(staff)) {
            throw RpcException.conflict("case.claimed_by_other", "Somebody else is working on this case.");
        }
        return this;
    }

    LockedCase requireClaimedBy(UUID staff) {
        requireNotAbout(staff);
        if (!staff.equals(claimedBy)) {
            throw RpcException.conflict("case.not_claimed", "You have not claimed this case.");
        }
        return this;
    }

    void requireNotAbout(UUID staff) {
        if (targetOwnerId.equals(staff)) {
            throw RpcException.denied("case.own_content", "This case is about you; leave it to others.");
        }
    }
}
