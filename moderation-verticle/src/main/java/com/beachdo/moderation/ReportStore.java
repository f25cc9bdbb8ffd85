package com.beachdo.moderation;

import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports, and how they fold into the one open case of their target. */
final class ReportStore {
    private static final int SHOWN_WITH_CASE = 100;
    private static final String COLUMNS =
            """
            r.report_id, c.target_type, c.target_id, r.reason, r.details, r.reporter_id, r.created_at,
            """
                    + CaseStore.STATUS;

    /** Finds or makes the open case of a target, and locks it either way. */
    private static final String OPEN =
            """
            INSERT INTO moderation_case
                (case_id, target_type, target_id, target_owner_id, evidence, acknowledge_by, dispose_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (target_type, target_id) WHERE closed_at IS NULL
            DO UPDATE SET version = moderation_case.version
            RETURNING case_id
            """;

    private static final String INSERT =
            """
            INSERT INTO report (report_id, case_id, reporter_id, reason, details) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT report_case_id_reporter_id_key DO NOTHING
            """;
    private static final String COUNT =
            """
            UPDATE moderation_case
            SET report_count = report_count + 1, severity = greatest(severity, $2), version = version + 1,
                acknowledge_by = least(acknowledge_by, $3), dispose_by = least(dispose_by, $4), blur = blur OR $5
            WHERE case_id = $1
            """;
    private static final String FIND = "SELECT " + COLUMNS
            + " FROM report r JOIN moderation_case c USING (case_id) WHERE r.case_id = $1 AND r.reporter_id = $2";
    static final String OF_CASE = "SELECT " + COLUMNS
            + """
             FROM report r JOIN moderation_case c USING (case_id) WHERE r.case_id = $1
            ORDER BY r.created_at DESC, r.report_id DESC LIMIT $2
            """;
    static final String OF_REPORTER = "SELECT " + COLUMNS
            + """
             FROM report r JOIN moderation_case c USING (case_id)
            WHERE r.reporter_id = $1 AND (r.created_at, r.report_id) < ($3, $4)
            ORDER BY r.created_at DESC, r.report_id DESC LIMIT $2
            """;
    private static final List<String> NEWEST = List.of("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Db db;
    private final LegalClocks clocks;

    ReportStore(Db db, LegalClocks clocks) {
        this.db = db;
        this.clocks = clocks;
    }

    /** The report of this reporter in the open case of the target; counts it when it is new. */
    Future<Report> file(Tx tx, Complaint complaint, Target target) {
        return clocks.start(tx, Names.of(complaint.reason()))
                .compose(deadlines -> open(tx, target, deadlines).compose(caseId -> insert(tx, caseId, complaint)
                        .compose(isNew -> isNew ? count(tx, caseId, complaint, deadlines) : Future.succeededFuture())
                        .compose(ignored -> tx.query(FIND, caseId, complaint.reporterId()))))
                .map(rows -> report(rows.iterator().next()).build());
    }

    private static Future<UUID> open(Tx tx, Target target, LegalClocks.Deadlines deadlines) {
        return tx.query(
                        OPEN,
                        Ids.next(),
                        Names.of(target.type()),
                        target.id(),
                        target.ownerId(),
                        target.evidence(),
                        deadlines.acknowledgeBy(),
                        deadlines.disposeBy())
                .map(rows -> rows.iterator().next().getUUID("case_id"));
    }

    private static Future<Boolean> insert(Tx tx, UUID caseId, Complaint complaint) {
        return tx.query(
                        INSERT,
                        Rows.arguments(
                                Ids.next(),
                                caseId,
                                complaint.reporterId(),
                                Names.of(complaint.reason()),
                                complaint.details()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Future<Void> count(Tx tx, UUID caseId, Complaint complaint, LegalClocks.Deadlines deadlines) {
        return tx.query(
                        COUNT,
                        caseId,
                        Severity.of(complaint.reason()),
                        deadlines.acknowledgeBy(),
                        deadlines.disposeBy(),
                        Severity.isHardToLookAt(complaint.reason()))
                .mapEmpty();
    }

    /** The latest reports of a case, for staff. */
    Future<List<Report>> ofCase(UUID caseId) {
        return db.query(OF_CASE, caseId, SHOWN_WITH_CASE).map(ReportStore::forStaff);
    }

    /** What somebody reported, newest first. */
    Future<Page<Report>> ofReporter(UUID reporter, int size, @Nullable String cursor) {
        String list = "reports|" + reporter;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? NEWEST : given;
        return db.query(
                        OF_REPORTER,
                        reporter,
                        size + 1,
                        OffsetDateTime.parse(after.get(0)),
                        UUID.fromString(after.get(1)))
                .map(rows -> Page.of(rows, size, row -> report(row).build(), row -> db.cursor()
                        .encode(
                                list,
                                List.of(row.getOffsetDateTime("created_at").toString(), Rows.id(row, "report_id")))));
    }

    /** What a case was reported for. */
    static Future<List<ReportReason>> reasons(Tx tx, UUID caseId) {
        return tx.query("SELECT DISTINCT reason FROM report WHERE case_id = $1", caseId)
                .map(rows -> rows.stream()
                        .map(row -> Names.reason(row.getString("reason")))
                        .toList());
    }

    private static List<Report> forStaff(RowSet<Row> rows) {
        List<Report> reports = new ArrayList<>();
        rows.forEach(row -> reports.add(
                report(row).setReporterId(Rows.id(row, "reporter_id")).build()));
        return reports;
    }

    /** As its reporter sees it. */
    private static Report.Builder report(Row row) {
        Report.Builder report = Report.newBuilder()
                .setId(Rows.id(row, "report_id"))
                .setTargetType(Names.targetType(row.getString("target_type")))
                .setTargetId(Rows.id(row, "target_id"))
                .setReason(Names.reason(row.getString("reason")))
                .setStatus(Names.status(row.getString("status")))
                .setCreatedAt(Rows.time(row, "created_at"));
        if (Rows.has(row, "details")) {
            report.setDetails(row.getString("details"));
        }
        return report;
    }
}
