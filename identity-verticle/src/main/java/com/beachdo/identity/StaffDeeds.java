package com.beachdo.identity;

import com.beachdo.identity.v1.StaffActed;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import java.util.UUID;

/** Tells the audit what the caller, who is of the staff, does to an account. */
final class StaffDeeds {
    private StaffDeeds() {}

    static Future<Void> tell(Tx tx, UUID account, String action, String detail) {
        return tx.emit(
                account.toString(),
                StaffActed.newBuilder()
                        .setActorId(CallContext.current().requireSubject())
                        .setUserId(account.toString())
                        .setAction(action)
                        .setDetail(detail)
                        .build());
    }
}
