package com.beachdo.moderation;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.Period;
import io.vertx.core.Future;
import java.util.UUID;

/** Counts by day what other domains tell of. */
final class FigureStore {
    static final String REGISTRATIONS = "registrations";
    static final String CHATS = "chats";
    static final String LISTINGS = "listings.";

    private static final String COUNT =
            """
            INSERT INTO daily_figure AS figure (day, figure, total) VALUES ($1, $2, $3)
            ON CONFLICT ON CONSTRAINT daily_figure_day_figure_pkey DO UPDATE SET total = figure.total + $3
            """;
    private static final String WAITS =
            "INSERT INTO pending_listing (listing_id) VALUES ($1) ON CONFLICT (listing_id) DO NOTHING";
    private static final String WAITS_NO_MORE = "DELETE FROM pending_listing WHERE listing_id = $1";

    private FigureStore() {}

    static Future<Void> count(Tx tx, ListingChanged listing) {
        String pending = listing.getStatus().equals("PENDING_REVIEW") ? WAITS : WAITS_NO_MORE;
        return tx.query(pending, UUID.fromString(listing.getListingId()))
                .compose(ignored -> count(tx, LISTINGS + listing.getTransition(), 1));
    }

    static Future<Void> count(Tx tx, RoomOpened room) {
        return count(tx, CHATS, 1);
    }

    static Future<Void> count(Tx tx, SecurityEventRecorded event) {
        return event.getAction() == SecurityAction.SECURITY_ACTION_REGISTERED
                ? count(tx, REGISTRATIONS, event.getTimes())
                : Future.succeededFuture();
    }

    private static Future<Void> count(Tx tx, String figure, long times) {
        return tx.query(COUNT, Period.today(), figure, times).mapEmpty();
    }
}
