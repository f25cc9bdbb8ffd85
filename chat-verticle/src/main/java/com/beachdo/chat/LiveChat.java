package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.Offer;
import com.beachdo.platform.live.LiveEvents;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells members' sockets what has been committed. Events of one room may overtake each other on their way: each says
 * the change_seq it follows on ({@code since}) and the one it leads to ({@code changeSeq}).
 */
final class LiveChat {
    private final LiveEvents live;
    private final Consumer<UUID> writtenTo;

    /** @param writtenTo is told who got a message */
    LiveChat(LiveEvents live, Consumer<UUID> writtenTo) {
        this.live = live;
        this.writtenTo = writtenTo;
    }

    /** A new message; it stands for its sender's receipt too. */
    void message(Stored stored) {
        tellEach("message", stored);
        UUID sender = UUID.fromString(stored.message().getSenderId());
        if (!stored.hidden()) {
            writtenTo.accept(stored.members().otherThan(sender));
        }
    }

    void messageChanged(Stored stored) {
        tellEach("messageChanged", stored);
    }

    private void tellEach(String type, Stored stored) {
        List<UUID> told = stored.hidden()
                ? List.of(UUID.fromString(stored.message().getSenderId()))
                : stored.members().both();
        for (UUID userId : told) {
            live.publish(userId.toString(), event(type, stored, ScamSignals.shownTo(userId, stored.message())));
        }
    }

    private static JsonObject event(String type, Stored stored, Message message) {
        return new JsonObject()
                .put("type", type)
                .put("message", json(message))
                .put("since", stored.since())
                .put("changeSeq", stored.changeSeq());
    }

    void receipt(ReceiptStore.Moved moved) {
        tellBoth(
                moved.members(),
                new JsonObject()
                        .put("type", "receipt")
                        .put("chatId", moved.receipt().getChatId())
                        .put("userId", moved.receipt().getUserId())
                        .put("readSeq", moved.receipt().getReadSeq())
                        .put("deliveredSeq", moved.receipt().getDeliveredSeq())
                        .put("since", moved.changeSeq() - 1)
                        .put("changeSeq", moved.changeSeq()));
    }

    void typing(UUID to, UUID chatId, UUID userId) {
        live.publish(
                to.toString(),
                new JsonObject()
                        .put("type", "typing")
                        .put("chatId", chatId.toString())
                        .put("userId", userId.toString()));
    }

    /** @param seenAt when they came or went; null is not to be told */
    void presence(UUID to, UUID userId, boolean online, @Nullable OffsetDateTime seenAt) {
        JsonObject event = new JsonObject()
                .put("type", "presence")
                .put("userId", userId.toString())
                .put("online", online);
        if (!online && seenAt != null) {
            event.put("seenAt", time(MessageRows.timestamp(seenAt)));
        }
        live.publish(to.toString(), event);
    }

    /** Something may have passed them by. */
    void resync(Members members) {
        tellBoth(members, LiveEvents.resync());
    }

    void resync(UUID userId) {
        live.publish(userId.toString(), LiveEvents.resync());
    }

    /** @param until null when they may write again */
    void restricted(UUID userId, @Nullable OffsetDateTime until) {
        JsonObject event = new JsonObject().put("type", "restriction").put("activity", "CHAT");
        if (until != null) {
            event.put("until", time(MessageRows.timestamp(until)));
        }
        live.publish(userId.toString(), event);
    }

    private void tellBoth(Members members, JsonObject event) {
        for (UUID userId : members.both()) {
            live.publish(userId.toString(), event);
        }
    }

    /** A message as REST shows it. */
    static JsonObject json(Message message) {
        JsonObject json = new JsonObject()
                .put("id", message.getId())
                .put("chatId", message.getChatId())
                .put("seq", message.getSeq())
                .put("clientMessageId", message.getClientMessageId())
                .put("senderId", message.getSenderId());
        if (message.hasText()) {
            json.put("text", message.getText());
        }
        if (message.hasOffer()) {
            json.put("offer", json(message.getOffer()));
        }
        if (message.hasImage()) {
            json.put("image", json(message.getImage()));
        }
        json.put("warnings", new JsonArray(List.copyOf(message.getWarningsList())));
        json.put("createdAt", time(message.getCreatedAt()));
        if (message.hasEditedAt()) {
            json.put("editedAt", time(message.getEditedAt()));
        }
        if (message.hasDeletedAt()) {
            json.put("deletedAt", time(message.getDeletedAt()));
        }
        return json;
    }

    private static JsonObject json(MessageImage image) {
        JsonObject json = new JsonObject().put("id", image.getId()).put("blurhash", image.getBlurhash());
        if (image.hasVariants()) {
            json.put(
                    "variants",
                    new JsonObject()
                            .put("thumb", image.getVariants().getThumb())
                            .put("medium", image.getVariants().getMedium())
                            .put("large", image.getVariants().getLarge()));
        }
        if (image.hasExpiresAt()) {
            json.put("expiresAt", time(image.getExpiresAt()));
        }
        return json;
    }

    private static JsonObject json(Offer offer) {
        JsonObject json = new JsonObject()
                .put("id", offer.getId())
                .put(
                        "price",
                        new JsonObject()
                                .put("amount", offer.getPrice().getAmount())
                                .put("currency", offer.getPrice().getCurrency()))
                .put("state", offer.getState());
        if (offer.hasAwaitsUserId()) {
            json.put("awaitsUserId", offer.getAwaitsUserId());
        }
        if (offer.hasExpiresAt()) {
            json.put("expiresAt", time(offer.getExpiresAt()));
        }
        return json.put("version", offer.getVersion());
    }

    private static String time(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
                .toString();
    }
}
