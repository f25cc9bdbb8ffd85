package com.beachdo.catalog;

import com.beachdo.catalog.v1.AutoRenewal;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of listings that renew themselves. */
final class AutoRenewalStore {
    private final Db db;

    AutoRenewalStore(Db db) {
        this.db = db;
    }

    private static final String GET =
            """
            SELECT a.listing_id IS NOT NULL AS enabled, a.times_left, a.renewed_at
            FROM listing l LEFT JOIN auto_renewal a ON a.listing_id = l.listing_id
            WHERE l.listing_id = $1 AND l.seller_id = $2 AND l.deleted_at IS NULL
            """;

    Future<AutoRenewal> get(UUID listing, UUID seller) {
        return db.query(GET, listing, seller).map(rows -> {
            Row row = Rows.first(rows);
            if (row == null) {
                throw ListingStore.notFound();
            }
            return row.getBoolean("enabled") ? read(row) : AutoRenewal.getDefaultInstance();
        });
    }

    /** Half a day before the end; of what is not on sale yet, soon. */
    private static final String PUT =
            """
            INSERT INTO auto_renewal (listing_id, times_left, due_at)
            SELECT listing_id, $2::integer, coalesce(expires_at - interval '12 hours', now() + interval '12 hours')
            FROM listing WHERE listing_id = $1
            ON CONFLICT ON CONSTRAINT auto_renewal_listing_id_pkey
            DO UPDATE SET times_left = excluded.times_left, due_at = excluded.due_at, failures = 0
            RETURNING times_left, renewed_at
            """;

    /** @param times null for until it is sold or withdrawn */
    static Future<AutoRenewal> put(Tx tx, UUID listing, @Nullable Integer times) {
        return tx.query(PUT, Rows.arguments(listing, times))
                .map(rows -> read(rows.iterator().next()));
    }

    private static AutoRenewal read(Row row) {
        AutoRenewal.Builder read = AutoRenewal.newBuilder().setEnabled(true);
        if (Rows.has(row, "times_left")) {
            read.setTimesLeft(row.getInteger("times_left"));
        }
        return (Rows.has(row, "renewed_at") ? read.setRenewedAt(Rows.time(row, "renewed_at")) : read).build();
    }

    private static final String PUT_AWAY = "UPDATE auto_renewal SET due_at = 'infinity' WHERE listing_id = $1";

    /** Keeps what the seller chose for a listing that staff took down. */
    static Future<Void> putAway(Tx tx, UUID listing) {
        return tx.query(PUT_AWAY, listing).mapEmpty();
    }

    private static final String TAKE_UP =
            """
            UPDATE auto_renewal a SET failures = 0,
                due_at = coalesce(l.expires_at - interval '12 hours', now() + interval '12 hours')
            FROM listing l WHERE l.listing_id = a.listing_id AND a.listing_id = $1 AND a.due_at = 'infinity'
            """;

    /** Of one that is back. */
    static Future<Void> takeUp(Tx tx, UUID listing) {
        return tx.query(TAKE_UP, listing).mapEmpty();
    }

    static Future<Void> remove(Tx tx, UUID listing) {
        return tx.query("DELETE FROM auto_renewal WHERE listing_id = $1", listing)
                .mapEmpty();
    }

    static final String DUE =
            "SELECT listing_id FROM auto_renewal WHERE due_at <= now() ORDER BY due_at, listing_id LIMIT 50";

    /** Some of those to look at now. */
    Future<List<UUID>> due() {
        return db.query(DUE)
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
    }

    /** What becomes of one that was due. */
    enum Outcome {
        RENEW,
        WAIT,
        END
    }

    /** An end that nobody was up to forestall, or that came while the listing was taken down, is undone for two days. */
    private static final String JUDGE =
            """
            SELECT CASE
                WHEN l.deleted_at IS NOT NULL THEN 'END'
                WHEN l.status IN ('DRAFT', 'PENDING_REVIEW', 'CHANGES_REQUESTED') THEN 'WAIT'
                WHEN l.status <> 'ACTIVE' OR greatest(l.expires_at, l.status_at) < now() - interval '2 days' THEN 'END'
                WHEN l.expires_at > now() + interval '12 hours' THEN 'WAIT'
                WHEN s.suspended OR EXISTS (
                    SELECT FROM restriction r WHERE r.user_id = l.seller_id AND r.restricted_until > now())
                    THEN CASE WHEN l.expires_at > now() THEN 'WAIT' ELSE 'END' END
                ELSE 'RENEW' END AS outcome
            FROM auto_renewal a JOIN listing l ON l.listing_id = a.listing_id JOIN seller s ON s.seller_id = l.seller_id
            WHERE a.listing_id = $1 AND a.due_at <= now()
            """;

    /** Empty when somebody else looked at it. Called under the listing's lock. */
    static Future<Optional<Outcome>> judge(Tx tx, UUID listing) {
        return tx.query(JUDGE, listing).map(rows -> rows.stream()
                .map(row -> Outcome.valueOf(row.getString("outcome")))
                .findFirst());
    }

    private static final String WAIT =
            """
            UPDATE auto_renewal SET failures = 0, due_at = greatest(
                now() + interval '1 hour',
                (SELECT l.expires_at - interval '12 hours' FROM listing l WHERE l.listing_id = $1))
            WHERE listing_id = $1
            """;

    static Future<Void> lookLater(Tx tx, UUID listing) {
        return tx.query(WAIT, listing).mapEmpty();
    }

    private static final String RENEWED =
            """
            WITH last AS (DELETE FROM auto_renewal WHERE listing_id = $1 AND times_left = 1)
            UPDATE auto_renewal SET times_left = times_left - 1, renewed_at = now(), failures = 0,
                due_at = (SELECT l.expires_at - interval '12 hours' FROM listing l WHERE l.listing_id = $1)
            WHERE listing_id = $1 AND times_left IS DISTINCT FROM 1
            """;

    /** One time less; after the last it is off. */
    static Future<Void> renewed(Tx tx, UUID listing) {
        return tx.query(RENEWED, listing).mapEmpty();
    }

    private static final String PUT_OFF =
            """
            UPDATE auto_renewal SET failures = failures + 1,
                due_at = now() + least(interval '1 minute' * 2 ^ least(failures, 10), interval '6 hours')
            WHERE listing_id = $1 AND due_at <= now() RETURNING failures
            """;

    /** One that could not be looked at waits, longer each time; how often it did. 0 when it is not due any more. */
    Future<Integer> putOff(UUID listing) {
        return db.query(PUT_OFF, listing).map(rows -> {
            Row row = Rows.first(rows);
            return row == null ? 0 : row.getInteger("failures");
        });
    }

    private static final String FORGET =
            "DELETE FROM auto_renewal a USING listing l WHERE l.listing_id = a.listing_id AND l.seller_id = $1";

    static Future<Void> forget(Tx tx, UUID seller) {
        return tx.query(FORGET, seller).mapEmpty();
    }
}
