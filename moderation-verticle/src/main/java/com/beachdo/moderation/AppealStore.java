package com.beachdo.moderation;

import com.beachdo.moderation.v1.Appeal;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.StatementOfReasons;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions as those they are about see them, and appeals. */
final class AppealStore {
    private static final String COLUMNS =
            """
            a.appeal_id, a.decision_id AS appealed_id, a.appellant_id, a.statement, a.created_at AS appealed_at, a.outcome,
            a.answer, a.decided_at AS answered_at,
            """;
    private static final List<String> NEWEST = List.of("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final List<String> OLDEST = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");

    private final Db db;

    AppealStore(Db db) {
        this.db = db;
    }

    private static final String OF_OWNER = "SELECT " + COLUMNS
            + """
            d.decision_id, d.action, d.reason, d.decided_at, d.decided_at + interval '180 days' AS appeal_by, c.case_id,
            c.target_type, c.target_id, d.activities, d.until, d.follows, d.overturned_at, d.ground,
            d.policy_version,
            NOT EXISTS (SELECT FROM decision_effect e WHERE e.decision_id = d.decision_id AND e.done_at IS NULL)
                AS carried_out
            FROM moderation_case c JOIN decision d USING (case_id) LEFT JOIN appeal a USING (decision_id)
            WHERE c.target_owner_id = $1 AND c.closed_at IS NOT NULL AND d.action <> 'DISMISS' AND NOT %s
                AND (d.decided_at, d.decision_id) < ($2, $3)
            ORDER BY d.decided_at DESC, d.decision_id DESC LIMIT $4
            """
                    .formatted(DecisionStore.UNTOLD);

    /** What was decided against somebody, latest first. */
    Future<Page<StatementOfReasons>> ofOwner(UUID owner, int size, @Nullable String cursor) {
        String list = "decisions|" + owner;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? NEWEST : given;
        return db.query(OF_OWNER, owner, OffsetDateTime.parse(after.get(0)), UUID.fromString(after.get(1)), size + 1)
                .map(rows -> Page.of(rows, size, AppealStore::statement, row -> db.cursor()
                        .encode(
                                list,
                                List.of(row.getOffsetDateTime("decided_at").toString(), Rows.id(row, "decision_id")))));
    }

    private static StatementOfReasons statement(Row row) {
        StatementOfReasons.Builder statement = StatementOfReasons.newBuilder()
                .setId(Rows.id(row, "decision_id"))
                .setAction(Names.action(row.getString("action")))
                .setReason(row.getString("reason"))
                .setTargetType(Names.targetType(row.getString("target_type")))
                .setTargetId(Rows.id(row, "target_id"))
                .setDecidedAt(Rows.time(row, "decided_at"))
                .setAppealBy(Rows.time(row, "appeal_by"))
                .addAllActivities(DecisionStore.activities(row))
                .setAutomatic(Rows.has(row, "follows"))
                .setCarriedOut(row.getBoolean("carried_out"));
        if (Rows.has(row, "until")) {
            statement.setUntil(Rows.time(row, "until"));
        }
        if (Rows.has(row, "overturned_at")) {
            statement.setOverturnedAt(Rows.time(row, "overturned_at"));
        }
        if (Rows.has(row, "ground")) {
            statement.setGround(Names.reason(row.getString("ground")));
        }
        if (Rows.has(row, "policy_version")) {
            statement.setPolicyVersion(row.getLong("policy_version"));
        }
        return (Rows.has(row, "appeal_id") ? statement.setAppeal(forAppellant(row)) : statement).build();
    }

    private static final String APPEALABLE =
            """
            SELECT d.decided_at + interval '180 days' > now() AS in_time,
                EXISTS (SELECT FROM appeal a WHERE a.decision_id = d.decision_id) AS appealed
            FROM decision d JOIN moderation_case c USING (case_id)
            WHERE d.decision_id = $1 AND c.target_owner_id = $2 AND d.action <> 'DISMISS' AND NOT %s
            FOR NO KEY UPDATE OF d
            """
                    .formatted(DecisionStore.UNTOLD);
    private static final String CREATE =
            "WITH a AS (INSERT INTO appeal (appeal_id, decision_id, appellant_id, statement)"
                    + " VALUES ($1, $2, $3, $4) RETURNING *) SELECT " + COLUMNS + " NULL FROM a";

    Future<Appeal> create(Tx tx, UUID decision, UUID owner, String statement) {
        return tx.query(APPEALABLE, decision, owner)
                .compose(found -> {
                    Row row = Rows.first(found);
                    if (row == null) {
                        throw RpcException.notFound("decision.not_found", "There is no such decision.");
                    }
                    if (row.getBoolean("appealed")) {
                        throw RpcException.conflict("appeal.exists", "This decision was appealed already.");
                    }
                    if (!row.getBoolean("in_time")) {
                        throw RpcException.conflict("appeal.too_late", "The time for an appeal is over.");
                    }
                    return tx.query(CREATE, Ids.next(), decision, owner, statement);
                })
                .map(rows -> forAppellant(rows.iterator().next()));
    }

    private static final String LOCK_DECISION =
            """
            SELECT c.case_id, c.target_type, c.target_id, c.target_owner_id
            FROM decision d JOIN moderation_case c USING (case_id) WHERE d.decision_id = $1 FOR NO KEY UPDATE OF d
            """;

    /** The decision that somebody appeals, locked; fails with decision.not_found. */
    Future<LockedCase> lockDecision(Tx tx, UUID decision) {
        return tx.query(LOCK_DECISION, decision).map(found -> {
            Row row = Rows.first(found);
            if (row == null) {
                throw RpcException.notFound("decision.not_found", "There is no such decision.");
            }
            return LockedCase.closed(row);
        });
    }

    /** Who made an appeal, which never changes; fails with appeal.not_found. */
    Future<UUID> appellant(UUID id) {
        return db.query("SELECT appellant_id FROM appeal WHERE appeal_id = $1", id)
                .map(found -> {
                    Row row = Rows.first(found);
                    if (row == null) {
                        throw notFound();
                    }
                    return row.getUUID("appellant_id");
                });
    }

    private static RpcException notFound() {
        return RpcException.notFound("appeal.not_found", "There is no such appeal.");
    }

    private static final String PENDING = list("a.outcome IS NULL AND $1 = 'PENDING'");
    private static final String DECIDED = list("a.outcome = $1");

    /** One statement for each, so that each has the index that suits it. */
    private static String list(String condition) {
        return "SELECT " + COLUMNS
                + """
                d.case_id FROM appeal a JOIN decision d USING (decision_id)
                WHERE %s AND (a.created_at, a.appeal_id) > ($2, $3)
                ORDER BY a.created_at, a.appeal_id LIMIT $4
                """
                        .formatted(condition);
    }

    /** Oldest first. */
    Future<Page<Appeal>> list(AppealStatus status, int size, @Nullable String cursor) {
        String list = "appeals|" + status;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? OLDEST : given;
        return db.query(
                        status == AppealStatus.APPEAL_STATUS_PENDING ? PENDING : DECIDED,
                        outcome(status),
                        OffsetDateTime.parse(after.get(0)),
                        UUID.fromString(after.get(1)),
                        size + 1)
                .map(rows -> Page.of(rows, size, AppealStore::forStaff, row -> db.cursor()
                        .encode(
                                list,
                                List.of(row.getOffsetDateTime("appealed_at").toString(), Rows.id(row, "appeal_id")))));
    }

    /** An appeal that is locked for its decision, and what it is about. */
    record Locked(UUID id, UUID decisionId, UUID decidedBy, CaseAction action, boolean decided, LockedCase subject) {}

    private static final String LOCK =
            """
            SELECT a.decision_id, a.outcome, d.decided_by, d.action, c.case_id, c.target_type, c.target_id,
                c.target_owner_id
            FROM appeal a JOIN decision d USING (decision_id) JOIN moderation_case c USING (case_id)
            WHERE a.appeal_id = $1 FOR NO KEY UPDATE OF a, d
            """;

    Future<Locked> lock(Tx tx, UUID id) {
        return tx.query(LOCK, id).map(found -> {
            Row row = Rows.first(found);
            if (row == null) {
                throw notFound();
            }
            return new Locked(
                    id,
                    row.getUUID("decision_id"),
                    row.getUUID("decided_by"),
                    Names.action(row.getString("action")),
                    Rows.has(row, "outcome"),
                    LockedCase.closed(row));
        });
    }

    private static final String DECIDE =
            "WITH a AS (UPDATE appeal SET outcome = $2, answer = $3, decided_by = $4, decided_at = now()"
                    + " WHERE appeal_id = $1 RETURNING *) SELECT " + COLUMNS
                    + " d.case_id FROM a JOIN decision d USING (decision_id)";

    Future<Appeal> decide(Tx tx, UUID id, AppealStatus outcome, String answer, UUID staff) {
        return tx.query(DECIDE, id, outcome(outcome), answer, staff)
                .map(rows -> forStaff(rows.iterator().next()));
    }

    static String outcome(AppealStatus status) {
        return status.name().substring("APPEAL_STATUS_".length());
    }

    private static Appeal forStaff(Row row) {
        return forAppellant(row).toBuilder()
                .setAppellantId(Rows.id(row, "appellant_id"))
                .setCaseId(Rows.id(row, "case_id"))
                .build();
    }

    private static Appeal forAppellant(Row row) {
        String outcome = row.getString("outcome");
        Appeal.Builder appeal = Appeal.newBuilder()
                .setId(Rows.id(row, "appeal_id"))
                .setDecisionId(Rows.id(row, "appealed_id"))
                .setStatement(row.getString("statement"))
                .setStatus(
                        outcome == null
                                ? AppealStatus.APPEAL_STATUS_PENDING
                                : AppealStatus.valueOf("APPEAL_STATUS_" + outcome))
                .setCreatedAt(Rows.time(row, "appealed_at"));
        if (outcome != null) {
            appeal.setAnswer(row.getString("answer")).setDecidedAt(Rows.time(row, "answered_at"));
        }
        return appeal.build();
    }
}
