package com.beachdo.catalog.search;

import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.SavedSearch;
import com.beachdo.catalog.v1.SearchAlert;
import com.beachdo.catalog.v1.SearchCriteria;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saved searches, and what each was told of. */
final class SavedSearchStore {
    static final int MAX_A_USER = 50;

    private static final String COLUMNS =
            """
            s.search_id, s.name, s.alert, s.q, s.category, s.city, s.lat, s.lon, s.radius_km, s.min_price, s.max_price,
            s.condition, s.seller_id, s.attr, s.created_at, s.alerted_at
            """;
    /** When to look next: PostgreSQL's interval between two looks of a search whose alert is the parameter. */
    private static final String NEXT =
            "CASE %s WHEN 'DAILY' THEN now() + interval '1 day' WHEN 'WEEKLY' THEN now() + interval '7 days' END";

    private final Db db;

    SavedSearchStore(Db db) {
        this.db = db;
    }

    /** A search to look through. */
    record Due(UUID id, UUID user, String name, SearchListingsRequest request, OffsetDateTime seenUntil) {}

    private static final String HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('saved_search ' || $1, 0))";
    private static final String COUNT = "SELECT count(*) FROM saved_search WHERE user_id = $1";
    private static final String CREATE =
            """
            INSERT INTO saved_search AS s (search_id, user_id, name, alert, q, category, city, lat, lon, radius_km,
                min_price, max_price, condition, seller_id, attr, criteria_hash, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, %s)
            ON CONFLICT ON CONSTRAINT saved_search_user_id_criteria_hash_key DO NOTHING
            RETURNING %s
            """
                    .formatted(NEXT.formatted("$4::text"), COLUMNS);

    /** @param criteria as they are compared with those saved before */
    Future<SavedSearch> create(
            Tx tx, UUID id, UUID user, String name, SearchAlert alert, SearchCriteria criteria, byte[] hash) {
        return tx.query(HOLD, user.toString())
                .compose(ignored -> tx.query(COUNT, user))
                .compose(count -> {
                    if (count.iterator().next().getLong(0) >= MAX_A_USER) {
                        throw RpcException.conflict(
                                "saved_search.too_many", "At most " + MAX_A_USER + " searches can be saved.");
                    }
                    return tx.query(CREATE, arguments(id, user, name, alert, criteria, hash));
                })
                .map(made -> first(made)
                        .orElseThrow(() ->
                                RpcException.conflict("saved_search.exists", "This search has been saved before.")));
    }

    @SuppressWarnings("NullAway") // the driver takes nulls
    private static Object[] arguments(
            UUID id, UUID user, String name, SearchAlert alert, SearchCriteria criteria, byte[] hash) {
        return new Object[] {
            id,
            user,
            name,
            name(alert),
            criteria.hasQ() ? criteria.getQ() : null,
            criteria.hasCategory() ? criteria.getCategory() : null,
            criteria.hasCity() ? criteria.getCity() : null,
            criteria.hasLat() ? criteria.getLat() : null,
            criteria.hasLon() ? criteria.getLon() : null,
            criteria.hasRadiusKm() ? criteria.getRadiusKm() : null,
            criteria.hasMinPrice() ? criteria.getMinPrice() : null,
            criteria.hasMaxPrice() ? criteria.getMaxPrice() : null,
            criteria.hasCondition() ? criteria.getCondition().name().substring("CONDITION_".length()) : null,
            criteria.hasSellerId() ? UUID.fromString(criteria.getSellerId()) : null,
            criteria.getAttrList().toArray(String[]::new),
            Buffer.buffer(hash)
        };
    }

    private static final String LIST = "SELECT " + COLUMNS
            + "FROM saved_search s WHERE user_id = $1 AND search_id < $2 ORDER BY search_id DESC LIMIT $3";

    Future<List<SavedSearch>> list(UUID user, UUID before, int rows) {
        return db.query(LIST, user, before, rows).map(found -> {
            List<SavedSearch> searches = new ArrayList<>();
            found.forEach(row -> searches.add(search(row)));
            return searches;
        });
    }

    private static final String UPDATE =
            """
            UPDATE saved_search s SET name = coalesce($3, s.name), alert = coalesce($4, s.alert),
                seen_until = CASE WHEN s.alert = 'OFF' AND $4 <> 'OFF' THEN now() ELSE s.seen_until END,
                due_at = CASE WHEN $4 IS NULL OR $4 = s.alert THEN s.due_at WHEN $4 = 'INSTANT' THEN now()
                    ELSE %s END
            WHERE s.search_id = $1 AND s.user_id = $2
            RETURNING %s
            """
                    .formatted(NEXT.formatted("$4"), COLUMNS)
                    .replace("$3", "$3::text")
                    .replace("$4", "$4::text");

    /** Empty when it is not one of this user's. */
    @SuppressWarnings("NullAway") // the driver takes nulls
    Future<Optional<SavedSearch>> update(UUID id, UUID user, @Nullable String name, @Nullable SearchAlert alert) {
        return db.query(UPDATE, id, user, name, alert == null ? null : name(alert))
                .map(SavedSearchStore::first);
    }

    private static final String DELETE = "DELETE FROM saved_search WHERE search_id = $1 AND user_id = $2";

    Future<Void> delete(UUID id, UUID user) {
        return db.query(DELETE, id, user).mapEmpty();
    }

    private static final String SILENCE = "UPDATE saved_search SET alert = 'OFF', due_at = NULL WHERE search_id = $1";

    Future<Void> silence(UUID id) {
        return db.query(SILENCE, id).mapEmpty();
    }

    /**
     * Coarser than the search itself, which decides. A search that is being looked through is waited for: the look may
     * have begun before the listing was there.
     */
    private static final String WAKE =
            """
            WITH woken AS MATERIALIZED (
                SELECT s.search_id FROM saved_search s, listing l
                WHERE l.listing_id = $1 AND s.alert = 'INSTANT' AND s.user_id <> l.seller_id
                  AND (s.category IS NULL OR s.category IN (l.category_id, l.parent_category_id))
                  AND (s.city IS NULL OR s.radius_km IS NOT NULL OR s.city = l.city)
                  AND l.price_amount BETWEEN coalesce(s.min_price, 0) AND coalesce(s.max_price, l.price_amount)
                  AND (s.condition IS NULL OR s.condition = l.condition)
                  AND (s.seller_id IS NULL OR s.seller_id = l.seller_id)
                  AND (s.q IS NULL OR l.document @@ s.words)
                ORDER BY s.search_id FOR NO KEY UPDATE OF s)
            UPDATE saved_search s
            SET due_at = least(coalesce(s.due_at, 'infinity'),
                greatest(now(), coalesce(s.alerted_at + interval '1 minute', now())))
            FROM woken WHERE s.search_id = woken.search_id AND s.alert = 'INSTANT'
            """;

    /** Makes the searches due that a new listing may be new to. */
    Future<Void> wake(Tx tx, UUID listing) {
        return tx.query(WAKE, listing).mapEmpty();
    }

    private static final String TAKE_DUE = "SELECT " + COLUMNS
            + """
            , s.user_id, s.seen_until
            FROM saved_search s WHERE s.due_at <= now() ORDER BY s.due_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
            """;

    /** A search that is due and nobody else looks through until the transaction ends. */
    Future<Optional<Due>> takeDue(Tx tx) {
        return tx.query(TAKE_DUE)
                .map(rows -> rows.stream().map(SavedSearchStore::due).findFirst());
    }

    private static Due due(Row row) {
        SavedSearch search = search(row);
        return new Due(
                row.getUUID("search_id"),
                row.getUUID("user_id"),
                search.getName(),
                request(search.getCriteria()),
                row.getOffsetDateTime("seen_until"));
    }

    private static final String REMEMBER =
            "INSERT INTO saved_search_hit (search_id, listing_id, published_at) VALUES ($1, $2, $3)";
    private static final String SEEN =
            """
            WITH s AS (
                UPDATE saved_search SET seen_until = greatest(seen_until, now() - interval '30 seconds'),
                    alerted_at = CASE WHEN $2 THEN now() ELSE alerted_at END, due_at = %s
                WHERE search_id = $1 RETURNING search_id, seen_until)
            DELETE FROM saved_search_hit h USING s WHERE h.search_id = s.search_id AND h.published_at <= s.seen_until
            """
                    .formatted(NEXT.formatted("alert"));

    /** Remembers what a search was told of, and when it is due again. */
    Future<Void> told(Tx tx, UUID id, RowSet<Row> found) {
        List<Tuple> hits = new ArrayList<>();
        for (Row row : found) {
            hits.add(Tuple.of(id, row.getUUID("listing_id"), row.getOffsetDateTime("published_at")));
        }
        return tx.batch(REMEMBER, hits)
                .compose(ignored -> tx.query(SEEN, id, found.size() > 0))
                .mapEmpty();
    }

    private static final String PUT_OFF =
            "UPDATE saved_search SET due_at = now() + interval '5 minutes' WHERE search_id = $1 AND alert <> 'OFF'";

    Future<Void> putOff(UUID id) {
        return db.query(PUT_OFF, id).mapEmpty();
    }

    private static Optional<SavedSearch> first(RowSet<Row> rows) {
        return rows.stream().map(SavedSearchStore::search).findFirst();
    }

    private static SavedSearch search(Row row) {
        SavedSearch.Builder search = SavedSearch.newBuilder()
                .setId(row.getUUID("search_id").toString())
                .setName(row.getString("name"))
                .setCriteria(criteria(row))
                .setAlert(SearchAlert.valueOf("SEARCH_ALERT_" + row.getString("alert")))
                .setCreatedAt(Rows.timestamp(row.getOffsetDateTime("created_at")));
        OffsetDateTime alertedAt = row.getOffsetDateTime("alerted_at");
        return alertedAt == null
                ? search.build()
                : search.setAlertedAt(Rows.timestamp(alertedAt)).build();
    }

    private static SearchCriteria criteria(Row row) {
        SearchCriteria.Builder criteria =
                SearchCriteria.newBuilder().addAllAttr(Arrays.asList(row.getArrayOfStrings("attr")));
        Optional.ofNullable(row.getString("q")).ifPresent(criteria::setQ);
        Optional.ofNullable(row.getString("category")).ifPresent(criteria::setCategory);
        Optional.ofNullable(row.getString("city")).ifPresent(criteria::setCity);
        Optional.ofNullable(row.getDouble("lat")).ifPresent(criteria::setLat);
        Optional.ofNullable(row.getDouble("lon")).ifPresent(criteria::setLon);
        Optional.ofNullable(row.getDouble("radius_km")).ifPresent(criteria::setRadiusKm);
        Optional.ofNullable(row.getLong("min_price")).ifPresent(criteria::setMinPrice);
        Optional.ofNullable(row.getLong("max_price")).ifPresent(criteria::setMaxPrice);
        Optional.ofNullable(row.getString("condition"))
                .ifPresent(name -> criteria.setCondition(Condition.valueOf("CONDITION_" + name)));
        Optional.ofNullable(row.getUUID("seller_id")).ifPresent(id -> criteria.setSellerId(id.toString()));
        return criteria.build();
    }

    /** The search that the criteria stand for; the fields of both have the same names. */
    static SearchListingsRequest request(SearchCriteria criteria) {
        SearchListingsRequest.Builder request = SearchListingsRequest.newBuilder();
        criteria.getAllFields()
                .forEach((field, value) -> request.setField(
                        SearchListingsRequest.getDescriptor().findFieldByName(field.getName()), value));
        return request.build();
    }

    static String name(SearchAlert alert) {
        return alert.name().substring("SEARCH_ALERT_".length());
    }
}
