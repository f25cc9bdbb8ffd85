package com.beachdo.moderation;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for the overview what can't change any more: reports by hour and decisions by day, a day at a time. What was counted
 * and how far commit together, so a node that dies leaves the rest to the next one.
 */
final class OverviewCounts {
    private static final Logger LOG = LoggerFactory.getLogger(OverviewCounts.class);

    /** Transactions that began before may commit a little later. */
    private static final String SETTLED = "now() - interval '10 minutes'";

    private static final String HOURS =
            """
            INSERT INTO report_hour (hour, total)
            SELECT date_trunc('hour', created_at, 'Asia/Kolkata'), count(*) FROM report
            WHERE created_at >= $1 AND created_at < $2 GROUP BY 1
            """;
    private static final String DAYS =
            """
            INSERT INTO decision_day (day, action, total)
            SELECT (decided_at AT TIME ZONE 'Asia/Kolkata')::date, action, count(*) FROM decision
            WHERE decided_at >= $1 AND decided_at < $2 AND follows IS NULL GROUP BY 1, 2
            """;
    private static final String MEDIANS =
            """
            INSERT INTO decision_median (day, seconds)
            SELECT (decided_at AT TIME ZONE 'Asia/Kolkata')::date,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at))
            FROM decision JOIN moderation_case USING (case_id)
            WHERE decided_at >= $1 AND decided_at < $2 AND follows IS NULL AND NOT by_hand GROUP BY 1
            """;
    private static final String MOVE = "UPDATE overview_mark SET upto = $2 WHERE figure = $1";

    private final Db db;

    OverviewCounts(Db db) {
        this.db = db;
    }

    void look() {
        Object unused =
                countAll().onFailure(failure -> LOG.warn("the overview is not counted: {}", failure.toString()));
    }

    /** Until all that is settled is counted. */
    Future<Void> countAll() {
        return whileAny(this::countReports).compose(done -> whileAny(this::countDecisions));
    }

    /** One step of work; whether there was any. */
    private interface Step {
        Future<Boolean> take(Tx tx);
    }

    private Future<Void> whileAny(Step step) {
        return db.transaction(step::take).compose(any -> any ? whileAny(step) : Future.succeededFuture());
    }

    private Future<Boolean> countReports(Tx tx) {
        return stretch(tx, "reports", "hour")
                .compose(next -> next == null
                        ? Future.succeededFuture(false)
                        : tx.query(HOURS, next.from(), next.to()).compose(done -> moved(tx, "reports", next)));
    }

    private Future<Boolean> countDecisions(Tx tx) {
        return stretch(tx, "decisions", "day")
                .compose(next -> next == null
                        ? Future.succeededFuture(false)
                        : tx.query(DAYS, next.from(), next.to())
                                .compose(done -> tx.query(MEDIANS, next.from(), next.to()))
                                .compose(done -> moved(tx, "decisions", next)));
    }

    private record Stretch(OffsetDateTime from, OffsetDateTime to) {}

    private static final String NEXT =
            """
            SELECT upto, least(upto + interval '1 day', date_trunc($2, %s, 'Asia/Kolkata')) AS past
            FROM overview_mark WHERE figure = $1 FOR UPDATE SKIP LOCKED
            """
                    .formatted(SETTLED);

    /** Null when all is counted, or somebody else counts. India has no summer time: a day has 24 hours. */
    @SuppressWarnings("NullAway") // a Future of nothing
    private static Future<Stretch> stretch(Tx tx, String figure, String unit) {
        return tx.query(NEXT, figure, unit).map(rows -> rows.stream()
                .map(row -> new Stretch(row.getOffsetDateTime("upto"), row.getOffsetDateTime("past")))
                .filter(next -> next.from().isBefore(next.to()))
                .findFirst()
                .orElse(null));
    }

    private static Future<Boolean> moved(Tx tx, String figure, Stretch counted) {
        return tx.query(MOVE, figure, counted.to()).map(true);
    }
}
