package com.beachdo.moderation;

import com.beachdo.moderation.v1.HookDelivery;
import com.beachdo.moderation.v1.HookDeliveryState;
import com.beachdo.moderation.v1.Hooks;
import com.beachdo.moderation.v1.ListHookDeliveriesReply;
import com.beachdo.moderation.v1.ListHookDeliveriesRequest;
import com.beachdo.moderation.v1.RetryHookDeliveryRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The hooks contract. */
final class HooksRpc implements Hooks {
    private final Db db;
    private final HookStore store;
    private final AuditStore audit;

    HooksRpc(Db db, HookStore store, AuditStore audit) {
        this.db = db;
        this.store = store;
        this.audit = audit;
    }

    @Override
    public Future<ListHookDeliveriesReply> listHookDeliveries(ListHookDeliveriesRequest request) {
        HookDeliveryState state = request.hasState()
                ? Names.required("state", request.getState())
                : HookDeliveryState.HOOK_DELIVERY_STATE_DEAD;
        return store.page(state, Page.size(request.getLimit()), request.getCursor())
                .map(page -> {
                    ListHookDeliveriesReply.Builder reply =
                            ListHookDeliveriesReply.newBuilder().addAllItems(page.items());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<HookDelivery> retryHookDelivery(RetryHookDeliveryRequest request) {
        UUID id = Ids.parse("deliveryId", request.getDeliveryId());
        UUID admin = UUID.fromString(CallContext.current().requireSubject());
        String detail = new JsonObject().put("targetType", "HOOK").encode();
        return db.transaction(
                tx -> store.retry(tx, id).compose(retried -> audit.append(tx, admin, "hook.retry", id, detail)
                        .map(retried)));
    }
}
