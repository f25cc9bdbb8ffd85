package com.beachdo.catalog.statistics;

import com.beachdo.catalog.boosts.Promotion;
import com.beachdo.catalog.v1.ListingDay;
import com.beachdo.catalog.v1.ListingEventKind;
import com.beachdo.catalog.v1.ListingFigures;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.Period;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Numbers of listings. */
public final class StatisticsStore {
    private final Db db;

    public StatisticsStore(Db db) {
        this.db = db;
    }

    /** One thing that was told of one showing. */
    record Told(Promotion promotion, ListingEventKind kind) {
        private String kindName() {
            return kind.name().substring("LISTING_EVENT_KIND_".length());
        }
    }

    private static final String RECORD =
            """
            WITH told AS (
                SELECT DISTINCT t.promotion_id, t.kind, t.boost_id
                FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS t (promotion_id, kind, boost_id)
                WHERE EXISTS (SELECT FROM boost b WHERE b.boost_id = t.boost_id AND b.listing_id = $1)),
            fresh AS (
                INSERT INTO promotion_event (promotion_id, kind, boost_id)
                SELECT promotion_id, kind, boost_id FROM told ORDER BY promotion_id, kind
                ON CONFLICT ON CONSTRAINT promotion_event_promotion_id_kind_pkey DO NOTHING
                RETURNING kind, boost_id),
            boosts AS (
                INSERT INTO boost_day AS d (boost_id, day, impressions, clicks)
                SELECT boost_id, indian_day(now()),
                    count(*) FILTER (WHERE kind = 'IMPRESSION'), count(*) FILTER (WHERE kind = 'CLICK')
                FROM fresh GROUP BY boost_id ORDER BY boost_id
                ON CONFLICT ON CONSTRAINT boost_day_boost_id_day_pkey DO UPDATE
                    SET impressions = d.impressions + excluded.impressions, clicks = d.clicks + excluded.clicks),
            listings AS (
                INSERT INTO listing_day AS d (listing_id, day, impressions, clicks)
                SELECT $1, indian_day(now()),
                    count(*) FILTER (WHERE kind = 'IMPRESSION'), count(*) FILTER (WHERE kind = 'CLICK')
                FROM fresh HAVING count(*) > 0
                ON CONFLICT ON CONSTRAINT listing_day_listing_id_day_pkey DO UPDATE
                    SET impressions = d.impressions + excluded.impressions, clicks = d.clicks + excluded.clicks)
            SELECT count(*) FROM fresh
            """;

    /** How many counted: not those of other listings, nor those that were counted before. */
    Future<Integer> record(UUID listing, List<Told> told) {
        return db.query(
                        RECORD,
                        listing,
                        told.stream().map(one -> one.promotion().id()).toArray(UUID[]::new),
                        told.stream().map(Told::kindName).toArray(String[]::new),
                        told.stream().map(one -> one.promotion().boostId()).toArray(UUID[]::new))
                .map(found -> found.iterator().next().getInteger(0));
    }

    private static final String OWNS =
            "SELECT 1 FROM listing WHERE listing_id = $1 AND seller_id = $2 AND deleted_at IS NULL";

    Future<Boolean> owns(UUID seller, UUID listing) {
        return db.query(OWNS, listing, seller).map(found -> found.size() > 0);
    }

    private static final String DAYS =
            """
            SELECT day::text, views, saves, contacts, chats, impressions, clicks
            FROM listing_day WHERE listing_id = $1 AND day BETWEEN $2 AND $3 ORDER BY day
            """;

    Future<List<ListingDay>> days(UUID listing, Period period) {
        return db.query(DAYS, listing, period.from(), period.to()).map(found -> {
            List<ListingDay> days = new ArrayList<>();
            for (Row row : found) {
                days.add(ListingDay.newBuilder()
                        .setDate(row.getString(0))
                        .setFigures(ListingFigures.newBuilder()
                                .setViews(row.getLong(1))
                                .setSaves(row.getLong(2))
                                .setContacts(row.getLong(3))
                                .setChats(row.getLong(4))
                                .setImpressions(row.getLong(5))
                                .setClicks(row.getLong(6)))
                        .build());
            }
            return days;
        });
    }

    private static final String NOTE_CHAT =
            "SELECT note_interest(listing_id, 0, 0, 1) FROM listing WHERE listing_id = $1";

    /** Somebody opened a chat about a listing. */
    public Future<Void> chatOpened(Tx tx, UUID listing) {
        return tx.query(NOTE_CHAT, listing).mapEmpty();
    }
}
