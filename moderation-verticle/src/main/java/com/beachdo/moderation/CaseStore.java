package com.beachdo.moderation;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** Cases. A claim counts until its time is over, whatever the row says. */
final class CaseStore {
    static final String STATUS =
            """
            CASE WHEN c.closed_at IS NOT NULL THEN 'CLOSED' WHEN c.claimed_until > now() THEN 'CLAIMED' ELSE 'OPEN' END
                AS status
            """;
    static final String SELECT =
            """
            SELECT c.case_id, c.target_type, c.target_id, c.target_owner_id, c.evidence, c.score, c.report_count,
                c.claimed_by, c.claimed_until, c.acknowledge_by, c.acknowledged_at, c.dispose_by, c.created_at, c.version, c.blur,
                c.by_hand,
            """
                    + DecisionStore.COLUMNS
                    + STATUS
                    + """
            FROM moderation_case c LEFT JOIN decision d ON d.case_id = c.case_id AND d.follows IS NULL
            """;
    private static final String FIND = SELECT + "WHERE c.case_id = $1";
    private static final String LOCK =
            """
            SELECT target_type, target_id, target_owner_id, closed_at IS NOT NULL AS closed,
                CASE WHEN claimed_until > now() THEN claimed_by END AS claimed_by
            FROM moderation_case WHERE case_id = $1 FOR NO KEY UPDATE
            """;
    private static final String CLAIM =
            """
            UPDATE moderation_case
            SET claimed_by = $2, claimed_until = now() + interval '30 minutes',
                acknowledged_at = coalesce(acknowledged_at, now()), version = version + 1
            WHERE case_id = $1
            """;
    private static final String RELEASE =
            """
            UPDATE moderation_case SET claimed_by = NULL, claimed_until = NULL, version = version + 1
            WHERE case_id = $1
            """;
    private static final String CLOSE =
            """
            UPDATE moderation_case
            SET claimed_by = NULL, claimed_until = NULL, closed_at = now(),
                acknowledged_at = coalesce(acknowledged_at, now()), version = version + 1
            WHERE case_id = $1
            """;

    private final Db db;

    CaseStore(Db db) {
        this.db = db;
    }

    /** Without its reports. */
    Future<Case> find(UUID id) {
        return db.query(FIND, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw notFound();
            }
            return read(row);
        });
    }

    Future<LockedCase> lock(Tx tx, UUID id) {
        return tx.query(LOCK, id).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw notFound();
            }
            return new LockedCase(
                    id,
                    Names.targetType(row.getString("target_type")),
                    row.getUUID("target_id"),
                    row.getUUID("target_owner_id"),
                    row.getBoolean("closed"),
                    row.getUUID("claimed_by"));
        });
    }

    private static RpcException notFound() {
        return RpcException.notFound("case.not_found", "There is no such case.");
    }

    Future<Void> claim(Tx tx, LockedCase subject, UUID staff) {
        return tx.query(CLAIM, subject.id(), staff).mapEmpty();
    }

    Future<Void> release(Tx tx, LockedCase subject) {
        return tx.query(RELEASE, subject.id()).mapEmpty();
    }

    static Future<Void> close(Tx tx, LockedCase subject) {
        return tx.query(CLOSE, subject.id()).mapEmpty();
    }

    static Case read(Row row) {
        Case.Builder read = Case.newBuilder()
                .setId(Rows.id(row, "case_id"))
                .setTargetType(Names.targetType(row.getString("target_type")))
                .setTargetId(Rows.id(row, "target_id"))
                .setTargetOwnerId(Rows.id(row, "target_owner_id"))
                .setEvidence(row.getString("evidence"))
                .setStatus(Names.status(row.getString("status")))
                .setScore(row.getInteger("score"))
                .setReportCount(row.getInteger("report_count"))
                .setAcknowledgeBy(Rows.time(row, "acknowledge_by"))
                .setDisposeBy(Rows.time(row, "dispose_by"))
                .setCreatedAt(Rows.time(row, "created_at"))
                .setVersion(row.getLong("version"))
                .setBlur(row.getBoolean("blur"))
                .setByHand(row.getBoolean("by_hand"));
        if (read.getStatus() == CaseStatus.CASE_STATUS_CLAIMED) {
            read.setClaimedBy(Rows.id(row, "claimed_by")).setClaimedUntil(Rows.time(row, "claimed_until"));
        }
        if (Rows.has(row, "acknowledged_at")) {
            read.setAcknowledgedAt(Rows.time(row, "acknowledged_at"));
        }
        return (Rows.has(row, "decision_id") ? read.setDecision(DecisionStore.read(row)) : read).build();
    }
}
