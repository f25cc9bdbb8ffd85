package com.beachdo.moderation;

import com.beachdo.moderation.v1.Backlog;
import com.beachdo.moderation.v1.NamedCount;
import com.beachdo.moderation.v1.OverviewDay;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.Period;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What waits, and what happened by Indian day: what {@link OverviewCounts} counted, and the rows since. */
final class OverviewStore {
    private static final int MOST = 10_000;

    private static final String BACKLOG =
            """
            SELECT %s AS open_cases, %s AS claimed_cases, %s AS late_acknowledgements, %s AS late_disposals,
                (SELECT min(dispose_by) FROM moderation_case WHERE closed_at IS NULL AND dispose_by > now())
                    AS next_dispose_by,
                %s AS pending_appeals
            """
                    .formatted(
                            upToMost("moderation_case WHERE closed_at IS NULL"),
                            upToMost("moderation_case WHERE closed_at IS NULL AND claimed_until > now()"),
                            upToMost("moderation_case WHERE closed_at IS NULL AND acknowledged_at IS NULL"
                                    + " AND acknowledge_by < now()"),
                            upToMost("moderation_case WHERE closed_at IS NULL AND dispose_by < now()"),
                            upToMost("appeal WHERE outcome IS NULL"));

    private static final String TOLD = "SELECT day, figure, total FROM daily_figure WHERE day BETWEEN $1 AND $2";

    private static final String REPORTS =
            """
            SELECT day, sum(total)::bigint AS total FROM (
                SELECT %s AS day, total FROM report_hour WHERE %s
                UNION ALL SELECT %s, 1 FROM report
                WHERE created_at >= (SELECT upto FROM overview_mark WHERE figure = 'reports') AND %s) counted
            GROUP BY day
            """
                    .formatted(both(within("hour"), within("created_at")));

    private static final String DECISIONS =
            """
            SELECT day, action, total FROM decision_day WHERE day BETWEEN $1 AND $2
            UNION ALL SELECT %s, action, count(*) FROM decision
            WHERE decided_at >= (SELECT upto FROM overview_mark WHERE figure = 'decisions') AND %s AND follows IS NULL
            GROUP BY 1, 2 ORDER BY 2
            """
                    .formatted(within("decided_at"));

    private static final String MEDIANS =
            """
            SELECT day, seconds FROM decision_median WHERE day BETWEEN $1 AND $2
            UNION ALL SELECT %s, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at))
            FROM decision JOIN moderation_case USING (case_id)
            WHERE decided_at >= (SELECT upto FROM overview_mark WHERE figure = 'decisions') AND %s AND follows IS NULL
                AND NOT by_hand
            GROUP BY 1
            """
                    .formatted(within("decided_at"));

    private static final String LATE_ACKNOWLEDGEMENTS =
            """
            SELECT %s AS day, count(*) AS total FROM moderation_case
            WHERE %s AND acknowledge_by < now() AND (acknowledged_at IS NULL OR acknowledged_at > acknowledge_by)
            GROUP BY 1
            """
                    .formatted(within("acknowledge_by"));

    private static final String LATE_DISPOSALS =
            """
            SELECT %s AS day, count(*) AS total FROM moderation_case
            WHERE %s AND dispose_by < now() AND (closed_at IS NULL OR closed_at > dispose_by)
            GROUP BY 1
            """
                    .formatted(within("dispose_by"));

    private final Db db;

    OverviewStore(Db db) {
        this.db = db;
    }

    private static String upToMost(String rows) {
        return "(SELECT count(*) FROM (SELECT FROM " + rows + " LIMIT " + MOST + ") AS counted)";
    }

    /** The Indian day of a column, and the condition that it is one of the days from $1 to $2. */
    private static Object[] within(String column) {
        return new Object[] {
            "(" + column + " AT TIME ZONE 'Asia/Kolkata')::date",
            column + " >= $1::date::timestamp AT TIME ZONE 'Asia/Kolkata' AND " + column
                    + " < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Kolkata'"
        };
    }

    private static Object[] both(Object[] some, Object[] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray();
    }

    /** But for listings, which the catalog knows. */
    Future<Backlog> backlog() {
        return db.query(BACKLOG).map(rows -> {
            Row row = rows.iterator().next();
            Backlog.Builder backlog = Backlog.newBuilder()
                    .setOpenCases(row.getInteger("open_cases"))
                    .setClaimedCases(row.getInteger("claimed_cases"))
                    .setLateAcknowledgements(row.getInteger("late_acknowledgements"))
                    .setLateDisposals(row.getInteger("late_disposals"))
                    .setPendingAppeals(row.getInteger("pending_appeals"));
            if (Rows.has(row, "next_dispose_by")) {
                backlog.setNextDisposeBy(Rows.time(row, "next_dispose_by"));
            }
            return backlog.build();
        });
    }

    /** Days on which something happened, oldest first. */
    Future<List<OverviewDay>> days(Period period) {
        SortedMap<LocalDate, OverviewDay.Builder> days = new TreeMap<>();
        return Future.all(List.of(
                        each(TOLD, period, days, OverviewStore::told),
                        each(REPORTS, period, days, (day, row) -> day.setReports(row.getLong("total"))),
                        each(
                                DECISIONS,
                                period,
                                days,
                                (day, row) -> day.addDecisions(named(row.getString("action"), row))),
                        each(
                                MEDIANS,
                                period,
                                days,
                                (day, row) -> day.setMedianDecisionSeconds(Math.round(row.getDouble("seconds")))),
                        each(
                                LATE_ACKNOWLEDGEMENTS,
                                period,
                                days,
                                (day, row) -> day.setLateAcknowledgements(row.getLong("total"))),
                        each(LATE_DISPOSALS, period, days, (day, row) -> day.setLateDisposals(row.getLong("total")))))
                .map(done -> days.entrySet().stream()
                        .map(day ->
                                day.getValue().setDay(day.getKey().toString()).build())
                        .toList());
    }

    private Future<Void> each(
            String sql,
            Period period,
            SortedMap<LocalDate, OverviewDay.Builder> days,
            BiConsumer<OverviewDay.Builder, Row> read) {
        return db.query(sql, period.from(), period.to()).map(rows -> {
            rows.forEach(row ->
                    read.accept(days.computeIfAbsent(row.getLocalDate("day"), day -> OverviewDay.newBuilder()), row));
            return null;
        });
    }

    private static void told(OverviewDay.Builder day, Row row) {
        String figure = row.getString("figure");
        switch (figure) {
            case FigureStore.REGISTRATIONS -> day.setRegistrations(row.getLong("total"));
            case FigureStore.CHATS -> day.setChats(row.getLong("total"));
            default -> day.addListings(named(figure.substring(FigureStore.LISTINGS.length()), row));
        }
    }

    private static NamedCount.Builder named(String name, Row row) {
        return NamedCount.newBuilder().setName(name).setCount(row.getLong("total"));
    }
}
