package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ListReportsReply;
import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MyReportsIT {
    private static final ReportReason SPAM = ReportReason.REPORT_REASON_SPAM;
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
    void listsMineNewestFirstPageByPage(Transport transport) {
        Person asha = moderation.buyer(transport);
        List<Report> mine = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            mine.add(asha.report(moderation.listing(), SPAM));
            moderation.buyer(transport).report(moderation.listing(), SPAM);
        }
        Collections.reverse(mine);

        assertThat(pages(asha, 3)).containsExactly(mine.subList(0, 3), mine.subList(3, 6), mine.subList(6, 7));
        assertThat(pages(asha, 7)).containsExactly(mine);
        assertThat(pages(asha, 0)).containsExactly(mine);
    }

    /** As many reports of one moment as of others: the position is more than a time. */
    @Test
    void losesNoneOfTheSameMoment() {
        Person asha = moderation.buyer(Transport.BUS);
        for (int i = 0; i < 6; i++) {
            asha.report(moderation.listing(), SPAM);
        }
        moderation.sql(
                "UPDATE report SET created_at = date_trunc('minute', created_at) WHERE reporter_id = $1",
                UUID.fromString(asha.id()));

        List<String> ids =
                pages(asha, 1).stream().flatMap(List::stream).map(Report::getId).toList();

        assertThat(ids).hasSize(6).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
    }

    private static List<List<Report>> pages(Person person, int limit) {
        List<List<Report>> pages = new ArrayList<>();
        String cursor = "";
        do {
            ListReportsReply page = person.myReports(limit, cursor);
            pages.add(page.getItemsList());
            assertThat(pages).hasSizeLessThan(100);
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());
        return pages;
    }

    @Test
    void tellsWhatBecameOfThem() {
        Person asha = moderation.buyer(Transport.BUS);
        Person ravi = moderation.moderator(Transport.BUS);
        Content claimed = moderation.listing();
        Content decided = moderation.listing();
        asha.report(claimed, SPAM);
        asha.report(decided, SPAM);
        asha.report(moderation.listing(), SPAM);

        ravi.claim(moderation.openCase(claimed));
        ravi.decide(moderation.openCase(decided), CaseAction.CASE_ACTION_DISMISS);

        assertThat(asha.myReports(0, "").getItemsList())
                .extracting(Report::getStatus)
                .containsExactly(
                        CaseStatus.CASE_STATUS_OPEN, CaseStatus.CASE_STATUS_CLOSED, CaseStatus.CASE_STATUS_CLAIMED);
    }

    @Test
    void hasNothingForWhoReportedNothing() {
        assertThat(moderation.buyer(Transport.GRPC).myReports(0, "")).isEqualTo(ListReportsReply.getDefaultInstance());
    }

    @Test
    void refusesTheCursorOfAnother() {
        Person asha = moderation.buyer(Transport.BUS);
        asha.report(moderation.listing(), SPAM);
        asha.report(moderation.listing(), SPAM);
        String cursor = asha.myReports(1, "").getNextCursor();

        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.cursor_invalid", () -> moderation
                .buyer(Transport.BUS)
                .myReports(1, cursor));
    }

    @ParameterizedTest
    @EnumSource
    void refusesPagesOfStrangeSizes(Transport transport) {
        assertInvalid("limit", () -> moderation.buyer(transport).myReports(-1, ""));
        assertInvalid("limit", () -> moderation.buyer(transport).myReports(101, ""));
    }
}
