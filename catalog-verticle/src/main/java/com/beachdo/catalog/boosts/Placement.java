package com.beachdo.catalog.boosts;

import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.platform.rpc.RpcException;

/** Where boosted listings are shown. */
public enum Placement {
    /** Above searches that the listing matches. */
    TOP,
    /** Above the trending listings. */
    FEATURED;

    /** That the boost of this alias runs. */
    static final String RUNNING = "%1$s.cancelled_at IS NULL AND %1$s.ends_at > now() AND %1$s.starts_at <= now()";

    /** Source of listings {@code l} by the boost {@code b} that runs in a placement; ends with a condition. */
    public String source() {
        return " FROM boost b JOIN listing l ON l.listing_id = b.listing_id JOIN seller s ON s.seller_id = l.seller_id"
                + " WHERE b.placement = '" + name() + "' AND " + RUNNING.formatted("b");
    }

    /** Whose turn it is: another order every minute, the same for all. */
    public static final String TURN =
            " ORDER BY hashtextextended(b.boost_id::text, (extract(epoch FROM now())::bigint / 60))";

    static Placement of(BoostPlacement placement) {
        return switch (placement) {
            case BOOST_PLACEMENT_TOP -> TOP;
            case BOOST_PLACEMENT_FEATURED -> FEATURED;
            case BOOST_PLACEMENT_UNSPECIFIED, UNRECOGNIZED ->
                throw RpcException.invalid("request.invalid", "/placement", "is not a placement");
        };
    }

    BoostPlacement toContract() {
        return BoostPlacement.valueOf("BOOST_PLACEMENT_" + name());
    }
}
