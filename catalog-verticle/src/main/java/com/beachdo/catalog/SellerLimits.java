package com.beachdo.catalog;

import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** How many listings a seller may have: more for those who proved who they are, fewer for accounts of a few days. */
final class SellerLimits {
    static final int DRAFTS = 100;

    private enum Standing {
        NEW(100, 100),
        KNOWN(200, 200),
        VERIFIED(300, 1_000);

        private final int aDay;
        private final int onSale;

        Standing(int aDay, int onSale) {
            this.aDay = aDay;
            this.onSale = onSale;
        }
    }

    private SellerLimits() {}

    private static final String HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('seller ' || $1, 0))";
    private static final String COUNT =
            """
            SELECT CASE WHEN s.verified AND coalesce(s.verified_until > now(), true) THEN 'VERIFIED'
                    WHEN s.since > now() - interval '7 days' THEN 'NEW' ELSE 'KNOWN' END AS standing,
                count(l.listing_id) FILTER (WHERE l.status = 'DRAFT') AS drafts,
                count(l.listing_id) FILTER (WHERE l.created_at > now() - interval '1 day') AS today,
                count(l.listing_id) FILTER (WHERE l.status = 'PENDING_REVIEW'
                    OR l.status = 'ACTIVE' AND l.expires_at > now()) AS on_sale
            FROM seller s LEFT JOIN listing l ON l.seller_id = s.seller_id AND l.deleted_at IS NULL
            WHERE s.seller_id = $1 GROUP BY s.seller_id
            """;

    /** Refuses one more draft to who has too many. */
    static Future<Void> requireRoomForDraft(Tx tx, UUID seller) {
        return count(tx, seller, (standing, count) -> {
            refuse(count.getLong("drafts") >= DRAFTS, "listing.too_many_drafts", "drafts", DRAFTS);
            refuse(
                    count.getLong("today") >= standing.aDay,
                    "listing.too_many_today",
                    "listings made in 24 hours",
                    standing.aDay);
        });
    }

    /** Refuses one more listing on sale, or in review, to who has too many. */
    static Future<Void> requireRoomOnSale(Tx tx, UUID seller) {
        return count(
                tx,
                seller,
                (standing, count) -> refuse(
                        count.getLong("on_sale") >= standing.onSale,
                        "listing.too_many_on_sale",
                        "listings on sale or in review",
                        standing.onSale));
    }

    private interface Check {
        void of(Standing standing, Row count);
    }

    /** Nobody else counts for this seller until the transaction ends. */
    private static Future<Void> count(Tx tx, UUID seller, Check check) {
        return tx.query(HOLD, seller.toString())
                .compose(ignored -> tx.query(COUNT, seller))
                .map(found -> {
                    for (Row row : found) {
                        check.of(Standing.valueOf(row.getString("standing")), row);
                    }
                    return null;
                });
    }

    private static void refuse(boolean tooMany, String code, String what, int most) {
        if (tooMany) {
            throw RpcException.conflict(code, "At most " + most + " " + what + " are allowed to this account.");
        }
    }
}
