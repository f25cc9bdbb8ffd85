package com.beachdo.catalog;

import com.beachdo.catalog.v1.StaffActed;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Tells the audit what staff changed of how the catalog works. */
public final class StaffActions {
    public static final String BOOST_PACKAGES = "boost packages";
    public static final String CATEGORIES = "categories";
    public static final String KNOWN_PICTURES = "known pictures";
    static final String REVIEW_POLICY = "review policy";

    private StaffActions() {}

    public static Future<Void> tell(Tx tx, String subject, String action, JsonObject detail) {
        return tx.emit(
                subject,
                StaffActed.newBuilder()
                        .setActorId(CallContext.current().requireSubject())
                        .setSubject(subject)
                        .setAction(action)
                        .setDetail(detail.encode())
                        .build());
    }
}
