package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.CaseSort;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.pgclient.PgConnection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two hundred thousand reports in twenty thousand cases: pages are read along indexes, and no more is sorted than cases of one
 * deadline.
 */
class QueuePlansIT {
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        moderation.asSuperuser(database -> {
            ModerationSystem.run(
                    database,
                    """
                    INSERT INTO moderation_case (case_id, target_type, target_id, target_owner_id, evidence, severity,
                        report_count, acknowledge_by, dispose_by, closed_at)
                    SELECT gen_random_uuid(), (ARRAY['LISTING', 'USER', 'MESSAGE', 'COMMENT'])[1 + i % 4], gen_random_uuid(),
                        gen_random_uuid(), '{}', i % 80, 10, now(), now() + make_interval(mins => i),
                        CASE WHEN i % 2 = 0 THEN now() END
                    FROM generate_series(1, 20000) i
                    """);
            ModerationSystem.run(
                    database,
                    """
                    INSERT INTO report (report_id, case_id, reporter_id, reason)
                    SELECT gen_random_uuid(), case_id, gen_random_uuid(), 'SPAM'
                    FROM moderation_case, generate_series(1, 10)
                    """);
            ModerationSystem.run(database, "ANALYZE moderation_case");
            ModerationSystem.run(database, "ANALYZE report");
        });
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    /** What PostgreSQL would do without knowing the values. */
    private static String plan(String statement) {
        StringBuilder plan = new StringBuilder();
        moderation.asSuperuser(database -> plan.append(explained(database, statement)));
        return plan.toString();
    }

    private static String explained(PgConnection database, String statement) {
        return StreamSupport.stream(
                        TestSystem.await(database.query("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + statement)
                                        .execute())
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private static String page(ListCasesRequest.Builder request, boolean first) {
        CaseFilter filter = CaseFilter.of(request.build());
        List<Object> arguments = new ArrayList<>(List.of(21));
        List<String> after = List.of(
                filter.order() == CaseFilter.Order.SCORE
                        ? "-40"
                        : OffsetDateTime.now(ZoneOffset.UTC).toString(),
                UUID.randomUUID().toString());
        return plan(CaseLists.select(filter, first ? null : after, arguments));
    }

    @Test
    void everyQueueIsReadAlongAnIndexFromItsFirstPageOn() {
        for (CaseSort sort : List.of(CaseSort.CASE_SORT_SCORE, CaseSort.CASE_SORT_DEADLINE)) {
            for (CaseStatus status : List.of(
                    CaseStatus.CASE_STATUS_UNSPECIFIED, CaseStatus.CASE_STATUS_OPEN, CaseStatus.CASE_STATUS_CLOSED)) {
                for (TargetType queue : List.of(TargetType.TARGET_TYPE_UNSPECIFIED, TargetType.TARGET_TYPE_MESSAGE)) {
                    for (boolean first : List.of(true, false)) {
                        ListCasesRequest.Builder request = ListCasesRequest.newBuilder()
                                .setSort(sort)
                                .setStatus(status)
                                .setQueue(queue);
                        assertThat(page(request, first))
                                .as("%s %s %s", sort, status, queue)
                                .contains("Index")
                                .doesNotContain("Seq Scan on moderation_case", "->  Sort");
                    }
                }
            }
        }
    }

    @Test
    void claimedCasesAreFoundAmongThemselves() {
        assertThat(page(ListCasesRequest.newBuilder().setStatus(CaseStatus.CASE_STATUS_CLAIMED), true))
                .as("staff claims few, which are sorted")
                .contains("moderation_case_claimed_until_idx")
                .doesNotContain("Seq Scan on moderation_case");
    }

    @Test
    void reportsOfACaseAndOfAReporterAreReadAlongAnIndex() {
        assertThat(plan(ReportStore.OF_CASE))
                .contains("report_case_id_created_at_idx")
                .doesNotContain("Seq Scan", "Sort");
        assertThat(plan(ReportStore.OF_REPORTER))
                .contains("report_reporter_id_created_at_idx")
                .doesNotContain("Seq Scan", "Sort");
    }
}
