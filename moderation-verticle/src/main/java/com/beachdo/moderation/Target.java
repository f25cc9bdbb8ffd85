package com.beachdo.moderation;

import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import java.util.UUID;

/**
 * What a report is about, as another domain knows it.
 *
 * @param evidence the content as it is now, as JSON
 */
record Target(TargetType type, UUID id, UUID ownerId, String evidence) {
    Target requireNotOf(UUID reporter) {
        if (ownerId.equals(reporter)) {
            throw RpcException.invalid("report.own_content", "/targetId", "is your own");
        }
        return this;
    }
}
