package com.beachdo.catalog.statistics;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Period;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who saw what, once a visitor, listing and day. Visits gather in memory and are written together every few
 * seconds, so that a view costs a reader nothing; those of a process that dies meanwhile are lost.
 */
public final class Visits {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
    private static final int MAX_WAITING = 20_000;
    private static final int HASH_BYTES = 12;

    private final Db db;
    private final byte[] key;
    private final Set<Visit> waiting = ConcurrentHashMap.newKeySet();

    private record Visit(UUID listing, String visitor) {}

    public Visits(Db db, byte[] key) {
        this.db = db;
        this.key = key.clone();
    }

    /** Somebody who is not its seller saw a listing. */
    public void seen(UUID listing, CallContext by) {
        String visitor = by.subject() != null ? by.subject() : by.clientAddress();
        if (visitor != null && waiting.size() < MAX_WAITING) {
            boolean unused = waiting.add(new Visit(listing, visitor));
        }
    }

    private static final String COUNT =
            """
            WITH visit AS (
                INSERT INTO listing_visit (day, listing_id, visitor)
                SELECT indian_day(now()), v.listing_id, v.visitor
                FROM unnest($1::uuid[], $2::bytea[]) AS v (listing_id, visitor)
                WHERE EXISTS (SELECT FROM listing l WHERE l.listing_id = v.listing_id)
                ORDER BY v.listing_id, v.visitor
                ON CONFLICT ON CONSTRAINT listing_visit_day_listing_id_visitor_pkey DO NOTHING
                RETURNING listing_id),
            seen AS (SELECT listing_id, count(*) AS views FROM visit GROUP BY listing_id ORDER BY listing_id),
            counted AS (
                INSERT INTO listing_day AS d (listing_id, day, views)
                SELECT listing_id, indian_day(now()), views FROM seen
                ON CONFLICT ON CONSTRAINT listing_day_listing_id_day_pkey DO UPDATE SET views = d.views + excluded.views)
            INSERT INTO listing_heat AS h (listing_id, heat) SELECT listing_id, heat(views) FROM seen
            ON CONFLICT ON CONSTRAINT listing_heat_listing_id_pkey DO UPDATE SET heat = add_heat(h.heat, excluded.heat)
            """;

    /** Writes what has gathered. What can't be written now waits for the next time. */
    @CanIgnoreReturnValue
    public Future<Void> write() {
        List<Visit> visits = new ArrayList<>(waiting);
        if (visits.isEmpty()) {
            return Future.succeededFuture();
        }
        visits.forEach(waiting::remove);
        UUID[] listings = visits.stream().map(Visit::listing).toArray(UUID[]::new);
        Object[] visitors = visits.stream().map(this::hash).toArray(Buffer[]::new);
        return db.query(COUNT, listings, visitors).<Void>mapEmpty().onFailure(failure -> {
            LOG.warn("{} visits wait: {}", visits.size(), failure.toString());
            visits.stream().limit(MAX_WAITING - waiting.size()).forEach(waiting::add);
        });
    }

    /** Keyed, or addresses could be tried out; of the day, or a visitor could be followed over days. */
    private Buffer hash(Visit visit) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String text = Period.today() + " " + visit.listing() + " " + visit.visitor();
            return Buffer.buffer(Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), HASH_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String FORGET =
            """
            WITH reveals AS (
                DELETE FROM contact_reveal WHERE ctid IN (
                    SELECT ctid FROM contact_reveal WHERE day < indian_day(now()) - 90 LIMIT 20000)),
            visits AS (
                DELETE FROM listing_visit WHERE ctid IN (
                    SELECT ctid FROM listing_visit WHERE day < indian_day(now()) - 1 LIMIT 20000))
            DELETE FROM promotion_event WHERE ctid IN (
                SELECT ctid FROM promotion_event WHERE received_at < now() - interval '2 days' LIMIT 20000)
            """;

    /** Drops what was kept only to count once. */
    @CanIgnoreReturnValue
    public Future<Void> forget() {
        return db.query(FORGET).mapEmpty();
    }
}
