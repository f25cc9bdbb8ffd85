package com.beachdo.identity;

import com.beachdo.identity.v1.Consent;
import com.beachdo.identity.v1.ConsentPurpose;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The SQL of consents: added to, never changed. */
final class ConsentStore {
    private static final String INSERT =
            """
            INSERT INTO consent (consent_id, account_id, purpose, granted, text_version) VALUES ($1, $2, $3, $4, $5)
            RETURNING purpose, granted, text_version, at
            """;
    private static final String LIST =
            """
            SELECT purpose, granted, text_version, at FROM consent
            WHERE account_id = $1 ORDER BY consent_id DESC LIMIT 200
            """;

    private final Db db;

    ConsentStore(Db db) {
        this.db = db;
    }

    Future<Consent> add(UUID accountId, ConsentPurpose purpose, boolean granted, String textVersion) {
        String name = purpose.name().substring("CONSENT_PURPOSE_".length());
        return db.query(INSERT, Ids.next(), accountId, name, granted, textVersion)
                .map(rows -> consent(rows.iterator().next()));
    }

    Future<List<Consent>> list(UUID accountId) {
        return db.query(LIST, accountId).map(rows -> {
            List<Consent> consents = new ArrayList<>();
            rows.forEach(row -> consents.add(consent(row)));
            return consents;
        });
    }

    private static Consent consent(Row row) {
        return Consent.newBuilder()
                .setPurpose(ConsentPurpose.valueOf("CONSENT_PURPOSE_" + row.getString("purpose")))
                .setGranted(row.getBoolean("granted"))
                .setTextVersion(row.getString("text_version"))
                .setAt(Account.timestamp(row.getOffsetDateTime("at")))
                .build();
    }
}
