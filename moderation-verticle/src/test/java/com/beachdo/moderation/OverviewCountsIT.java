package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.GetOverviewRequest;
import com.beachdo.moderation.v1.NamedCount;
import com.beachdo.moderation.v1.OverviewDay;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverviewCountsIT {
    private static ModerationSystem moderation;

    /** Six days of reports and decisions, and a mark from before them, as an update finds them. */
    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        moderation.sql(
                """
                INSERT INTO moderation_case (case_id, target_type, target_id, target_owner_id, evidence, acknowledge_by,
                    dispose_by, closed_at, created_at, version, by_hand)
                SELECT gen_random_uuid(), 'LISTING', gen_random_uuid(), gen_random_uuid(), '{}', 'infinity', 'infinity', now(),
                    now() - n * interval '43 minutes' - interval '1 hour', 1, n % 7 = 0
                FROM generate_series(0, 200) n
                """);
        moderation.sql(
                """
                INSERT INTO report (report_id, case_id, reporter_id, reason, created_at)
                SELECT gen_random_uuid(), case_id, gen_random_uuid(), 'SPAM', created_at FROM moderation_case,
                    generate_series(1, 3)
                """);
        moderation.sql(
                """
                INSERT INTO decision (decision_id, case_id, action, reason, decided_by, decided_at)
                SELECT gen_random_uuid(), case_id, CASE WHEN random() < 0.5 THEN 'WARN' ELSE 'REMOVE' END, 'Against the rules',
                    gen_random_uuid(), created_at + random() * interval '59 minutes' FROM moderation_case
                """);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    /** The marks first: whoever counts holds them. */
    private static void uncounted() {
        Object unused = TestSystem.await(moderation.db.transaction(tx -> tx.query(
                        "UPDATE overview_mark SET upto = date_trunc('day', now() - interval '8 days', 'Asia/Kolkata')")
                .compose(done -> tx.query("DELETE FROM report_hour"))
                .compose(done -> tx.query("DELETE FROM decision_day"))
                .compose(done -> tx.query("DELETE FROM decision_median"))));
    }

    /** The domain counts, too, now and then; nobody waits for it. */
    private static void counted() {
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            TestSystem.await(new OverviewCounts(moderation.db).countAll());
            assertThat(moderation.count("overview_mark WHERE upto > now() - interval '2 days'"))
                    .isEqualTo(2);
        });
    }

    private static List<OverviewDay> overview() {
        Person staff = moderation.moderator(Transport.BUS);
        Overviews client = moderation.system.client(Overviews.class, Transport.BUS);
        return moderation
                .system
                .as(staff.context(), () -> client.getOverview(GetOverviewRequest.getDefaultInstance()))
                .getDaysList();
    }

    private static String figures(OverviewDay day) {
        String decisions = day.getDecisionsList().stream()
                .sorted(Comparator.comparing(NamedCount::getName))
                .map(one -> one.getName() + "=" + one.getCount())
                .collect(Collectors.joining(","));
        return String.join(
                " ",
                day.getDay(),
                Long.toString(day.getReports()),
                decisions,
                Long.toString(day.getMedianDecisionSeconds()));
    }

    /** What the rows say, whatever was counted. */
    private static List<String> rows() {
        List<String> days = new ArrayList<>();
        for (Row row : moderation.sql(
                """
                WITH r AS (SELECT (created_at AT TIME ZONE 'Asia/Kolkata')::date AS day, count(*) AS total FROM report GROUP BY 1),
                d AS (SELECT (decided_at AT TIME ZONE 'Asia/Kolkata')::date AS day,
                        count(*) FILTER (WHERE action = 'REMOVE') AS removed, count(*) FILTER (WHERE action = 'WARN') AS warned,
                        round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - c.created_at))
                            FILTER (WHERE NOT by_hand))::numeric) AS median
                    FROM decision JOIN moderation_case c USING (case_id) GROUP BY 1)
                SELECT concat(day, ' ', coalesce(r.total, 0), ' ', concat_ws(',', 'REMOVE=' || nullif(removed, 0),
                    'WARN=' || nullif(warned, 0)), ' ', coalesce(median, 0)) AS figures
                FROM r FULL JOIN d USING (day) ORDER BY day
                """)) {
            days.add(row.getString("figures"));
        }
        return days;
    }

    @Test
    void saysTheSameBeforeAndAfterCountingAndIsCountedOnceByMany() {
        uncounted();
        List<String> expected = rows();
        assertThat(overview()).extracting(OverviewCountsIT::figures).isEqualTo(expected);

        List<Future<Void>> counting = ModerationSystem.atOnce(4, i -> new OverviewCounts(moderation.db).countAll());
        assertThat(counting).allMatch(Future::succeeded);
        counted();
        assertThat(moderation.count("report_hour")).isGreaterThan(100);
        assertThat(overview()).extracting(OverviewCountsIT::figures).isEqualTo(expected);

        assertThat(moderation.caseAbout(moderation.listing())).isNotEmpty();
        assertThat(overview()).extracting(OverviewCountsIT::figures).isEqualTo(rows());
    }

    @Test
    void readsOfWhatIsCountedNoRows() {
        uncounted();
        counted();
        List<String> before =
                overview().stream().map(OverviewCountsIT::figures).limit(3).toList();
        moderation.sql("UPDATE report SET created_at = created_at - interval '60 days'"
                + " WHERE created_at < now() - interval '3 days'");
        assertThat(overview().stream().map(OverviewCountsIT::figures).limit(3).toList())
                .isEqualTo(before);
        moderation.sql("UPDATE report SET created_at = created_at + interval '60 days'"
                + " WHERE created_at < now() - interval '60 days'");
    }
}
