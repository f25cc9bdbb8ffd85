package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldingIT {
    private static final ReportReason SPAM = ReportReason.REPORT_REASON_SPAM;
    private static final ReportReason FRAUD = ReportReason.REPORT_REASON_FRAUD;
    private static final ReportReason OTHER = ReportReason.REPORT_REASON_OTHER;
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @EnumSource
    void fiftyReportersAtOnceMakeOneCase(Transport transport) {
        Content listing = moderation.listing();
        ReportReason[] reasons = {SPAM, FRAUD, OTHER};

        List<Future<Report>> reports =
                atOnce(50, i -> moderation.buyer(transport).reporting(listing, reasons[i % reasons.length]));

        assertThat(reports).allSatisfy(report -> assertThat(report.succeeded()).isTrue());
        assertThat(cases(listing)).isEqualTo(1);
        Case folded = read(moderation.openCase(listing));
        assertThat(folded.getReportCount()).isEqualTo(50);
        assertThat(folded.getScore()).isEqualTo(Severity.of(FRAUD) + 50);
        assertThat(folded.getVersion()).isEqualTo(50);
        assertThat(folded.getReportsList())
                .extracting(Report::getId)
                .containsExactlyInAnyOrderElementsOf(
                        reports.stream().map(report -> report.result().getId()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theSameReporterCountsOnce(Transport transport) {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(transport);

        Report first = asha.report(listing, SPAM);
        Report again = asha.report(Person.complaint(listing, FRAUD).setDetails("Worse than I thought"));

        assertThat(again).isEqualTo(first);
        Case folded = read(moderation.openCase(listing));
        assertThat(folded.getReportCount()).isEqualTo(1);
        assertThat(folded.getScore()).isEqualTo(Severity.of(SPAM) + 1);
        assertThat(folded.getVersion()).isEqualTo(1);
    }

    @Test
    void theSameReporterAtOnceCountsOnce() {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(Transport.BUS);

        List<Future<Report>> reports = atOnce(10, i -> asha.reporting(listing, SPAM));

        Report report = reports.get(0).result();
        assertThat(reports).extracting(Future::result).containsOnly(report);
        assertThat(read(moderation.openCase(listing)).getReportCount()).isEqualTo(1);
    }

    @Test
    void theGravestReasonCountsWheneverItComes() {
        Content listing = moderation.listing();

        List<Integer> scores = new ArrayList<>();
        for (ReportReason reason : List.of(OTHER, FRAUD, SPAM)) {
            moderation.buyer(Transport.BUS).report(listing, reason);
            scores.add(read(moderation.openCase(listing)).getScore());
        }

        assertThat(scores).containsExactly(Severity.of(OTHER) + 1, Severity.of(FRAUD) + 2, Severity.of(FRAUD) + 3);
    }

    @ParameterizedTest
    @EnumSource(
            value = TargetType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TARGET_TYPE_UNSPECIFIED", "UNRECOGNIZED"})
    void theEvidenceIsOfTheFirstReport(TargetType type) {
        Content content = moderation.content(type);
        String caseId = moderation.caseAbout(content);
        String evidence = read(caseId).getEvidence();

        moderation.others.write(content, "Nothing to see here");
        moderation.buyer(Transport.BUS).report(content, SPAM);

        assertThat(read(caseId).getReportCount()).isEqualTo(2);
        assertThat(read(caseId).getEvidence()).isEqualTo(evidence).contains("Buy now!");
    }

    @Test
    void contentsOfOneOwnerAreCasesOfTheirOwn() {
        Person asha = moderation.buyer(Transport.BUS);
        Content user = moderation.content(TargetType.TARGET_TYPE_USER);
        Content listing = moderation.others.add(TargetType.TARGET_TYPE_LISTING, user.id(), "One");
        Content other = moderation.others.add(TargetType.TARGET_TYPE_LISTING, user.id(), "Two");

        List.of(user, listing, other).forEach(content -> asha.report(content, SPAM));

        assertThat(moderation.count("moderation_case WHERE target_owner_id = $1", UUID.fromString(user.id())))
                .isEqualTo(3);
    }

    @Test
    void aNewCaseOpensAfterTheOldOneClosed() {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(Transport.BUS);
        Person staff = moderation.moderator(Transport.BUS);
        Report first = asha.report(listing, FRAUD);
        String old = moderation.openCase(listing);
        Case closed = staff.decide(old, CaseAction.CASE_ACTION_DISMISS);
        moderation.others.write(listing, "Now it is worse");

        Report second = asha.report(listing, SPAM);

        String fresh = moderation.openCase(listing);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(read(fresh).getReportCount()).isEqualTo(1);
        assertThat(read(fresh).getScore()).isEqualTo(Severity.of(SPAM) + 1);
        assertThat(read(fresh).hasDecision()).isFalse();
        assertThat(new JsonObject(read(fresh).getEvidence()).getString("description"))
                .isEqualTo("Now it is worse");
        assertThat(read(old)).isEqualTo(closed);
    }

    @Test
    void noReportIsLostWhileStaffDecides() {
        Content listing = moderation.listing();
        String old = moderation.caseAbout(listing);
        Person staff = moderation.moderator(Transport.BUS);

        List<Future<Report>> reports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reports.add(moderation.buyer(Transport.BUS).reporting(listing, SPAM));
        }
        Future<Case> decided = staff.working(cases -> cases.decideCase(
                Person.verdict(old, CaseAction.CASE_ACTION_WARN).build()));
        for (int i = 0; i < 10; i++) {
            reports.add(moderation.buyer(Transport.BUS).reporting(listing, SPAM));
        }
        Object unused = TestSystem.await(Future.all(reports));
        assertThat(TestSystem.await(decided).hasDecision()).isTrue();

        assertThat(cases(listing)).isBetween(1L, 2L);
        assertThat(moderation.count("report JOIN moderation_case USING (case_id) WHERE target_id = $1", id(listing)))
                .isEqualTo(21);
        assertThat(moderation.count(
                        """
                        moderation_case c WHERE target_id = $1
                            AND report_count <> (SELECT count(*) FROM report r WHERE r.case_id = c.case_id)
                        """,
                        id(listing)))
                .isZero();
    }

    @Test
    void showsTheLatestHundredReports() {
        Content listing = moderation.listing();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reports.add(moderation.buyer(Transport.BUS).report(listing, SPAM));
        }
        for (int batch = 0; batch < 4; batch++) {
            atOnce(25, i -> moderation.buyer(Transport.BUS).reporting(listing, SPAM))
                    .forEach(report -> assertThat(report.succeeded()).isTrue());
        }

        Case folded = read(moderation.openCase(listing));

        assertThat(folded.getReportCount()).isEqualTo(105);
        assertThat(folded.getReportsList())
                .hasSize(100)
                .extracting(Report::getId)
                .doesNotContainAnyElementsOf(reports.stream().map(Report::getId).toList());
    }

    private static Case read(String caseId) {
        return moderation.moderator(Transport.BUS).read(caseId);
    }

    private static long cases(Content content) {
        return moderation.count("moderation_case WHERE target_id = $1", id(content));
    }

    private static UUID id(Content content) {
        return UUID.fromString(content.id());
    }
}
