package com.beachdo.moderation;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Strikes, and what follows from them by the policy. */
final class StrikeStore {
    private StrikeStore() {}

    /** The consequence of most points among those that this strike reaches. */
    private static final String GIVE =
            """
            WITH before AS (
                SELECT coalesce(sum(points), 0) AS points FROM strike
                WHERE user_id = $1 AND expires_at > now() AND revoked_at IS NULL
            ), given AS (
                INSERT INTO strike (decision_id, user_id, points, expires_at)
                SELECT $2, $1, points, now() + make_interval(days => decay_days) FROM strike_rule WHERE action = $3
                RETURNING points
            )
            SELECT c.action, c.activities, before.points + given.points AS points,
                CASE WHEN c.days > 0 THEN now() + make_interval(days => c.days) END AS until
            FROM before, given, strike_consequence c
            WHERE c.points > before.points AND c.points <= before.points + given.points
            ORDER BY c.points DESC LIMIT 1
            """;

    /** What follows, if anything does; nothing from what its owner is not told of, which would show it. Call it after the audit was appended to, so that one strike is given at a time. */
    static Future<Optional<Verdict>> give(Tx tx, UUID user, Verdict verdict) {
        if (verdict.isUntold()) {
            return Future.succeededFuture(Optional.empty());
        }
        return tx.query(GIVE, user, verdict.id(), Names.of(verdict.action()))
                .map(rows -> Optional.ofNullable(Rows.first(rows)).map(row -> following(row, verdict)));
    }

    private static Verdict following(Row row, Verdict verdict) {
        CaseAction action = Names.action(row.getString("action"));
        @Nullable OffsetDateTime until = row.getOffsetDateTime("until");
        return new Verdict(
                Ids.next(),
                verdict.decidedBy(),
                action,
                "By the policy on repeated breaches: " + row.getLong("points") + " strike points.",
                null,
                DecisionStore.activities(row),
                until,
                verdict.id(),
                verdict.ground());
    }

    private static final String REVOKE =
            "UPDATE strike SET revoked_at = now() WHERE decision_id = $1 AND revoked_at IS NULL";

    static Future<Void> revoke(Tx tx, UUID decision) {
        return tx.query(REVOKE, decision).mapEmpty();
    }
}
