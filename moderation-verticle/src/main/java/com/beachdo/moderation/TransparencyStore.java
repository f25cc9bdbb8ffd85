package com.beachdo.moderation;

import com.beachdo.moderation.v1.Transparency;
import com.beachdo.moderation.v1.TransparencyFigure;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;

/** What a month was, in numbers that are to be published. */
final class TransparencyStore {
    private static final String FIGURES =
            """
            WITH span AS (
                SELECT $1::date::timestamp AT TIME ZONE 'Asia/Kolkata' AS first,
                    ($1::date + interval '1 month') AT TIME ZONE 'Asia/Kolkata' AS past),
            reported AS (
                SELECT r.reason, c.target_type, r.reporter_id FROM span, report r JOIN moderation_case c USING (case_id)
                WHERE r.created_at >= first AND r.created_at < past),
            decided AS (
                SELECT d.action, d.follows,
                    CASE WHEN NOT c.by_hand THEN extract(epoch FROM d.decided_at - c.created_at) END AS seconds
                FROM span, decision d JOIN moderation_case c USING (case_id)
                WHERE d.decided_at >= first AND d.decided_at < past)
            SELECT 'reports' AS figure, reason AS name, count(*) AS total FROM reported GROUP BY reason
            UNION ALL SELECT 'reportsByTarget', target_type, count(*) FROM reported GROUP BY target_type
            UNION ALL SELECT 'automaticReports', '', count(*) FROM reported WHERE reporter_id = $2
            UNION ALL SELECT 'decisions', action, count(*) FROM decided WHERE follows IS NULL GROUP BY action
            UNION ALL SELECT 'automaticDecisions', action, count(*) FROM decided WHERE follows IS NOT NULL GROUP BY action
            UNION ALL SELECT 'secondsToDecide', 'median',
                    percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds)::bigint FROM decided WHERE follows IS NULL
            UNION ALL SELECT 'secondsToDecide', 'p95',
                    percentile_disc(0.95) WITHIN GROUP (ORDER BY seconds)::bigint FROM decided WHERE follows IS NULL
            UNION ALL SELECT 'appeals', coalesce(outcome, 'PENDING'), count(*) FROM span, appeal
                WHERE created_at >= first AND created_at < past GROUP BY outcome
            UNION ALL SELECT 'lateAcknowledgements', '', count(*) FROM span, moderation_case
                WHERE acknowledge_by >= first AND acknowledge_by < past AND acknowledge_by < now()
                    AND (acknowledged_at IS NULL OR acknowledged_at > acknowledge_by)
            UNION ALL SELECT 'lateDisposals', '', count(*) FROM span, moderation_case
                WHERE dispose_by >= first AND dispose_by < past AND dispose_by < now()
                    AND (closed_at IS NULL OR closed_at > dispose_by)
            ORDER BY 1, 2
            """;

    private final Db db;

    TransparencyStore(Db db) {
        this.db = db;
    }

    Future<Transparency> of(YearMonth month) {
        return db.query(FIGURES, month.atDay(1), Suspicions.AUTOMATIC).map(rows -> {
            Transparency.Builder figures = Transparency.newBuilder().setMonth(month.toString());
            for (Row row : rows) {
                Long total = row.getLong("total");
                if (total != null && total > 0) {
                    figures.addFigures(TransparencyFigure.newBuilder()
                            .setFigure(row.getString("figure"))
                            .setName(row.getString("name"))
                            .setCount(total));
                }
            }
            return figures.build();
        });
    }

    /** None of the values needs quotes. */
    static String csv(Transparency month) {
        StringBuilder csv = new StringBuilder("month,figure,name,count\r\n");
        for (TransparencyFigure figure : month.getFiguresList()) {
            csv.append(month.getMonth())
                    .append(',')
                    .append(figure.getFigure())
                    .append(',')
                    .append(figure.getName())
                    .append(',')
                    .append(figure.getCount())
                    .append("\r\n");
        }
        return csv.toString();
    }
}
