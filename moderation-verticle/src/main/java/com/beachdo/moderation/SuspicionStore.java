package com.beachdo.moderation;

import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** What rules find later of something whose case is open already. */
final class SuspicionStore {
    private static final int MOST_SIGNALS = 10;

    private SuspicionStore() {}

    /** The case is locked already by who filed the report in it. */
    private static final String FIND =
            """
            SELECT c.case_id, c.evidence, r.report_id
            FROM moderation_case c JOIN report r ON r.case_id = c.case_id AND r.reporter_id = $3
            WHERE c.target_type = $1 AND c.target_id = $2 AND c.closed_at IS NULL
            """;

    private static final String SET_EVIDENCE =
            """
            UPDATE moderation_case SET evidence = $2, severity = greatest(severity, $3), version = version + 1
            WHERE case_id = $1
            """;
    private static final String SET_DETAILS = "UPDATE report SET details = $2 WHERE report_id = $1";

    /** Adds what the open case does not have; nothing when the report of this complaint began it. */
    static Future<Void> add(Tx tx, Complaint complaint, JsonArray signals) {
        return tx.query(FIND, Names.of(complaint.targetType()), complaint.targetId(), Suspicions.AUTOMATIC)
                .compose(found -> add(tx, found, complaint, signals));
    }

    private static Future<Void> add(Tx tx, RowSet<Row> found, Complaint complaint, JsonArray signals) {
        Row row = found.iterator().next();
        JsonObject evidence = new JsonObject(row.getString("evidence"));
        JsonArray known = evidence.getJsonArray(Suspicions.SIGNALS, new JsonArray());
        JsonArray all = known.copy();
        signals.forEach(signal -> {
            JsonArray unused = all.contains(signal) ? all : all.add(signal);
        });
        if (all.size() == known.size()) {
            return Future.succeededFuture();
        }
        while (all.size() > MOST_SIGNALS) {
            Object oldest = all.remove(0);
            Objects.requireNonNull(oldest);
        }
        UUID caseId = row.getUUID("case_id");
        return tx.query(
                        SET_EVIDENCE,
                        caseId,
                        Evidence.of(evidence.put(Suspicions.SIGNALS, all)),
                        Severity.of(complaint.reason()))
                .compose(done -> tx.query(SET_DETAILS, row.getUUID("report_id"), details(all)))
                .mapEmpty();
    }

    private static String details(JsonArray signals) {
        TreeSet<String> kinds = new TreeSet<>();
        signals.forEach(signal -> kinds.add(((JsonObject) signal).getString("kind")));
        return Suspicions.PREFIX + String.join(", ", kinds);
    }
}
