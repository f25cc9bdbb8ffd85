package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.common.v1.Rating;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Found listings as everybody sees them. One that was read before is not read again as long as a search still finds it
 * in the same version with the same seller's card, so it is never older than the search. Used on one event loop only.
 */
final class KnownListings {
    /** Some 4 kB each. */
    private static final int MAX_KEPT = 4_000;

    /** What a search selects of a listing: its id, and what tells whether a known one is still so. */
    static final String HEAD =
            """
            l.listing_id, l.version,
            s.name, s.verified AND coalesce(s.verified_until > now(), true), s.rating_count, s.rating_average
            """;

    /** How many columns {@link #HEAD} has. */
    static final int MORE = 6;

    private static final String READ = "SELECT " + ListingRow.COLUMNS
            + " FROM listing l JOIN seller s ON s.seller_id = l.seller_id WHERE l.listing_id = ANY ($1) AND "
            + ListingRow.VISIBLE;

    private final Db db;
    private final ListingRow rows;
    private final Map<UUID, Listing> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Listing> eldest) {
            return size() > MAX_KEPT;
        }
    };

    KnownListings(Db db, ListingRow rows) {
        this.db = db;
        this.rows = rows;
    }

    /**
     * In the same order; without those that ceased to be visible since they were found.
     *
     * @param keep whether others will look for them too; who walks through everything would drive out what many ask for
     */
    Future<List<Listing>> of(List<Row> heads, boolean keep) {
        Map<UUID, Listing> page = new LinkedHashMap<>();
        List<UUID> unknown = new ArrayList<>();
        for (Row head : heads) {
            UUID id = ListingRow.id(head);
            Listing listing = kept.get(id);
            if (listing != null && isStill(listing, head)) {
                page.put(id, listing);
            } else {
                page.put(id, Listing.getDefaultInstance());
                unknown.add(id);
            }
        }
        if (unknown.isEmpty()) {
            return Future.succeededFuture(List.copyOf(page.values()));
        }
        return db.query(READ, (Object) unknown.toArray(UUID[]::new)).map(found -> {
            for (Row row : found) {
                Listing listing = rows.toPublic(row);
                page.put(ListingRow.id(row), listing);
                if (keep) {
                    kept.put(ListingRow.id(row), listing);
                }
                unknown.remove(ListingRow.id(row));
            }
            page.keySet().removeAll(unknown);
            return List.copyOf(page.values());
        });
    }

    private static boolean isStill(Listing listing, Row head) {
        return listing.getVersion() == head.getLong(1)
                && listing.getSeller().getName().equals(head.getString(2))
                && listing.getSeller().getVerified() == head.getBoolean(3)
                && isStill(listing.getSeller().getRating(), head);
    }

    private static boolean isStill(Rating rating, Row head) {
        return rating.getCount() == head.getInteger(4)
                && (rating.getCount() == 0 || rating.getAverage() == head.getDouble(5));
    }
}
