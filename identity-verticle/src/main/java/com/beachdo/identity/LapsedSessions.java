package com.beachdo.identity;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Ends sessions that are over by themselves, so that others hear of it as of those that somebody ends. */
final class LapsedSessions {
    private static final int AT_ONCE = 500;
    private static final String UNUSED = end("last_used_at <= now() - interval '30 days'");
    private static final String TOO_OLD = end("expires_at <= now()");

    private final Db db;

    LapsedSessions(Db db) {
        this.db = db;
    }

    private static String end(String over) {
        return """
            UPDATE session SET ended_at = now(), end_reason = 'lapsed' WHERE session_id IN (
                SELECT session_id FROM session WHERE ended_at IS NULL AND %s LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING session_id, account_id
            """
                .formatted(over);
    }

    /** Those that nobody used for as long as a session lasts without use. */
    Future<Void> endUnused() {
        return end(this::endUnused, UNUSED);
    }

    /** Those that are as old as a session gets. Looks through all of them. */
    Future<Void> endOld() {
        return end(this::endOld, TOO_OLD);
    }

    private Future<Void> end(Supplier<Future<Void>> again, String statement) {
        return db.transaction(tx -> tx.query(statement, AT_ONCE)
                        .compose(ended -> tell(tx, ended).map(ended.size())))
                .compose(ended -> ended == AT_ONCE ? again.get() : Future.succeededFuture());
    }

    private static Future<Void> tell(Tx tx, RowSet<Row> ended) {
        Map<UUID, List<UUID>> byAccount = new LinkedHashMap<>();
        for (Row row : ended) {
            boolean unused = byAccount
                    .computeIfAbsent(row.getUUID("account_id"), account -> new ArrayList<>())
                    .add(row.getUUID("session_id"));
        }
        Future<Void> told = Future.succeededFuture();
        for (Map.Entry<UUID, List<UUID>> one : byAccount.entrySet()) {
            told = told.compose(ignored -> SessionStore.tell(tx, one.getKey(), one.getValue()));
        }
        return told;
    }
}
