package com.beachdo.catalog.boosts;

import com.beachdo.catalog.v1.Boost;
import com.beachdo.catalog.v1.BoostDay;
import com.beachdo.catalog.v1.BoostStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Boosts and what they brought. */
final class BoostStore {
    private static final String STATUS =
            """
            CASE WHEN b.cancelled_at IS NOT NULL THEN 'CANCELLED' WHEN b.ends_at <= now() THEN 'ENDED'
                WHEN b.starts_at <= now() THEN 'RUNNING' ELSE 'SCHEDULED' END
            """;
    private static final String COLUMNS = "b.boost_id, b.listing_id, l.title, b.placement, " + STATUS
            + " AS status, b.starts_at, b.ends_at, b.created_by, b.created_at ";
    private static final int MAX = 101;

    private final Db db;

    BoostStore(Db db) {
        this.db = db;
    }

    private static final String LOCK = "SELECT 1 FROM listing WHERE listing_id = $1 AND deleted_at IS NULL FOR UPDATE";
    private static final String OVERLAPS =
            """
            SELECT 1 FROM boost WHERE listing_id = $1 AND placement = $2 AND cancelled_at IS NULL
                AND (starts_at, ends_at) OVERLAPS ($3, $4)
            """;
    private static final String CREATE =
            """
            WITH b AS (
                INSERT INTO boost (boost_id, listing_id, placement, starts_at, ends_at, created_by)
                VALUES ($1, $2, $3, $4, $5, $6) RETURNING *)
            SELECT %s FROM b JOIN listing l ON l.listing_id = b.listing_id
            """
                    .formatted(COLUMNS);

    /** Under the listing's lock, so that no two boosts of one place overlap. */
    Future<Boost> create(Tx tx, UUID id, UUID listing, Placement placement, BoostTime time, UUID by) {
        return tx.query(LOCK, listing)
                .compose(found -> {
                    if (found.size() == 0) {
                        throw RpcException.notFound("listing.not_found", "There is no such listing.");
                    }
                    return tx.query(OVERLAPS, listing, placement.name(), time.from(), time.to());
                })
                .compose(overlapping -> {
                    requireNone(overlapping);
                    return tx.query(CREATE, id, listing, placement.name(), time.from(), time.to(), by);
                })
                .map(created -> boost(created.iterator().next()));
    }

    private static void requireNone(RowSet<Row> overlapping) {
        if (overlapping.size() > 0) {
            throw RpcException.conflict("boost.overlaps", "The listing has this place in that time already.");
        }
    }

    private static final String OF_SELLER =
            """
            SELECT status = 'ACTIVE' AND expires_at > greatest(now(), $3) AS on_sale
            FROM listing WHERE listing_id = $1 AND seller_id = $2 AND deleted_at IS NULL
            """;

    /** Succeeds when a listing of this seller could be given a place in this time; reserves nothing. */
    Future<Void> requireFree(UUID listing, UUID seller, Placement placement, BoostTime time) {
        return db.query(OF_SELLER, listing, seller, time.from())
                .compose(found -> {
                    Row row = Rows.first(found);
                    if (row == null) {
                        throw RpcException.notFound("listing.not_found", "There is no such listing.");
                    }
                    if (!row.getBoolean("on_sale")) {
                        throw RpcException.conflict(
                                "boost.listing_not_on_sale", "The listing is not on sale at that time.");
                    }
                    return db.query(OVERLAPS, listing, placement.name(), time.from(), time.to());
                })
                .map(overlapping -> {
                    requireNone(overlapping);
                    return null;
                });
    }

    private static final String END =
            "UPDATE boost SET cancelled_at = now() WHERE listing_id = $1 AND cancelled_at IS NULL AND ends_at > now()";

    Future<Void> end(UUID listing) {
        return db.query(END, listing).mapEmpty();
    }

    private static final String LIST = "SELECT " + COLUMNS
            + """
            FROM boost b JOIN listing l ON l.listing_id = b.listing_id
            WHERE b.boost_id < $1 AND ($2 = '' OR %s = $2) AND ($3 = '' OR b.listing_id = $3::uuid)
            ORDER BY b.boost_id DESC LIMIT %d
            """
                    .formatted(STATUS, MAX);

    /**
     * Last made first, one more than a page has.
     *
     * @param status empty for all
     * @param listing empty for all
     */
    Future<List<Boost>> list(UUID before, String status, String listing) {
        return db.query(LIST, before, status, listing).map(BoostStore::boosts);
    }

    private static final String FIND =
            "SELECT " + COLUMNS + "FROM boost b JOIN listing l ON l.listing_id = b.listing_id WHERE b.boost_id = $1";

    Future<Optional<Boost>> find(UUID id) {
        return db.query(FIND, id).map(found -> boosts(found).stream().findFirst());
    }

    private static final String DAYS =
            """
            SELECT day::text, coalesce(b.impressions, 0), coalesce(b.clicks, 0), coalesce(l.contacts, 0)
            FROM (SELECT * FROM boost_day WHERE boost_id = $1) b
            FULL JOIN (
                SELECT d.day, d.contacts FROM listing_day d JOIN boost ON boost.listing_id = d.listing_id
                WHERE boost.boost_id = $1 AND d.contacts > 0
                    AND d.day BETWEEN indian_day(boost.starts_at) AND indian_day(coalesce(boost.cancelled_at, boost.ends_at)))
                l USING (day)
            WHERE day BETWEEN $2 AND $3
            ORDER BY day
            """;

    Future<List<BoostDay>> days(UUID id, Period period) {
        return db.query(DAYS, id, period.from(), period.to()).map(found -> {
            List<BoostDay> days = new ArrayList<>();
            for (Row row : found) {
                days.add(BoostDay.newBuilder()
                        .setDate(row.getString(0))
                        .setImpressions(row.getLong(1))
                        .setClicks(row.getLong(2))
                        .setCtr(rate(row.getLong(2), row.getLong(1)))
                        .setContacts(row.getLong(3))
                        .build());
            }
            return days;
        });
    }

    static double rate(long clicks, long impressions) {
        return impressions == 0 ? 0 : (double) clicks / impressions;
    }

    private static List<Boost> boosts(RowSet<Row> found) {
        List<Boost> boosts = new ArrayList<>();
        for (Row row : found) {
            boosts.add(boost(row));
        }
        return boosts;
    }

    private static Boost boost(Row row) {
        return Boost.newBuilder()
                .setId(row.getUUID(0).toString())
                .setListingId(row.getUUID(1).toString())
                .setListingTitle(row.getString(2))
                .setPlacement(Placement.valueOf(row.getString(3)).toContract())
                .setStatus(BoostStatus.valueOf("BOOST_STATUS_" + row.getString(4)))
                .setStartsAt(Rows.timestamp(row.getOffsetDateTime(5)))
                .setEndsAt(Rows.timestamp(row.getOffsetDateTime(6)))
                .setCreatedBy(row.getUUID(7).toString())
                .setCreatedAt(Rows.timestamp(row.getOffsetDateTime(8)))
                .build();
    }
}
