package com.beachdo.moderation;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.Period;
import io.vertx.core.Future;

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

    private FigureStore() {}

    static Future<Void> count(Tx tx, ListingChanged listing) {
        return count(tx, LISTINGS + listing.getTransition(), 1);
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
