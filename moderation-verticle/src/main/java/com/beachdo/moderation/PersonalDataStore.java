package com.beachdo.moderation;

import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** The SQL of what is known about one person: to show it, and to forget it. */
final class PersonalDataStore {
    private static final String EXPORT =
            """
            SELECT json_build_object(
                'reports', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT report_id, target_type, target_id, reason, details, report.created_at
                        FROM report JOIN moderation_case USING (case_id) WHERE reporter_id = $1) one),
                'decisions', (
                    SELECT coalesce(json_agg(one ORDER BY decided_at), '[]') FROM (
                        SELECT decision_id, target_type, target_id, action, reason, decided_at, activities, until
                        FROM decision d JOIN moderation_case USING (case_id)
                        WHERE target_owner_id = $1 AND NOT %s) one),
                'strikes', (
                    SELECT coalesce(json_agg(one ORDER BY given_at), '[]') FROM (
                        SELECT decision_id, points, given_at, expires_at, revoked_at FROM strike
                        WHERE user_id = $1) one),
                'appeals', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT decision_id, statement, created_at, outcome, answer, decided_at
                        FROM appeal WHERE appellant_id = $1) one))::text AS json
            """
                    .formatted(DecisionStore.UNTOLD);

    private static final String FORGET_DETAILS = "UPDATE report SET details = NULL WHERE reporter_id = $1";

    private final Db db;

    PersonalDataStore(Db db) {
        this.db = db;
    }

    /** A JSON object. */
    Future<String> export(UUID userId) {
        return db.query(EXPORT, userId).map(rows -> rows.iterator().next().getString("json"));
    }

    /** The words of somebody's reports go. Cases, decisions and the audit stay, as the law wants them. */
    Future<Void> forget(Tx tx, AccountErased event) {
        return tx.query(FORGET_DETAILS, UUID.fromString(event.getUserId())).mapEmpty();
    }
}
