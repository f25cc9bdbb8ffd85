package com.beachdo.moderation;

import com.beachdo.moderation.v1.Restriction;
import com.beachdo.moderation.v1.Standing;
import com.beachdo.moderation.v1.Strike;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** How accounts stand. */
final class StandingStore {
    private static final int SHOWN = 100;

    /** What somebody is kept from now, each once, by what lasts longest. */
    static final String RESTRICTIONS =
            """
            SELECT DISTINCT ON (kept.activity) kept.activity, d.until, d.decision_id
            FROM moderation_case c JOIN decision d USING (case_id) CROSS JOIN LATERAL unnest(d.activities) kept (activity)
            WHERE c.target_owner_id = $1 AND c.closed_at IS NOT NULL AND d.action = 'RESTRICT'
                AND d.overturned_at IS NULL AND d.until > now()
            ORDER BY kept.activity, d.until DESC
            """;

    private static final String POINTS =
            """
            SELECT coalesce(sum(points), 0)::integer AS points FROM strike
            WHERE user_id = $1 AND expires_at > now() AND revoked_at IS NULL
            """;
    private static final String STRIKES =
            """
            SELECT decision_id, points, given_at, expires_at, revoked_at FROM strike
            WHERE user_id = $1 ORDER BY given_at DESC LIMIT $2
            """;

    private final Db db;

    StandingStore(Db db) {
        this.db = db;
    }

    Future<Standing> of(UUID user) {
        Standing.Builder standing = Standing.newBuilder().setUserId(user.toString());
        return db.query(POINTS, user)
                .map(rows -> standing.setPoints(rows.iterator().next().getInteger("points")))
                .compose(found -> db.query(STRIKES, user, SHOWN))
                .map(rows -> standing.addAllStrikes(
                        rows.stream().map(StandingStore::strike).toList()))
                .compose(found -> db.query(RESTRICTIONS, user))
                .map(rows -> standing.addAllRestrictions(
                                rows.stream().map(StandingStore::restriction).toList())
                        .build());
    }

    private static Strike strike(Row row) {
        Strike.Builder strike = Strike.newBuilder()
                .setDecisionId(Rows.id(row, "decision_id"))
                .setPoints(row.getInteger("points"))
                .setGivenAt(Rows.time(row, "given_at"))
                .setExpiresAt(Rows.time(row, "expires_at"));
        return (Rows.has(row, "revoked_at") ? strike.setRevokedAt(Rows.time(row, "revoked_at")) : strike).build();
    }

    private static Restriction restriction(Row row) {
        return Restriction.newBuilder()
                .setActivity(Names.activity(row.getString("activity")))
                .setUntil(Rows.time(row, "until"))
                .setDecisionId(Rows.id(row, "decision_id"))
                .build();
    }
}
