package com.beachdo.moderation;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.Decision;
import com.beachdo.moderation.v1.DecisionEffect;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of decisions. A case has one that staff made, and at most one that the policy of strikes made of it. */
final class DecisionStore {
    static final String COLUMNS =
            """
            d.decision_id, d.action, d.reason, d.note, d.decided_by, d.decided_at, d.activities, d.until, d.follows,
            d.overturned_at, d.ground, d.policy_version,
            """;

    private static final String INSERT =
            """
            INSERT INTO decision (decision_id, case_id, action, reason, note, decided_by, activities, until, follows, ground,
                policy_version)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, version FROM strike_policy
            """;

    private final Db db;

    DecisionStore(Db db) {
        this.db = db;
    }

    static Future<Void> insert(Tx tx, UUID caseId, Verdict verdict) {
        return tx.query(
                        INSERT,
                        Rows.arguments(
                                verdict.id(),
                                caseId,
                                Names.of(verdict.action()),
                                verdict.reason(),
                                verdict.note(),
                                verdict.decidedBy(),
                                verdict.activities().stream().map(Names::of).toArray(String[]::new),
                                verdict.until(),
                                verdict.follows(),
                                verdict.groundName()))
                .mapEmpty();
    }

    private static final String OF_CASE = "SELECT " + COLUMNS
            + """
            e.domains, e.done
            FROM decision d CROSS JOIN LATERAL (
                SELECT array_agg(domain ORDER BY domain) AS domains, array_agg(done_at ORDER BY domain) AS done
                FROM decision_effect WHERE decision_effect.decision_id = d.decision_id) e
            WHERE d.case_id = $1 ORDER BY d.follows NULLS FIRST
            """;

    /** That of staff, then what followed from it. */
    Future<List<Decision>> ofCase(UUID caseId) {
        return db.query(OF_CASE, caseId)
                .map(rows -> rows.stream().map(DecisionStore::withEffects).toList());
    }

    private static Decision withEffects(Row row) {
        Decision.Builder decision = read(row).toBuilder();
        String[] domains = row.getArrayOfStrings("domains");
        @Nullable OffsetDateTime[] done = row.getArrayOfOffsetDateTimes("done");
        for (int i = 0; domains != null && i < domains.length; i++) {
            DecisionEffect.Builder effect = decision.addEffectsBuilder().setDomain(domains[i]);
            OffsetDateTime at = done[i];
            if (at != null) {
                DecisionEffect.Builder unused = effect.setDoneAt(Rows.timestamp(at));
            }
        }
        return decision.build();
    }

    static Decision read(Row row) {
        Decision.Builder decision = Decision.newBuilder()
                .setId(Rows.id(row, "decision_id"))
                .setAction(Names.action(row.getString("action")))
                .setReason(row.getString("reason"))
                .setDecidedBy(Rows.id(row, "decided_by"))
                .setDecidedAt(Rows.time(row, "decided_at"))
                .addAllActivities(activities(row));
        if (Rows.has(row, "note")) {
            decision.setNote(row.getString("note"));
        }
        if (Rows.has(row, "until")) {
            decision.setUntil(Rows.time(row, "until"));
        }
        if (Rows.has(row, "follows")) {
            decision.setFollows(Rows.id(row, "follows"));
        }
        if (Rows.has(row, "overturned_at")) {
            decision.setOverturnedAt(Rows.time(row, "overturned_at"));
        }
        if (Rows.has(row, "ground")) {
            decision.setGround(Names.reason(row.getString("ground")));
        }
        if (Rows.has(row, "policy_version")) {
            decision.setPolicyVersion(row.getLong("policy_version"));
        }
        return decision.build();
    }

    static List<Activity> activities(Row row) {
        return Arrays.stream(row.getArrayOfStrings("activities"))
                .map(Names::activity)
                .toList();
    }

    /** Of a decision that its owner is not told of. */
    static final String UNTOLD = " 'CHAT_UNSEEN' = ANY (d.activities) ";

    private static final String OWNER =
            "SELECT c.target_owner_id FROM decision d JOIN moderation_case c USING (case_id) WHERE d.decision_id = $1";

    /** Whose content or account it is about, which never changes; fails with decision.not_found. */
    Future<UUID> owner(UUID decision) {
        return db.query(OWNER, decision).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw notFound();
            }
            return row.getUUID("target_owner_id");
        });
    }

    private static RpcException notFound() {
        return RpcException.notFound("decision.not_found", "There is no such decision.");
    }

    private static final String LOCK_UNTOLD =
            "SELECT c.case_id, c.target_type, c.target_id, c.target_owner_id FROM decision d JOIN moderation_case c USING (case_id)"
                    + " WHERE d.decision_id = $1 AND" + UNTOLD + "FOR NO KEY UPDATE OF d";

    static Future<LockedCase> lockUntold(Tx tx, UUID decision) {
        return tx.query(LOCK_UNTOLD, decision).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw notFound();
            }
            return LockedCase.closed(row);
        });
    }

    /** A decision that was overturned. */
    record Overturned(UUID id, CaseAction action) {}

    private static final String OVERTURN =
            """
            UPDATE decision SET overturned_at = now()
            WHERE (decision_id = $1 OR follows = $1) AND overturned_at IS NULL RETURNING decision_id, action
            """;

    /** A decision and what followed from it, those of them that still stood. */
    static Future<List<Overturned>> overturn(Tx tx, UUID decision) {
        return tx.query(OVERTURN, decision).map(rows -> rows.stream()
                .map(row -> new Overturned(row.getUUID("decision_id"), Names.action(row.getString("action"))))
                .toList());
    }
}
