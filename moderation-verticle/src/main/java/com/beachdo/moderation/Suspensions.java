package com.beachdo.moderation;

import com.beachdo.moderation.v1.SuspensionEnded;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends suspensions whose time is over. */
final class Suspensions {
    private static final Logger LOG = LoggerFactory.getLogger(Suspensions.class);
    private static final String DUE =
            """
            SELECT d.decision_id, c.case_id, c.target_type, c.target_id, c.target_owner_id
            FROM decision d JOIN moderation_case c USING (case_id)
            WHERE d.action = 'SUSPEND' AND d.until <= now() AND d.ended_at IS NULL AND d.overturned_at IS NULL
            ORDER BY d.until LIMIT 1 FOR UPDATE OF d SKIP LOCKED
            """;
    private static final String END = "UPDATE decision SET ended_at = now() WHERE decision_id = $1";

    private final Db db;
    private final AuditStore audit;

    Suspensions(Db db, AuditStore audit) {
        this.db = db;
        this.audit = audit;
    }

    void look() {
        Object unused = endAll().onFailure(failure -> LOG.warn("suspensions that are over: {}", failure.toString()));
    }

    /** One after another, while there are any. */
    private Future<Void> endAll() {
        return db.transaction(this::endOne).compose(ended -> ended ? endAll() : Future.succeededFuture());
    }

    private Future<Boolean> endOne(Tx tx) {
        return tx.query(DUE)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : end(tx, rows.iterator().next()).map(true));
    }

    private Future<Void> end(Tx tx, Row row) {
        LockedCase subject = LockedCase.closed(row);
        UUID decision = row.getUUID("decision_id");
        JsonObject detail = new JsonObject().put("decisionId", decision.toString());
        return tx.query(END, decision)
                .compose(done -> audit.append(tx, Suspicions.AUTOMATIC, "suspension.end", subject, detail))
                .compose(done -> Effects.isKeptOut(tx, subject.targetOwnerId()))
                .compose(still -> still ? Future.succeededFuture() : tell(tx, subject.targetOwnerId(), decision));
    }

    private static Future<Void> tell(Tx tx, UUID user, UUID decision) {
        return tx.emit(
                user.toString(),
                SuspensionEnded.newBuilder()
                        .setUserId(user.toString())
                        .setDecisionId(decision.toString())
                        .build());
    }
}
