package com.beachdo.moderation;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;

/** By when the law of the jurisdiction wants a complaint acknowledged and disposed of. */
final class LegalClocks {
    private static final String ANY_GROUND = "GRIEVANCE";
    private static final String DEADLINES =
            """
            SELECT now() + min(acknowledge) AS acknowledge_by, now() + min(dispose) AS dispose_by
            FROM legal_clock WHERE jurisdiction = $1 AND ground IN ($2, $3)
            """;
    private static final String THERE =
            "SELECT EXISTS (SELECT FROM legal_clock WHERE jurisdiction = $1 AND ground = $2) AS there";

    private final Db db;
    private final String jurisdiction;

    record Deadlines(OffsetDateTime acknowledgeBy, OffsetDateTime disposeBy) {}

    LegalClocks(Db db, String jurisdiction) {
        this.db = db;
        this.jurisdiction = jurisdiction;
    }

    Future<Void> requireThere() {
        return db.query(THERE, jurisdiction, ANY_GROUND).map(rows -> {
            if (!rows.iterator().next().getBoolean("there")) {
                throw new ConfigException(ModerationConfig.JURISDICTION, "has no legal clock for " + jurisdiction);
            }
            return null;
        });
    }

    /** Of a complaint for this reason that comes now. */
    Future<Deadlines> start(Tx tx, String reason) {
        return tx.query(DEADLINES, jurisdiction, ANY_GROUND, reason).map(rows -> {
            Row row = rows.iterator().next();
            return new Deadlines(row.getOffsetDateTime("acknowledge_by"), row.getOffsetDateTime("dispose_by"));
        });
    }
}
