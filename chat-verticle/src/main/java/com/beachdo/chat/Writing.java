package com.beachdo.chat;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;

/** Who may write in a room, a new message or in place of an old one: in SQL, over a row of room. */
final class Writing {
    private static final String BLOCKED =
            """
            (EXISTS (SELECT FROM block WHERE blocker_id = buyer_id AND blocked_id = seller_id)
            OR EXISTS (SELECT FROM block WHERE blocker_id = seller_id AND blocked_id = buyer_id))
            """;
    private static final String CLOSED =
            """
            (EXISTS (
                SELECT FROM listing_card WHERE listing_card.listing_id = room.listing_id AND status = 'REMOVED')
            OR EXISTS (SELECT FROM restricted_user WHERE user_id IN (buyer_id, seller_id)))
            """;

    /** A condition; the writer is $2. */
    static final String ALLOWED = allowed("$2");

    /** Whether nobody else is to see what the writer writes, who is $2. */
    static final String UNSEEN = unseen("$2");

    /** What {@link #requireAllowed} reads; the writer is $2. */
    static final String COLUMNS = BLOCKED + "AS blocked, " + CLOSED
            + "AS closed, (SELECT restricted_until FROM restriction WHERE user_id = $2 AND restricted_until > now())"
            + " AS restricted_until\n";

    private Writing() {}

    /** A condition. */
    static String allowed(String writer) {
        return "NOT " + BLOCKED + "AND NOT " + CLOSED + "AND NOT EXISTS (SELECT FROM restriction WHERE user_id = "
                + writer + " AND restricted_until > now())\n";
    }

    /** Whether nobody else is to see what the writer writes. */
    static String unseen(String writer) {
        return "EXISTS (SELECT FROM unseen_sender WHERE user_id = " + writer + " AND unseen_until > now())";
    }

    static void requireAllowed(Row row) {
        if (row.getBoolean("blocked")) {
            throw Refusals.blocked();
        }
        if (row.getBoolean("closed")) {
            throw Refusals.closed();
        }
        OffsetDateTime restrictedUntil = row.getOffsetDateTime("restricted_until");
        if (restrictedUntil != null) {
            throw Restrictions.refusal(restrictedUntil);
        }
    }
}
