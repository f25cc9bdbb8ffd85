package com.beachdo.moderation;

import com.beachdo.moderation.v1.NamedCount;
import com.beachdo.moderation.v1.UserRecord;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** What there is about somebody, and from them, in numbers. */
final class UserRecordStore {
    private static final String COUNTS =
            """
            SELECT %s AS made, %s AS acted_on, %s AS dismissed, %s AS open_cases, %s AS appeals,
                (SELECT coalesce(sum(points), 0)::integer FROM strike
                    WHERE user_id = $1 AND expires_at > now() AND revoked_at IS NULL) AS points
            """
                    .formatted(
                            upTo("report WHERE reporter_id = $1"),
                            upTo(reports("<>")),
                            upTo(reports("=")),
                            upTo("moderation_case WHERE target_owner_id = $1 AND closed_at IS NULL"),
                            upTo("appeal WHERE appellant_id = $1"));
    private static final String DECISIONS =
            """
            SELECT d.action, count(*) AS total FROM moderation_case c JOIN decision d USING (case_id)
            WHERE c.target_owner_id = $1 AND c.closed_at IS NOT NULL AND d.overturned_at IS NULL
            GROUP BY d.action ORDER BY d.action
            """;

    private final Db db;

    UserRecordStore(Db db) {
        this.db = db;
    }

    private static String reports(String comparison) {
        return "report r JOIN decision d ON d.case_id = r.case_id AND d.follows IS NULL AND d.overturned_at IS NULL"
                + " WHERE r.reporter_id = $1 AND d.action " + comparison + " 'DISMISS'";
    }

    private static String upTo(String rows) {
        return "(SELECT count(*)::integer FROM (SELECT FROM " + rows + " LIMIT 1000) AS counted)";
    }

    Future<UserRecord> of(UUID user) {
        return db.query(COUNTS, user).compose(counted -> {
            Row row = counted.iterator().next();
            UserRecord.Builder found = UserRecord.newBuilder()
                    .setUserId(user.toString())
                    .setReportsMade(row.getInteger("made"))
                    .setReportsRight(row.getInteger("acted_on"))
                    .setReportsWrong(row.getInteger("dismissed"))
                    .setOpenCases(row.getInteger("open_cases"))
                    .setAppeals(row.getInteger("appeals"))
                    .setPoints(row.getInteger("points"));
            return db.query(DECISIONS, user).map(decisions -> {
                decisions.forEach(each -> found.addDecisions(NamedCount.newBuilder()
                        .setName(each.getString("action"))
                        .setCount(each.getLong("total"))));
                return found.build();
            });
        });
    }
}
