package com.beachdo.moderation;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.CreateReportRequest;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.ListCasesReply;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ListMyReportsRequest;
import com.beachdo.moderation.v1.ListReportsReply;
import com.beachdo.moderation.v1.ReleaseCaseRequest;
import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.Reports;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.moderation.v1.VerifyAuditRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.function.Function;

/** Somebody who reports, or who works on cases. */
record Person(ModerationSystem moderation, Transport transport, CallContext context) {
    String id() {
        return String.valueOf(context.subject());
    }

    Person withKey(String idempotencyKey) {
        return new Person(moderation, transport, context.withIdempotencyKey(idempotencyKey));
    }

    @CanIgnoreReturnValue
    <T> T reports(Function<Reports, Future<T>> call) {
        Reports client = moderation.system.client(Reports.class, transport);
        return moderation.system.as(context, () -> call.apply(client));
    }

    @CanIgnoreReturnValue
    <T> T cases(Function<Cases, Future<T>> call) {
        Cases client = moderation.system.client(Cases.class, transport);
        return moderation.system.as(context, () -> call.apply(client));
    }

    /** Begins a call; others can begin meanwhile. */
    Future<Report> reporting(Content content, ReportReason reason) {
        Reports client = moderation.system.client(Reports.class, transport);
        CreateReportRequest request = complaint(content, reason).build();
        return context.run(moderation.system.vertx(), () -> client.createReport(request));
    }

    /** Begins a call; others can begin meanwhile. */
    <T> Future<T> working(Function<Cases, Future<T>> call) {
        Cases client = moderation.system.client(Cases.class, transport);
        return context.run(moderation.system.vertx(), () -> call.apply(client));
    }

    static CreateReportRequest.Builder complaint(Content content, ReportReason reason) {
        return CreateReportRequest.newBuilder()
                .setTargetType(content.type())
                .setTargetId(content.id())
                .setReason(reason);
    }

    @CanIgnoreReturnValue
    Report report(CreateReportRequest.Builder request) {
        return reports(reports -> reports.createReport(request.build()));
    }

    @CanIgnoreReturnValue
    Report report(Content content, ReportReason reason) {
        return report(complaint(content, reason));
    }

    ListReportsReply myReports(int limit, String cursor) {
        ListMyReportsRequest.Builder request = ListMyReportsRequest.newBuilder().setLimit(limit);
        ListMyReportsRequest page = (cursor.isEmpty() ? request : request.setCursor(cursor)).build();
        return reports(reports -> reports.listMyReports(page));
    }

    ListCasesReply list(ListCasesRequest.Builder request) {
        return cases(cases -> cases.listCases(request.build()));
    }

    Case read(String caseId) {
        return cases(cases ->
                cases.getCase(GetCaseRequest.newBuilder().setCaseId(caseId).build()));
    }

    @CanIgnoreReturnValue
    Case claim(String caseId) {
        return cases(cases ->
                cases.claimCase(ClaimCaseRequest.newBuilder().setCaseId(caseId).build()));
    }

    @CanIgnoreReturnValue
    Case release(String caseId) {
        return cases(cases -> cases.releaseCase(
                ReleaseCaseRequest.newBuilder().setCaseId(caseId).build()));
    }

    @CanIgnoreReturnValue
    Case decide(String caseId, CaseAction action) {
        return decide(verdict(caseId, action));
    }

    @CanIgnoreReturnValue
    Case decide(DecideCaseRequest.Builder request) {
        return cases(cases -> cases.decideCase(request.build()));
    }

    static DecideCaseRequest.Builder verdict(String caseId, CaseAction action) {
        return DecideCaseRequest.newBuilder()
                .setCaseId(caseId)
                .setAction(action)
                .setReason("Against the rules");
    }

    ListAuditReply audit(ListAuditRequest.Builder request) {
        return cases(cases -> cases.listAudit(request.build()));
    }

    VerifyAuditReply verifyAudit(long fromSeq) {
        return cases(cases -> cases.verifyAudit(
                VerifyAuditRequest.newBuilder().setFromSeq(fromSeq).build()));
    }
}
