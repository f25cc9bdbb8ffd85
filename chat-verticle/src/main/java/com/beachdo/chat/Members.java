package com.beachdo.chat;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/** The two of a room. */
record Members(UUID buyerId, UUID sellerId) {
    static Members of(Row row) {
        return new Members(row.getUUID("buyer_id"), row.getUUID("seller_id"));
    }

    List<UUID> both() {
        return List.of(buyerId, sellerId);
    }

    UUID otherThan(UUID userId) {
        return userId.equals(buyerId) ? sellerId : buyerId;
    }
}
