package com.beachdo.forum;

import com.beachdo.forum.v1.StaffActed;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Tells the audit what staff did in the forum. */
final class StaffActions {
    static final String THREAD = "THREAD";
    static final String COMMENT = "COMMENT";
    static final String BOARD = "BOARD";
    static final String TRUST_POLICY = "trust policy";

    private StaffActions() {}

    static Future<Void> tell(Tx tx, UUID actor, String targetType, UUID target, String action, JsonObject detail) {
        return tx.emit(
                target.toString(),
                StaffActed.newBuilder()
                        .setActorId(actor.toString())
                        .setTargetType(targetType)
                        .setTargetId(target.toString())
                        .setAction(action)
                        .setDetail(detail.encode())
                        .build());
    }
}
