package com.beachdo.chat;

import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.chat.v1.OfferMessageStored;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Each step of a bargain is a message of whoever took it, in the room of its buyer, seller and listing. */
final class OfferEffects {
    private static final String STATE_PREFIX = "OFFER_STATE_";
    private static final String FIRST_STATUS = "ACTIVE";

    private final RoomStore rooms;
    private final MessageStore messages;
    private final CorrectionStore corrections;
    private final LiveChat live;

    OfferEffects(RoomStore rooms, MessageStore messages, CorrectionStore corrections, LiveChat live) {
        this.rooms = rooms;
        this.messages = messages;
        this.corrections = corrections;
        this.live = live;
    }

    /** What one of the two may not say to the other is not said; the bargain itself is the catalog's. */
    Future<Void> offerChanged(Tx tx, OfferChanged event) {
        UUID senderId =
                Ids.parse("byUserId", event.getByUserId().isEmpty() ? event.getSellerId() : event.getByUserId());
        String clientMessageId = "offer-" + event.getOfferId() + "-" + event.getVersion();
        return room(tx, event)
                .compose(chatId -> messages.storeOffer(tx::query, chatId, senderId, clientMessageId, offer(event)))
                .compose(messageId -> messageId.isPresent()
                        ? tx.emit(
                                messageId.get().chatId().toString(),
                                OfferMessageStored.newBuilder()
                                        .setChatId(messageId.get().chatId().toString())
                                        .setMessageId(
                                                messageId.get().messageId().toString())
                                        .build())
                        : Future.succeededFuture());
    }

    private Future<UUID> room(Tx tx, OfferChanged event) {
        UUID listingId = Ids.parse("listingId", event.getListingId());
        UUID buyerId = Ids.parse("buyerId", event.getBuyerId());
        return rooms.find(tx::query, listingId, buyerId)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : rooms.putCard(tx::query, listingId, event.getTitle(), FIRST_STATUS, 0)
                                .compose(ignored -> rooms.create(
                                        tx::query, listingId, buyerId, Ids.parse("sellerId", event.getSellerId())))
                                .compose(made -> made.isPresent()
                                        ? opened(tx, made.get(), listingId)
                                        : rooms.find(tx::query, listingId, buyerId)
                                                .map(other -> other.orElseThrow())));
    }

    private static Future<UUID> opened(Tx tx, UUID chatId, UUID listingId) {
        return tx.emit(
                        chatId.toString(),
                        RoomOpened.newBuilder()
                                .setChatId(chatId.toString())
                                .setListingId(listingId.toString())
                                .build())
                .map(chatId);
    }

    private static JsonObject offer(OfferChanged event) {
        JsonObject offer = new JsonObject()
                .put("id", event.getOfferId())
                .put(
                        "price",
                        new JsonObject()
                                .put("amount", event.getPrice().getAmount())
                                .put("currency", event.getPrice().getCurrency()))
                .put("state", event.getState().name().substring(STATE_PREFIX.length()))
                .put("version", event.getVersion());
        if (!event.getAwaitsUserId().isEmpty()) {
            offer.put("awaitsUserId", event.getAwaitsUserId());
        }
        if (event.hasExpiresAt()) {
            offer.put(
                    "expiresAt",
                    Instant.ofEpochSecond(event.getExpiresAt().getSeconds()).toString());
        }
        return offer;
    }

    /** Comes after the transaction that stored the message, so what it tells is committed. */
    Future<Void> stored(Tx tx, OfferMessageStored event) {
        return corrections
                .latest(tx::query, Ids.parse("messageId", event.getMessageId()))
                .map(latest -> {
                    latest.ifPresent(stored -> live.message(new Stored(
                            stored.message(),
                            stored.members(),
                            stored.since(),
                            stored.changeSeq() + 1,
                            stored.hidden())));
                    return null;
                });
    }
}
