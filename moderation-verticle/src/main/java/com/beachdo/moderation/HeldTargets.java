package com.beachdo.moderation;

import com.beachdo.moderation.v1.FindHeldTargetsRequest;
import com.beachdo.moderation.v1.HeldTarget;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What other domains have to keep as evidence, because somebody may still have to look at it. */
final class HeldTargets {
    private static final int MOST = 100;

    /** By owner first, for which there is an index. */
    private static final String HELD =
            """
            SELECT DISTINCT c.target_id FROM moderation_case c
            WHERE c.target_owner_id = ANY ($1) AND c.target_id = ANY ($2) AND c.target_type = $3
                AND (c.closed_at IS NULL OR EXISTS (
                    SELECT FROM decision d LEFT JOIN appeal a USING (decision_id)
                    WHERE d.case_id = c.case_id AND (
                        d.decided_at > now() - interval '180 days'
                        OR a.appeal_id IS NOT NULL AND a.outcome IS NULL
                        OR a.decided_at > now() - interval '180 days')))
            """;

    private final Db db;

    HeldTargets(Db db) {
        this.db = db;
    }

    Future<List<String>> find(FindHeldTargetsRequest request) {
        TargetType type = Names.required("targetType", request.getTargetType());
        if (request.getTargetsCount() > MOST) {
            throw RpcException.invalid("request.invalid", "/targets", "must be at most " + MOST);
        }
        UUID[] owners = request.getTargetsList().stream()
                .map(HeldTarget::getOwnerId)
                .map(id -> Ids.parse("targets", id))
                .toArray(UUID[]::new);
        UUID[] ids = request.getTargetsList().stream()
                .map(HeldTarget::getId)
                .map(id -> Ids.parse("targets", id))
                .toArray(UUID[]::new);
        return db.query(HELD, owners, ids, Names.of(type)).map(rows -> rows.stream()
                .map(row -> row.getUUID("target_id").toString())
                .toList());
    }
}
