package com.beachdo.identity;

import com.beachdo.catalog.v1.SellerRated;
import com.beachdo.common.v1.Rating;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** What reviews say of sellers: a copy of the catalog's figures, kept up to date by events. */
final class RatingStore {
    private final Db db;

    RatingStore(Db db) {
        this.db = db;
    }

    private static final String GET = "SELECT average, reviews FROM rating WHERE account_id = $1";

    Future<Optional<Rating>> get(UUID accountId) {
        return db.query(GET, accountId).map(found -> found.stream()
                .map(row -> Rating.newBuilder()
                        .setAverage(row.getDouble("average"))
                        .setCount(row.getInteger("reviews"))
                        .build())
                .findFirst());
    }

    private static final String PUT =
            """
            INSERT INTO rating (account_id, average, reviews)
            SELECT account_id, $2, $3 FROM account WHERE account_id = $1 AND status <> 'DELETED'
            ON CONFLICT ON CONSTRAINT rating_account_id_pkey
            DO UPDATE SET average = EXCLUDED.average, reviews = EXCLUDED.reviews
            """;
    private static final String FORGET = "DELETE FROM rating WHERE account_id = $1";

    static Future<Void> rated(Tx tx, SellerRated event) {
        UUID id = UUID.fromString(event.getUserId());
        return (event.hasRating()
                        ? tx.query(
                                PUT,
                                id,
                                event.getRating().getAverage(),
                                event.getRating().getCount())
                        : tx.query(FORGET, id))
                .mapEmpty();
    }
}
