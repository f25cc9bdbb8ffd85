package com.beachdo.chat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.MessageTakenDown;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** What events do here. */
final class Effects {
    private final RoomStore rooms;
    private final CorrectionStore corrections;
    private final LiveChat live;

    Effects(RoomStore rooms, CorrectionStore corrections, LiveChat live) {
        this.rooms = rooms;
        this.corrections = corrections;
        this.live = live;
    }

    Future<Void> listingChanged(Tx tx, ListingChanged event) {
        return rooms.putCard(
                tx::query,
                Ids.parse("listingId", event.getListingId()),
                event.getTitle(),
                event.getStatus(),
                event.getVersion());
    }

    Future<Void> contentRemoved(Tx tx, ContentRemoved event) {
        if (event.getTargetType() != TargetType.TARGET_TYPE_MESSAGE) {
            return Future.succeededFuture();
        }
        UUID messageId = Ids.parse("targetId", event.getTargetId());
        return corrections
                .takeDown(tx, messageId)
                .compose(taken -> taken.isPresent()
                        ? tx.emit(taken.get().message().getChatId(), takenDown(taken.get()))
                        : Future.succeededFuture())
                .compose(ignored -> Restrictions.carriedOut(tx, event.getDecisionId()));
    }

    private static MessageTakenDown takenDown(Stored stored) {
        return MessageTakenDown.newBuilder()
                .setChatId(stored.message().getChatId())
                .setMessageId(stored.message().getId())
                .build();
    }

    /** Comes after the transaction that took the message down, so what it tells is committed. */
    Future<Void> messageTakenDown(Tx tx, MessageTakenDown event) {
        return corrections
                .latest(tx::query, Ids.parse("messageId", event.getMessageId()))
                .map(latest -> {
                    latest.ifPresent(live::messageChanged);
                    return null;
                });
    }
}
