package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseSort;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ListCasesReply;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All tests read the same cases: eight nobody took, one claimed, one whose claim ran out, three closed. */
class CaseListsIT {
    private static final CaseStatus OPEN = CaseStatus.CASE_STATUS_OPEN;
    private static final CaseStatus CLAIMED = CaseStatus.CASE_STATUS_CLAIMED;
    private static final CaseStatus CLOSED = CaseStatus.CASE_STATUS_CLOSED;
    private static final List<ReportReason> REASONS = List.of(
            ReportReason.REPORT_REASON_SPAM,
            ReportReason.REPORT_REASON_PROHIBITED_ITEM,
            ReportReason.REPORT_REASON_OTHER,
            ReportReason.REPORT_REASON_FRAUD);
    private static ModerationSystem moderation;
    private static Person staff;
    private static List<Case> notClosed;
    private static List<Case> closed;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        staff = moderation.moderator(Transport.BUS);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Content content =
                    moderation.content(i % 2 == 0 ? TargetType.TARGET_TYPE_LISTING : TargetType.TARGET_TYPE_COMMENT);
            moderation.buyer(Transport.BUS).report(content, REASONS.get(i % REASONS.size()));
            ids.add(moderation.openCase(content));
        }
        staff.claim(ids.get(3));
        staff.claim(ids.get(6));
        moderation.sql(
                "UPDATE moderation_case SET claimed_until = now() - interval '1 second' WHERE case_id = $1",
                UUID.fromString(ids.get(6)));
        // deadlines in another order than ids; two are the same
        for (int i = 0; i < 10; i++) {
            moderation.sql(
                    """
                    UPDATE moderation_case
                    SET dispose_by = date_trunc('day', now()) + make_interval(days => $2) WHERE case_id = $1
                    """,
                    UUID.fromString(ids.get(i)),
                    i == 9 ? 4 : i * 7 % 10);
        }
        notClosed = ids.stream().map(CaseListsIT::listed).toList();
        closed = List.of(1, 2, 3).stream()
                .map(i -> listed(moderation.closedCase(staff)))
                .toList();
    }

    /** As lists have it. */
    private static Case listed(String caseId) {
        return staff.read(caseId).toBuilder().clearReports().build();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatIsNotClosedByScore(Transport transport) {
        List<Case> expected = notClosed.stream()
                .sorted(Comparator.comparing((Case one) -> -one.getScore()).thenComparing(Case::getId))
                .toList();

        assertThat(pages(transport, ListCasesRequest.newBuilder().setLimit(100)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10})
    void pagesByScoreWithoutGaps(int limit) {
        List<Case> expected = notClosed.stream()
                .sorted(Comparator.comparing((Case one) -> -one.getScore()).thenComparing(Case::getId))
                .toList();

        assertThat(pages(Transport.BUS, ListCasesRequest.newBuilder().setLimit(limit)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10})
    void pagesByDeadlineWithoutGaps(int limit) {
        List<Case> expected = notClosed.stream()
                .sorted(Comparator.comparing((Case one) -> one.getDisposeBy().getSeconds())
                        .thenComparing(Case::getId))
                .toList();

        assertThat(pages(
                        Transport.BUS,
                        ListCasesRequest.newBuilder()
                                .setSort(CaseSort.CASE_SORT_DEADLINE)
                                .setLimit(limit)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void listsOneQueue(Transport transport) {
        assertThat(pages(transport, ListCasesRequest.newBuilder().setQueue(TargetType.TARGET_TYPE_COMMENT)))
                .containsExactlyInAnyOrderElementsOf(notClosed.stream()
                        .filter(one -> one.getTargetType() == TargetType.TARGET_TYPE_COMMENT)
                        .toList());
        assertThat(pages(transport, ListCasesRequest.newBuilder().setQueue(TargetType.TARGET_TYPE_USER)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void listsOneStatus(Transport transport) {
        assertThat(pages(transport, ListCasesRequest.newBuilder().setStatus(OPEN)))
                .hasSize(9)
                .containsExactlyInAnyOrderElementsOf(notClosed.stream()
                        .filter(one -> one.getStatus() == OPEN)
                        .toList());
        assertThat(pages(transport, ListCasesRequest.newBuilder().setStatus(CLAIMED)))
                .containsExactly(notClosed.get(3));
        assertThat(pages(transport, ListCasesRequest.newBuilder().setStatus(CLOSED)))
                .containsExactlyInAnyOrderElementsOf(closed)
                .allSatisfy(one -> assertThat(one.hasDecision()).isTrue());
    }

    @Test
    void pagesClosedCasesByDeadlineToo() {
        assertThat(pages(
                        Transport.BUS,
                        ListCasesRequest.newBuilder()
                                .setStatus(CLOSED)
                                .setSort(CaseSort.CASE_SORT_DEADLINE)
                                .setLimit(1)))
                .isEqualTo(closed);
    }

    @Test
    void aClaimThatRanOutIsShownAsOpen() {
        Case ranOut = notClosed.get(6);

        assertThat(ranOut.getStatus()).isEqualTo(OPEN);
        assertThat(ranOut.hasClaimedBy()).isFalse();
        assertThat(ranOut.hasClaimedUntil()).isFalse();
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String cursor = staff.list(ListCasesRequest.newBuilder().setLimit(1)).getNextCursor();
        List<ListCasesRequest.Builder> others = List.of(
                ListCasesRequest.newBuilder().setSort(CaseSort.CASE_SORT_DEADLINE),
                ListCasesRequest.newBuilder().setStatus(OPEN),
                ListCasesRequest.newBuilder().setQueue(TargetType.TARGET_TYPE_LISTING));

        assertThat(cursor).isNotEmpty();
        for (ListCasesRequest.Builder other : others) {
            assertRefused(
                    GrpcStatus.INVALID_ARGUMENT, "request.cursor_invalid", () -> staff.list(other.setCursor(cursor)));
        }
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.cursor_invalid",
                () -> staff.list(ListCasesRequest.newBuilder().setCursor(cursor + "A")));
    }

    /** What is the default may be said: it is the same list. */
    @Test
    void takesTheCursorWhenTheDefaultOrderIsNamed() {
        String cursor = staff.list(ListCasesRequest.newBuilder().setLimit(9)).getNextCursor();

        ListCasesReply rest = staff.list(
                ListCasesRequest.newBuilder().setSort(CaseSort.CASE_SORT_SCORE).setCursor(cursor));

        assertThat(rest.getItemsList()).hasSize(1);
        assertThat(rest.hasNextCursor()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatItDoesNotKnow(Transport transport) {
        Person asker = moderation.admin(transport);

        assertInvalid("queue", () -> asker.list(ListCasesRequest.newBuilder().setQueueValue(99)));
        assertInvalid("status", () -> asker.list(ListCasesRequest.newBuilder().setStatusValue(99)));
        assertInvalid("sort", () -> asker.list(ListCasesRequest.newBuilder().setSortValue(99)));
        assertInvalid("limit", () -> asker.list(ListCasesRequest.newBuilder().setLimit(-1)));
        assertInvalid("limit", () -> asker.list(ListCasesRequest.newBuilder().setLimit(101)));
    }

    private static List<Case> pages(Transport transport, ListCasesRequest.Builder request) {
        Person reader = moderation.moderator(transport);
        List<Case> all = new ArrayList<>();
        ListCasesRequest.Builder next = request;
        while (true) {
            ListCasesReply page = reader.list(next);
            all.addAll(page.getItemsList());
            if (!page.hasNextCursor()) {
                return all;
            }
            assertThat(page.getItemsList()).hasSize(request.getLimit());
            assertThat(all).hasSizeLessThan(100);
            next = request.clone().setCursor(page.getNextCursor());
        }
    }
}
