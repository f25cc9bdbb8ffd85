package com.beachdo.moderation;

import com.beachdo.moderation.v1.CreateReportRequest;
import com.beachdo.moderation.v1.ListMyReportsRequest;
import com.beachdo.moderation.v1.ListReportsReply;
import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.Reports;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import java.util.UUID;

/** The reports contract. */
final class ReportsRpc implements Reports {
    private final Db db;
    private final Targets targets;
    private final ReportStore reports;

    ReportsRpc(Db db, Targets targets, ReportStore reports) {
        this.db = db;
        this.targets = targets;
        this.reports = reports;
    }

    /** A stored answer is given again even when the target has gone since. */
    @Override
    public Future<Report> createReport(CreateReportRequest request) {
        Complaint complaint = Complaint.of(request, caller());
        return targets.find(complaint.targetType(), complaint.targetId(), complaint.reporterId())
                .map(target -> target.requireNotOf(complaint.reporterId()))
                .transform((target, failure) -> db.once(
                        request,
                        Report.getDefaultInstance(),
                        tx -> failure == null ? reports.file(tx, complaint, target) : Future.failedFuture(failure)));
    }

    @Override
    public Future<ListReportsReply> listMyReports(ListMyReportsRequest request) {
        return reports.ofReporter(caller(), Page.size(request.getLimit()), request.getCursor())
                .map(ReportsRpc::reply);
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }

    private static ListReportsReply reply(Page<Report> page) {
        ListReportsReply.Builder reply = ListReportsReply.newBuilder().addAllItems(page.items());
        String next = page.next();
        if (next != null) {
            reply.setNextCursor(next);
        }
        return reply.build();
    }
}
